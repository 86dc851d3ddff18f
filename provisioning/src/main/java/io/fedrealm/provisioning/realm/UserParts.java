package io.fedrealm.provisioning.realm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Set;

/** People, what they and service accounts hold, who is in which group, and who logs in as whom. */
final class UserParts {

  private static final String LINKS = "federatedIdentities";

  /** What a user has by itself, or what is a resource of its own. */
  private static final Set<String> NOT_USER_FIELDS =
      Set.of(
          "id",
          "username",
          "realmRoles",
          "clientRoles",
          "groups",
          LINKS,
          "createdTimestamp",
          "totp",
          "notBefore",
          "access",
          "disableableCredentialTypes",
          "userProfileMetadata",
          "origin",
          "self");

  private final ObjectNode realm;
  private final ResourceCollector parts;

  UserParts(ObjectNode realm, ResourceCollector parts) {
    this.realm = realm;
    this.parts = parts;
  }

  void collect() {
    if (realm.path("defaultGroups").isArray()) {
      ObjectNode fields = groups(realm.path("defaultGroups"));
      parts.add(ResourceId.of(ResourceType.DEFAULT_GROUPS, ""), fields, "$.defaultGroups");
    }
    int index = 0;
    for (JsonNode user : realm.path("users")) {
      String path = JsonPath.element("$.users", index++);
      if (user.hasNonNull("serviceAccountClientId")) {
        String client = RealmState.serviceAccountOf(user);
        sets(
            ResourceType.SERVICE_ACCOUNT_ROLES,
            ResourceType.SERVICE_ACCOUNT_GROUPS,
            client,
            user,
            path);
      } else {
        person(user, path);
      }
    }
  }

  private void person(JsonNode user, String path) {
    String name = user.path("username").asText().toLowerCase(Locale.ROOT);
    ObjectNode fields = ResourceCollector.without(user, NOT_USER_FIELDS);
    if (fields.hasNonNull("email")) {
      fields.put("email", fields.path("email").asText().toLowerCase(Locale.ROOT));
    }
    parts.add(ResourceId.of(ResourceType.USER, name), user, fields, path);
    sets(ResourceType.USER_ROLES, ResourceType.USER_GROUPS, name, withoutDefaultRole(user), path);
    if (user.path(LINKS).isArray()) {
      ObjectNode links = JsonNodeFactory.instance.objectNode();
      links.set(LINKS, ResourceCollector.by("identityProvider", user.path(LINKS), Set.of()));
      parts.add(
          ResourceId.of(ResourceType.USER_IDENTITIES, name),
          user,
          links,
          JsonPath.member(path, LINKS));
    }
  }

  /** Everybody has it, whether a template says so or not. */
  private JsonNode withoutDefaultRole(JsonNode user) {
    String defaultRole = RealmState.defaultRole(realm.path("realm").asText());
    ObjectNode copy = user.deepCopy();
    if (copy.path("realmRoles").isArray()) {
      copy.withArrayProperty("realmRoles").removeIf(role -> role.asText().equals(defaultRole));
    }
    return copy;
  }

  private void sets(
      ResourceType roles, ResourceType groups, String name, JsonNode user, String path) {
    parts.add(ResourceId.of(roles, name), user, RoleSets.of(user), path);
    parts.add(ResourceId.of(groups, name), user, groups(user.path("groups")), path);
  }

  /**
   * A set of groups, by their paths; Keycloak takes them without the slash at the beginning, too.
   */
  private static ObjectNode groups(JsonNode paths) {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    ArrayNode groups = fields.putArray("groups");
    paths.forEach(
        path -> groups.add(path.asText().startsWith("/") ? path.asText() : "/" + path.asText()));
    return fields;
  }
}
