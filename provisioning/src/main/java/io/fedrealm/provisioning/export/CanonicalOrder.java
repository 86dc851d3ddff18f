package io.fedrealm.provisioning.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * Puts in order what has none in Keycloak's export, or another one when the realm was read a page
 * at a time: the same realm gives the same template, line by line.
 */
final class CanonicalOrder {

  private static final Comparator<JsonNode> BY_HOLDER =
      Comparator.comparing((JsonNode mapping) -> mapping.path("client").asText())
          .thenComparing(mapping -> mapping.path("clientScope").asText());

  private CanonicalOrder() {}

  /** Orders the roles of clients, and the scope mappings, of a realm's export. */
  static void settle(ObjectNode realm) {
    byName(realm.at("/roles/client"));
    byHolder(realm.path("scopeMappings"));
    byName(realm.path("clientScopeMappings"));
    realm.path("clientScopeMappings").forEach(CanonicalOrder::byHolder);
  }

  private static void byName(JsonNode fields) {
    if (fields instanceof ObjectNode object) {
      TreeMap<String, JsonNode> sorted = new TreeMap<>();
      object.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
      object.removeAll();
      object.setAll(sorted);
    }
  }

  private static void byHolder(JsonNode mappings) {
    if (mappings instanceof ArrayNode array) {
      List<JsonNode> sorted = new ArrayList<>();
      array.forEach(sorted::add);
      sorted.sort(BY_HOLDER);
      array.removeAll();
      array.addAll(sorted);
    }
  }
}
