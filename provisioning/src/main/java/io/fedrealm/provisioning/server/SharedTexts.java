package io.fedrealm.provisioning.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps equal texts once: of ten thousand clients, nearly all are equal, and together they take
 * more memory than everything else of a realm.
 */
final class SharedTexts {

  private final Map<String, TextNode> texts = new HashMap<>();

  /** Puts the texts that are known already in the place of equal ones. */
  void shareIn(JsonNode node) {
    if (node instanceof ArrayNode array) {
      for (int index = 0; index < array.size(); index++) {
        array.set(index, shared(array.get(index)));
      }
    } else {
      node.properties().forEach(field -> field.setValue(shared(field.getValue())));
    }
  }

  private JsonNode shared(JsonNode node) {
    if (node instanceof TextNode text) {
      return texts.computeIfAbsent(text.textValue(), unknown -> text);
    }
    shareIn(node);
    return node;
  }
}
