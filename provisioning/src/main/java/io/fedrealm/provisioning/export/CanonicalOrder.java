package io.fedrealm.provisioning.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Puts in order what has none in Keycloak's export, or another one when the realm was read a page
 * at a time: the same realm gives the same template, line by line.
 */
final class CanonicalOrder {

  private static final Comparator<JsonNode> BY_HOLDER =
      Comparator.comparing((JsonNode mapping) -> mapping.path("client").asText())
          .thenComparing(mapping -> mapping.path("clientScope").asText());

  private static final Comparator<JsonNode> BY_NAME =
      Comparator.comparing((JsonNode role) -> role.path("name").asText());

  /** Lists of names that are sets, and fields whose lists are. */
  private static final Set<String> SETS =
      Set.of(
          "realmRoles",
          "clientRoles",
          "composites",
          "defaultClientScopes",
          "optionalClientScopes",
          "roles");

  private CanonicalOrder() {}

  /** Orders the roles of clients, and the scope mappings, of a realm's export. */
  static void settle(ObjectNode realm) {
    byName(realm.at("/roles/client"));
    sort(realm.at("/roles/realm"), BY_NAME);
    realm.at("/roles/client").forEach(roles -> sort(roles, BY_NAME));
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

  /** Orders the lists of names that have no order, of a template. */
  static void sets(JsonNode node) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (SETS.contains(field.getKey())) {
        texts(field.getValue());
      }
    }
    node.forEach(CanonicalOrder::sets);
  }

  private static void texts(JsonNode node) {
    if (node.path(0).isTextual()) {
      sort(node, Comparator.comparing(JsonNode::asText));
    } else if (node.isObject()) {
      node.forEach(CanonicalOrder::texts);
    }
  }

  private static void byHolder(JsonNode mappings) {
    sort(mappings, BY_HOLDER);
  }

  private static void sort(JsonNode list, Comparator<JsonNode> order) {
    if (list instanceof ArrayNode array) {
      List<JsonNode> sorted = new ArrayList<>();
      array.forEach(sorted::add);
      sorted.sort(order);
      array.removeAll();
      array.addAll(sorted);
    }
  }
}
