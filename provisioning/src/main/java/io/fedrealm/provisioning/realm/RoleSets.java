package io.fedrealm.provisioning.realm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.SortedMap;

/**
 * Finds the sets of roles of a realm representation that stand apart from what they belong to, its
 * scope mappings.
 */
final class RoleSets {

  private static final String REALM_ROLES = "realmRoles";
  private static final String CLIENT_ROLES = "clientRoles";

  private final ObjectNode realm;
  private final SortedMap<ResourceId, Resource> resources;

  /**
   * @param resources gets the sets; has those of the clients and client scopes already
   */
  RoleSets(ObjectNode realm, SortedMap<ResourceId, Resource> resources) {
    this.realm = realm;
    this.resources = resources;
  }

  void collect() {
    scopeMappings(realm.path("scopeMappings"), "", JsonPath.member(JsonPath.ROOT, "scopeMappings"));
    String ofClients = JsonPath.member(JsonPath.ROOT, "clientScopeMappings");
    realm
        .path("clientScopeMappings")
        .properties()
        .forEach(
            client ->
                scopeMappings(
                    client.getValue(),
                    client.getKey(),
                    JsonPath.member(ofClients, client.getKey())));
  }

  /**
   * @param owner the client whose roles are mapped; empty for realm roles
   */
  private void scopeMappings(JsonNode mappings, String owner, String path) {
    int index = 0;
    for (JsonNode mapping : mappings) {
      ObjectNode set = holder(mapping, JsonPath.element(path, index++)).fields();
      ArrayNode roles =
          owner.isEmpty()
              ? set.withArray(REALM_ROLES)
              : set.withObjectProperty(CLIENT_ROLES).withArrayProperty(owner);
      mapping.path("roles").forEach(roles::add);
    }
  }

  /** The role set of the client or client scope that a scope mapping speaks of. */
  private Resource holder(JsonNode mapping, String path) {
    ResourceId id =
        mapping.has("client")
            ? ResourceId.of(ResourceType.CLIENT_SCOPE_MAPPINGS, mapping.path("client").asText())
            : ResourceId.of(
                ResourceType.CLIENT_SCOPE_SCOPE_MAPPINGS, mapping.path("clientScope").asText());
    return resources.computeIfAbsent(id, key -> new Resource(key, empty(), path));
  }

  /** The fields of a set without roles. */
  static ObjectNode empty() {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    fields.putArray(REALM_ROLES);
    fields.putObject(CLIENT_ROLES);
    return fields;
  }

  /** The roles that a group or a user has ({@code realmRoles}, {@code clientRoles}). */
  static ObjectNode of(JsonNode holder) {
    return of(holder.path(REALM_ROLES), holder.path(CLIENT_ROLES));
  }

  /** The fields of a set of roles. */
  static ObjectNode of(JsonNode realmRoles, JsonNode clientRoles) {
    ObjectNode fields = empty();
    realmRoles.forEach(fields.withArray(REALM_ROLES)::add);
    ObjectNode byClient = fields.withObjectProperty(CLIENT_ROLES);
    clientRoles
        .properties()
        .forEach(
            client -> {
              ArrayNode roles = byClient.putArray(client.getKey());
              client.getValue().forEach(roles::add);
            });
    return fields;
  }
}
