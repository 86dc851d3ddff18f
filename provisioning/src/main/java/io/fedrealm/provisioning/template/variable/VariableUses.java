package io.fedrealm.provisioning.template.variable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.fedrealm.provisioning.realm.JsonPath;
import io.fedrealm.provisioning.realm.SecretFields;
import io.fedrealm.provisioning.template.source.JsonDocument;
import io.fedrealm.provisioning.template.source.Position;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects which variables templates use, and how. */
public final class VariableUses {

  private final Map<String, VariableUse> uses = new LinkedHashMap<>();
  private final Map<String, String> fallbacks = new HashMap<>();

  public void collect(JsonDocument document) {
    collect(document, document.root(), JsonPath.ROOT);
  }

  private void collect(JsonDocument document, JsonNode node, String path) {
    if (node.isTextual()) {
      for (Placeholder placeholder : Placeholder.in(node.textValue())) {
        boolean required = placeholder.fallback().isEmpty();
        boolean secret = SecretFields.isSecret(path);
        Position where = document.position(path);
        VariableUse use = new VariableUse(placeholder.variable(), where, secret, required);
        placeholder.fallback().ifPresent(text -> fallbacks.putIfAbsent(use.name(), text));
        uses.merge(use.name(), use, VariableUses::stricter);
      }
    } else if (node instanceof ArrayNode array) {
      for (int index = 0; index < array.size(); index++) {
        collect(document, array.get(index), JsonPath.element(path, index));
      }
    } else {
      node.properties().stream()
          .filter(field -> !Declarations.isOne(path, field.getKey()))
          .forEach(
              field -> collect(document, field.getValue(), JsonPath.member(path, field.getKey())));
    }
  }

  private static VariableUse stricter(VariableUse first, VariableUse second) {
    return new VariableUse(
        first.name(),
        first.where(),
        first.secret() || second.secret(),
        first.required() || second.required());
  }

  /** The default of a variable; empty when one of its places has none. */
  Optional<String> fallback(String name) {
    return uses.get(name).required() ? Optional.empty() : Optional.of(fallbacks.get(name));
  }

  public List<VariableUse> list() {
    return List.copyOf(uses.values());
  }
}
