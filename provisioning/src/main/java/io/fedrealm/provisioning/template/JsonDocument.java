package io.fedrealm.provisioning.template;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A JSON object that remembers on which line each of its values stands.
 *
 * @param file what to call the file in messages
 * @param root the object
 * @param lines line (from 1) by JSON path ({@code $.clients[0].secret})
 */
public record JsonDocument(String file, ObjectNode root, Map<String, Integer> lines) {

  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /**
   * Parses strict JSON: duplicate keys and anything after the object are errors.
   *
   * @throws InvalidTemplateException with the line of the first error
   */
  public static JsonDocument parse(TemplateSource source) {
    try (JsonParser parser = FACTORY.createParser(source.text())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw invalid(source, 1, "a realm template is a JSON object: it starts with {");
      }
      Map<String, Integer> lines = new HashMap<>();
      ObjectNode root = (ObjectNode) read(parser, "$", lines);
      if (parser.nextToken() != null) {
        throw invalid(
            source, parser.currentTokenLocation().getLineNr(), "text after the end of the object");
      }
      return new JsonDocument(source.name(), root, lines);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw invalid(source, line, "not valid JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The place of a value; of its nearest parent when the value itself is not in the file. */
  public Position position(String path) {
    String known = path;
    while (!lines.containsKey(known) && !known.equals("$")) {
      known = parent(known);
    }
    return new Position(file, lines.getOrDefault(known, 1), path);
  }

  /** The JSON path of an object's member. */
  static String member(String parent, String name) {
    return name.matches("[A-Za-z_][A-Za-z0-9_-]*")
        ? parent + "." + name
        : parent + "['" + name + "']";
  }

  /** The JSON path of an array's element. */
  static String element(String parent, int index) {
    return parent + "[" + index + "]";
  }

  private static String parent(String path) {
    int end = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
    return end <= 0 ? "$" : path.substring(0, end);
  }

  private static JsonNode read(JsonParser parser, String path, Map<String, Integer> lines)
      throws IOException {
    lines.putIfAbsent(path, parser.currentTokenLocation().getLineNr());
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (parser.currentToken()) {
      case START_OBJECT -> readObject(parser, path, lines);
      case START_ARRAY -> readArray(parser, path, lines);
      case VALUE_STRING -> nodes.textNode(parser.getText());
      case VALUE_NUMBER_INT -> nodes.numberNode(parser.getBigIntegerValue());
      case VALUE_NUMBER_FLOAT -> nodes.numberNode(parser.getDecimalValue());
      case VALUE_TRUE, VALUE_FALSE -> nodes.booleanNode(parser.getBooleanValue());
      default -> nodes.nullNode();
    };
  }

  private static ObjectNode readObject(JsonParser parser, String path, Map<String, Integer> lines)
      throws IOException {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      String child = member(path, name);
      lines.put(child, parser.currentTokenLocation().getLineNr());
      parser.nextToken();
      object.set(name, read(parser, child, lines));
    }
    return object;
  }

  private static ArrayNode readArray(JsonParser parser, String path, Map<String, Integer> lines)
      throws IOException {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(read(parser, element(path, array.size()), lines));
    }
    return array;
  }

  private static InvalidTemplateException invalid(TemplateSource source, int line, String message) {
    return new InvalidTemplateException(
        List.of(new Problem(new Position(source.name(), line, "$"), message)));
  }
}
