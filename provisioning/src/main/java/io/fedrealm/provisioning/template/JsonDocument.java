package io.fedrealm.provisioning.template;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.state.JsonPath;
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

  /** Groups in groups are the deepest that a realm has; what is read recursively must end. */
  private static final int MAX_DEPTH = 100;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(100)
                  .build())
          .build();

  /**
   * Parses strict JSON: duplicate keys and anything after the object are errors.
   *
   * @throws InvalidTemplateException with the line of the first error
   */
  public static JsonDocument parse(TemplateSource source) {
    try (JsonParser parser = FACTORY.createParser(source.text())) {
      JsonToken first = parser.nextToken();
      if (first != JsonToken.START_OBJECT) {
        throw invalid(
            source,
            1,
            first == null
                ? "the file is empty"
                : "a realm template is a JSON object: it starts with {");
      }
      Map<String, Integer> lines = new HashMap<>();
      ObjectNode root = (ObjectNode) read(parser, JsonPath.ROOT, lines);
      if (parser.nextToken() != null) {
        throw invalid(source, line(parser), "text after the end of the object");
      }
      return new JsonDocument(source.name(), root, lines);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw invalid(source, line, "not valid JSON: " + reason(e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Jackson's message without its advice for programmers, and without the word that it stumbled on:
   * that could be a password which lacks its quotes.
   */
  private static String reason(JsonProcessingException e) {
    String message = e.getOriginalMessage().split("\n")[0];
    if (message.startsWith("Unrecognized token")) {
      return "a text needs double quotes, and the only words are true, false and null";
    }
    return message
        .replaceFirst("\\(`StreamReadConstraints.*", "")
        .replaceFirst(": maybe a \\(non-standard\\) comment.*", ": JSON has no comments")
        .replaceFirst(" \\(start marker at.*", "")
        .strip();
  }

  /** The place of a value; when the value itself is not in the file, with its parent's line. */
  public Position position(String path) {
    return new Position(file, lines.getOrDefault(known(path), 1), path);
  }

  /** The place of a value; of its nearest parent when the value itself is not in the file. */
  Position nearest(String path) {
    String known = known(path);
    return new Position(file, lines.getOrDefault(known, 1), known);
  }

  private String known(String path) {
    String known = path;
    while (!lines.containsKey(known) && !known.equals(JsonPath.ROOT)) {
      known = JsonPath.parent(known);
    }
    return known;
  }

  private static int line(JsonParser parser) {
    return parser.currentTokenLocation().getLineNr();
  }

  private static JsonNode read(JsonParser parser, String path, Map<String, Integer> lines)
      throws IOException {
    lines.putIfAbsent(path, line(parser));
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
      String child = JsonPath.member(path, name);
      lines.put(child, line(parser));
      parser.nextToken();
      object.set(name, read(parser, child, lines));
    }
    return object;
  }

  private static ArrayNode readArray(JsonParser parser, String path, Map<String, Integer> lines)
      throws IOException {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(read(parser, JsonPath.element(path, array.size()), lines));
    }
    return array;
  }

  private static InvalidTemplateException invalid(TemplateSource source, int line, String message) {
    return new InvalidTemplateException(
        List.of(new Problem(new Position(source.name(), line, JsonPath.ROOT), message)));
  }
}
