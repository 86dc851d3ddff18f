package io.fedrealm.provisioning.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Takes a realm representation apart into its resources; one method for each part of it. */
final class Flattening {

  /** Top-level fields that are resources of their own, or that this tool does not manage. */
  static final Set<String> NOT_SETTINGS =
      Set.of(
          "id",
          "roles",
          "defaultRole",
          "groups",
          "clients",
          "clientScopes",
          "scopeMappings",
          "clientScopeMappings",
          "defaultDefaultClientScopes",
          "defaultOptionalClientScopes",
          "clientProfiles",
          "clientPolicies",
          "users",
          "components",
          "authenticationFlows",
          "authenticatorConfig",
          "requiredActions",
          "identityProviders",
          "identityProviderMappers",
          "localizationTexts",
          "keycloakVersion");

  private static final Set<String> NOT_CLIENT_FIELDS =
      Set.of("id", "protocolMappers", "access", "authorizationSettings");

  private static final Set<String> NOT_ROLE_FIELDS =
      Set.of("id", "composite", "composites", "clientRole", "containerId");

  private static final Set<String> NOT_GROUP_FIELDS =
      Set.of(
          "id",
          "path",
          "parentId",
          "subGroupCount",
          "subGroups",
          "realmRoles",
          "clientRoles",
          "access");

  private final ObjectNode realm;
  private final SortedMap<ResourceId, Resource> resources = new TreeMap<>();

  Flattening(ObjectNode realm) {
    this.realm = realm;
  }

  SortedMap<ResourceId, Resource> resources() {
    add(ResourceId.of(Kind.REALM, ""), without(realm, NOT_SETTINGS), JsonPath.ROOT);
    clientScopes();
    clients();
    roles();
    groups(realm.path("groups"), "", "$.groups");
    new RoleSets(realm, resources).collect();
    defaultClientScopes();
    policies(Kind.CLIENT_PROFILES, "clientProfiles", "profiles");
    policies(Kind.CLIENT_POLICIES, "clientPolicies", "policies");
    return resources;
  }

  private void clientScopes() {
    int index = 0;
    for (JsonNode scope : realm.path("clientScopes")) {
      String path = JsonPath.element("$.clientScopes", index++);
      String name = scope.path("name").asText();
      ObjectNode fields = without(scope, Set.of("id", "protocolMappers"));
      add(ResourceId.of(Kind.CLIENT_SCOPE, name), fields, path);
      mappers(Kind.CLIENT_SCOPE_MAPPER, name, scope, path);
      add(ResourceId.of(Kind.CLIENT_SCOPE_ROLES, name), RoleSets.empty(), path);
    }
  }

  private void clients() {
    int index = 0;
    for (JsonNode client : realm.path("clients")) {
      String path = JsonPath.element("$.clients", index++);
      String clientId = client.path("clientId").asText();
      add(ResourceId.of(Kind.CLIENT, clientId), without(client, NOT_CLIENT_FIELDS), path);
      mappers(Kind.CLIENT_MAPPER, clientId, client, path);
      add(ResourceId.of(Kind.CLIENT_ROLES_SCOPE, clientId), RoleSets.empty(), path);
    }
  }

  private void mappers(Kind kind, String owner, JsonNode holder, String path) {
    int index = 0;
    for (JsonNode mapper : holder.path("protocolMappers")) {
      add(
          new ResourceId(kind, owner, mapper.path("name").asText()),
          without(mapper, Set.of("id")),
          JsonPath.element(path + ".protocolMappers", index++));
    }
  }

  private void roles() {
    roles(Kind.REALM_ROLE, "", realm.at("/roles/realm"), "$.roles.realm");
    realm
        .at("/roles/client")
        .properties()
        .forEach(
            client ->
                roles(
                    Kind.CLIENT_ROLE,
                    client.getKey(),
                    client.getValue(),
                    JsonPath.member("$.roles.client", client.getKey())));
  }

  private void roles(Kind kind, String owner, JsonNode roles, String parent) {
    int index = 0;
    for (JsonNode role : roles) {
      String path = JsonPath.element(parent, index++);
      String name = role.path("name").asText();
      add(new ResourceId(kind, owner, name), without(role, NOT_ROLE_FIELDS), path);
      JsonNode composites = role.path("composites");
      add(
          new ResourceId(Kind.COMPOSITE, owner, name),
          RoleSets.of(composites.path("realm"), composites.path("client")),
          path);
    }
  }

  private void groups(JsonNode groups, String parent, String parentPath) {
    int index = 0;
    for (JsonNode group : groups) {
      String path = JsonPath.element(parentPath, index++);
      String name = RealmState.groupPath(parent, group);
      add(ResourceId.of(Kind.GROUP, name), without(group, NOT_GROUP_FIELDS), path);
      add(ResourceId.of(Kind.GROUP_ROLES, name), RoleSets.of(group), path);
      groups(group.path("subGroups"), name, path + ".subGroups");
    }
  }

  private void defaultClientScopes() {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    for (String field : List.of("defaultDefaultClientScopes", "defaultOptionalClientScopes")) {
      if (realm.has(field)) {
        fields.set(field, realm.get(field));
      }
    }
    if (!fields.isEmpty()) {
      add(ResourceId.of(Kind.DEFAULT_CLIENT_SCOPES, ""), fields, "$." + fields.fieldNames().next());
    }
  }

  private void policies(Kind kind, String field, String list) {
    JsonNode policies = realm.path(field).path(list);
    if (policies.isArray()) {
      ObjectNode byName = JsonNodeFactory.instance.objectNode();
      policies.forEach(policy -> byName.set(policy.path("name").asText(), policy));
      add(ResourceId.of(kind, ""), byName, "$." + field);
    }
  }

  private static ObjectNode without(JsonNode node, Set<String> names) {
    ObjectNode fields = ((ObjectNode) node).deepCopy();
    fields.remove(names);
    return fields;
  }

  private void add(ResourceId id, ObjectNode fields, String path) {
    resources.put(id, new Resource(id, fields, path));
  }
}
