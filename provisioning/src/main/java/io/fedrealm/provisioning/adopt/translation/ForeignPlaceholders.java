package io.fedrealm.provisioning.adopt.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fedrealm.provisioning.template.variable.ForeignPlaceholder;
import java.util.List;
import java.util.Map;

/** Variables as other tools write them ({@link ForeignPlaceholder}). */
final class ForeignPlaceholders implements Translation {

  @Override
  public void apply(ForeignRealm realm) {
    object(realm.root(), realm);
  }

  private static void object(ObjectNode node, ForeignRealm realm) {
    for (Map.Entry<String, JsonNode> field : List.copyOf(node.properties())) {
      JsonNode value = field.getValue();
      if (value.isTextual()) {
        String text = ForeignPlaceholder.translate(value.textValue());
        if (!text.equals(value.textValue())) {
          realm.translated(node, field.getKey(), "a variable of another tool is one of ours");
          node.put(field.getKey(), text);
        }
      } else {
        inner(value, node, field.getKey(), realm);
      }
    }
  }

  private static void inner(JsonNode value, ObjectNode holder, String field, ForeignRealm realm) {
    if (value instanceof ObjectNode object) {
      object(object, realm);
    } else if (value instanceof ArrayNode array) {
      for (int index = 0; index < array.size(); index++) {
        JsonNode element = array.get(index);
        String text = element.isTextual() ? ForeignPlaceholder.translate(element.textValue()) : "";
        if (element.isTextual() && !text.equals(element.textValue())) {
          realm.translated(holder, field, "a variable of another tool is one of ours");
          array.set(index, TextNode.valueOf(text));
        } else {
          inner(element, holder, field, realm);
        }
      }
    }
  }
}
