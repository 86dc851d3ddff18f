package io.fedrealm.provisioning.template.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the values of a JSON file and notes their lines. Equal texts are kept once. */
final class DocumentReader {

  private final JsonParser parser;
  private final Map<String, TextNode> texts = new HashMap<>();

  /** Where the value that was read last stands. */
  private SourceLocation place;

  DocumentReader(JsonParser parser) {
    this.parser = parser;
  }

  /** Where the value that was read last stands. */
  SourceLocation place() {
    return place;
  }

  /** The line of the parser's token. */
  int line() {
    return parser.currentTokenLocation().getLineNr();
  }

  /** The value that the parser stands before. */
  JsonNode read() throws IOException {
    int line = line();
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(line);
      case START_ARRAY -> array(line);
      case VALUE_STRING -> value(texts.computeIfAbsent(parser.getText(), TextNode::valueOf), line);
      case VALUE_NUMBER_INT -> value(nodes.numberNode(parser.getBigIntegerValue()), line);
      case VALUE_NUMBER_FLOAT -> value(nodes.numberNode(parser.getDecimalValue()), line);
      case VALUE_TRUE, VALUE_FALSE -> value(nodes.booleanNode(parser.getBooleanValue()), line);
      default -> value(nodes.nullNode(), line);
    };
  }

  private JsonNode value(JsonNode value, int line) {
    place = SourceLocation.ofValue(line);
    return value;
  }

  private ObjectNode object(int line) throws IOException {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    List<String> names = new ArrayList<>();
    List<SourceLocation> places = new ArrayList<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      int fieldLine = line();
      parser.nextToken();
      object.set(name, read());
      names.add(name);
      places.add(place.on(fieldLine));
    }
    place = SourceLocation.ofObject(line, names, places);
    return object;
  }

  private ArrayNode array(int line) throws IOException {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    List<SourceLocation> places = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(read());
      places.add(place);
    }
    place = SourceLocation.ofArray(line, places);
    return array;
  }
}
