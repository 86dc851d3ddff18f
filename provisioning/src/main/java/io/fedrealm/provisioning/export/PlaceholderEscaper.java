package io.fedrealm.provisioning.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.template.variable.Placeholder;

/**
 * Writes the texts of a realm so that a template that has them means the same: one that looks like
 * a variable is none.
 */
final class PlaceholderEscaper {

  private PlaceholderEscaper() {}

  /** A realm representation whose texts, names of fields too, are those of a template. */
  static ObjectNode of(ObjectNode from) {
    ObjectNode to = JsonNodeFactory.instance.objectNode();
    from.properties()
        .forEach(field -> to.set(Placeholder.literal(field.getKey()), value(field.getValue())));
    return to;
  }

  private static JsonNode value(JsonNode from) {
    if (from instanceof ObjectNode object) {
      return of(object);
    }
    if (from instanceof ArrayNode array) {
      ArrayNode to = JsonNodeFactory.instance.arrayNode();
      array.forEach(element -> to.add(value(element)));
      return to;
    }
    return from.isTextual()
        ? JsonNodeFactory.instance.textNode(Placeholder.literal(from.textValue()))
        : from;
  }
}
