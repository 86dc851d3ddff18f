package io.fedrealm.provisioning.apply.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.plan.change.Change;
import io.fedrealm.provisioning.realm.Resource;
import io.fedrealm.provisioning.realm.ResourceId;
import io.fedrealm.provisioning.realm.ResourceType;

/**
 * Brings the links of a user to identity providers into line. Keycloak has no update of a link: one
 * that differs goes and comes again.
 */
final class UserIdentitiesWriter implements ResourceWriter {

  private static final String LINKS = "federatedIdentities";
  private static final String PROVIDER = "identityProvider";

  @Override
  public void write(Change change, Target target) {
    String user = target.live().id(ResourceId.of(ResourceType.USER, change.id().name()));
    JsonNode wanted = change.desired().fields().path(LINKS);
    JsonNode live =
        change
            .actual()
            .map(links -> links.fields().path(LINKS))
            .orElseGet(JsonNodeFactory.instance::objectNode);
    for (var link : live.properties()) {
      String alias = link.getKey();
      if (!wanted.has(alias) || differs(wanted.path(alias), link.getValue())) {
        target.delete("users", user, "federated-identity", alias);
      }
    }
    for (JsonNode link : list(change.desired())) {
      String alias = link.path(PROVIDER).asText();
      if (!live.has(alias) || differs(link, live.path(alias))) {
        target.send("POST", link, "users", user, "federated-identity", alias);
      }
    }
  }

  private static boolean differs(JsonNode wanted, JsonNode live) {
    return wanted.properties().stream()
        .filter(field -> !field.getKey().equals(PROVIDER))
        .anyMatch(field -> !field.getValue().equals(live.path(field.getKey())));
  }

  /** The links as Keycloak's representation of a user has them. */
  static ArrayNode list(Resource links) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (var link : links.fields().path(LINKS).properties()) {
      ObjectNode entry = link.getValue().deepCopy();
      list.add(entry.put(PROVIDER, link.getKey()));
    }
    return list;
  }
}
