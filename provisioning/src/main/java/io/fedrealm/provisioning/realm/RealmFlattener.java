package io.fedrealm.provisioning.realm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Takes a realm representation apart into its resources; one method for each part of it. */
final class RealmFlattener {

  private static final Set<String> NOT_CLIENT_FIELDS =
      Set.of("id", "protocolMappers", "access", "authorizationSettings");

  private static final Set<String> NOT_ROLE_FIELDS =
      Set.of("id", "composite", "composites", "clientRole", "containerId");

  private final ObjectNode realm;
  private final ResourceCollector parts = new ResourceCollector(new TreeMap<>());

  RealmFlattener(ObjectNode realm) {
    this.realm = realm;
  }

  SortedMap<ResourceId, Resource> resources() {
    new RealmParts(realm, parts).collect();
    new FlowParts(realm, parts).collect();
    new BrokerParts(realm, parts).collect();
    new OrganizationParts(parts).collect(realm.path("organizations"));
    new ComponentParts(parts).collect(realm.path("components"));
    clientScopes();
    clients();
    roles();
    new GroupParts(parts, ResourceType.GROUP, ResourceType.GROUP_ROLES, "")
        .collect(realm.path("groups"), "", "$.groups");
    new RoleSets(realm, parts.resources()).collect();
    new UserParts(realm, parts).collect();
    return parts.resources();
  }

  private void clientScopes() {
    int index = 0;
    for (JsonNode scope : realm.path("clientScopes")) {
      String path = JsonPath.element("$.clientScopes", index++);
      String name = scope.path("name").asText();
      ObjectNode fields = ResourceCollector.without(scope, Set.of("id", "protocolMappers"));
      parts.add(ResourceId.of(ResourceType.CLIENT_SCOPE, name), scope, fields, path);
      mappers(ResourceType.CLIENT_SCOPE_MAPPER, name, scope, path);
      parts.add(
          ResourceId.of(ResourceType.CLIENT_SCOPE_SCOPE_MAPPINGS, name), RoleSets.empty(), path);
    }
  }

  private void clients() {
    int index = 0;
    for (JsonNode client : realm.path("clients")) {
      String path = JsonPath.element("$.clients", index++);
      String clientId = client.path("clientId").asText();
      ObjectNode fields = ResourceCollector.without(client, NOT_CLIENT_FIELDS);
      parts.add(ResourceId.of(ResourceType.CLIENT, clientId), client, fields, path);
      mappers(ResourceType.CLIENT_MAPPER, clientId, client, path);
      parts.add(
          ResourceId.of(ResourceType.CLIENT_SCOPE_MAPPINGS, clientId), RoleSets.empty(), path);
      if (client.path("authorizationSettings").isObject()) {
        parts.add(
            ResourceId.of(ResourceType.AUTHORIZATION, clientId),
            AuthorizationSettings.fields(clientId, client.path("authorizationSettings")),
            JsonPath.member(path, "authorizationSettings"));
      }
    }
  }

  private void mappers(ResourceType kind, String owner, JsonNode holder, String path) {
    int index = 0;
    for (JsonNode mapper : holder.path("protocolMappers")) {
      parts.add(
          new ResourceId(kind, owner, mapper.path("name").asText()),
          mapper,
          ResourceCollector.without(mapper, Set.of("id")),
          JsonPath.element(path + ".protocolMappers", index++));
    }
  }

  private void roles() {
    roles(ResourceType.REALM_ROLE, "", realm.at("/roles/realm"), "$.roles.realm");
    realm
        .at("/roles/client")
        .properties()
        .forEach(
            client ->
                roles(
                    ResourceType.CLIENT_ROLE,
                    client.getKey(),
                    client.getValue(),
                    JsonPath.member("$.roles.client", client.getKey())));
  }

  private void roles(ResourceType kind, String owner, JsonNode roles, String parent) {
    int index = 0;
    for (JsonNode role : roles) {
      String path = JsonPath.element(parent, index++);
      String name = role.path("name").asText();
      ObjectNode fields = ResourceCollector.without(role, NOT_ROLE_FIELDS);
      parts.add(new ResourceId(kind, owner, name), role, fields, path);
      JsonNode composites = role.path("composites");
      parts.add(
          new ResourceId(ResourceType.COMPOSITE, owner, name),
          RoleSets.of(composites.path("realm"), composites.path("client")),
          path);
    }
  }
}
