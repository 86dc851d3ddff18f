package io.fedrealm.provisioning.state;

import static io.fedrealm.provisioning.state.RealmState.elements;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
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

  private final ObjectNode realm;
  private final SortedMap<ResourceId, Resource> resources = new TreeMap<>();

  Flattening(ObjectNode realm) {
    this.realm = realm;
  }

  SortedMap<ResourceId, Resource> resources() {
    ObjectNode settings = without(realm, NOT_SETTINGS);
    add(ResourceId.of(Kind.REALM, ""), settings, "$");
    clientScopes();
    clients();
    roles();
    groups(realm.path("groups"), "", "$.groups");
    scopeMappings();
    serviceAccounts();
    defaultClientScopes();
    policies(Kind.CLIENT_PROFILES, "clientProfiles", "profiles");
    policies(Kind.CLIENT_POLICIES, "clientPolicies", "policies");
    return resources;
  }

  private void clientScopes() {
    int index = 0;
    for (JsonNode scope : elements(realm.path("clientScopes"))) {
      String path = "$.clientScopes[" + index++ + "]";
      String name = scope.path("name").asText();
      add(
          ResourceId.of(Kind.CLIENT_SCOPE, name),
          without(scope, Set.of("id", "protocolMappers")),
          path);
      mappers(Kind.CLIENT_SCOPE_MAPPER, name, scope, path);
      add(ResourceId.of(Kind.CLIENT_SCOPE_ROLES, name), roleSet(null, null), path);
    }
  }

  private void clients() {
    int index = 0;
    for (JsonNode client : elements(realm.path("clients"))) {
      String path = "$.clients[" + index++ + "]";
      String clientId = client.path("clientId").asText();
      add(ResourceId.of(Kind.CLIENT, clientId), without(client, NOT_CLIENT_FIELDS), path);
      mappers(Kind.CLIENT_MAPPER, clientId, client, path);
      add(ResourceId.of(Kind.CLIENT_ROLES_SCOPE, clientId), roleSet(null, null), path);
    }
  }

  private void mappers(Kind kind, String owner, JsonNode holder, String path) {
    int index = 0;
    for (JsonNode mapper : elements(holder.path("protocolMappers"))) {
      add(
          new ResourceId(kind, owner, mapper.path("name").asText()),
          without(mapper, Set.of("id")),
          path + ".protocolMappers[" + index++ + "]");
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
                    "$.roles.client." + client.getKey()));
  }

  private void roles(Kind kind, String owner, JsonNode roles, String parent) {
    int index = 0;
    for (JsonNode role : elements(roles)) {
      String path = parent + "[" + index++ + "]";
      String name = role.path("name").asText();
      add(
          new ResourceId(kind, owner, name),
          without(role, Set.of("id", "composite", "composites", "clientRole", "containerId")),
          path);
      JsonNode composites = role.path("composites");
      add(
          new ResourceId(Kind.COMPOSITE, owner, name),
          roleSet(composites.get("realm"), composites.get("client")),
          path);
    }
  }

  private void groups(JsonNode groups, String parent, String parentPath) {
    int index = 0;
    for (JsonNode group : elements(groups)) {
      String path = parentPath + "[" + index++ + "]";
      String name = parent + "/" + group.path("name").asText();
      add(
          ResourceId.of(Kind.GROUP, name),
          without(
              group,
              Set.of("id", "path", "parentId", "subGroups", "realmRoles", "clientRoles", "access")),
          path);
      add(
          ResourceId.of(Kind.GROUP_ROLES, name),
          roleSet(group.get("realmRoles"), group.get("clientRoles")),
          path);
      groups(group.path("subGroups"), name, path + ".subGroups");
    }
  }

  private void scopeMappings() {
    int index = 0;
    for (JsonNode mapping : elements(realm.path("scopeMappings"))) {
      Resource holder = holder(mapping, "$.scopeMappings[" + index++ + "]");
      holder.fields().withArray("realmRoles").addAll(copy(mapping.path("roles")));
    }
    realm
        .path("clientScopeMappings")
        .properties()
        .forEach(
            client -> {
              String path = "$.clientScopeMappings." + client.getKey();
              for (JsonNode mapping : elements(client.getValue())) {
                ((ObjectNode) holder(mapping, path).fields().get("clientRoles"))
                    .withArray(client.getKey())
                    .addAll(copy(mapping.path("roles")));
              }
            });
  }

  /** The role set of the client or client scope that a scope mapping speaks of. */
  private Resource holder(JsonNode mapping, String path) {
    boolean ofClient = mapping.has("client");
    ResourceId id =
        ofClient
            ? ResourceId.of(Kind.CLIENT_ROLES_SCOPE, mapping.path("client").asText())
            : ResourceId.of(Kind.CLIENT_SCOPE_ROLES, mapping.path("clientScope").asText());
    return resources.computeIfAbsent(id, key -> new Resource(key, roleSet(null, null), path));
  }

  private void serviceAccounts() {
    int index = 0;
    for (JsonNode user : elements(realm.path("users"))) {
      String path = "$.users[" + index++ + "]";
      if (user.has("serviceAccountClientId")) {
        add(
            ResourceId.of(Kind.SERVICE_ACCOUNT_ROLES, RealmState.serviceAccountOf(user)),
            roleSet(user.get("realmRoles"), user.get("clientRoles")),
            path);
      }
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

  private static ObjectNode roleSet(JsonNode realmRoles, JsonNode clientRoles) {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    fields.putArray("realmRoles").addAll(copy(realmRoles));
    ObjectNode byClient = fields.putObject("clientRoles");
    if (clientRoles instanceof ObjectNode clients) {
      clients
          .properties()
          .forEach(client -> byClient.set(client.getKey(), copy(client.getValue())));
    }
    return fields;
  }

  private static ArrayNode copy(JsonNode roles) {
    ArrayNode copy = JsonNodeFactory.instance.arrayNode();
    elements(roles == null ? copy : roles).forEach(copy::add);
    return copy;
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
