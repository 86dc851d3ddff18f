package io.fedrealm.provisioning.template.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.realm.JsonPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A JSON object that remembers on which line each of its values stands.
 *
 * @param root the object
 * @param places where its values stand
 */
public record JsonDocument(ObjectNode root, SourceMap places) {

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
        throw invalid(source, 1, notAnObject(first));
      }
      DocumentReader reader = new DocumentReader(parser);
      ObjectNode root = (ObjectNode) reader.read();
      if (parser.nextToken() != null) {
        throw invalid(source, reader.line(), "text after the end of the object");
      }
      return new JsonDocument(root, new SourceMap(source.name(), reader.place()));
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw invalid(source, line, "not valid JSON: " + reason(e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String notAnObject(JsonToken first) {
    if (first == null) {
      return "the file is empty";
    }
    return "a realm template is a JSON object: it starts with {"
        + (first == JsonToken.START_ARRAY
            ? " (fedrealm adopt makes a template of each realm of an array)"
            : "");
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
    return places.position(path);
  }

  private static InvalidTemplateException invalid(TemplateSource source, int line, String message) {
    return new InvalidTemplateException(
        List.of(new Problem(new Position(source.name(), line, JsonPath.ROOT), message)));
  }
}
