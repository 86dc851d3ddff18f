package io.fedrealm.provisioning.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Who is in which group: service accounts, and everybody new. */
final class UserParts {

  private final ObjectNode realm;
  private final Parts parts;

  UserParts(ObjectNode realm, Parts parts) {
    this.realm = realm;
    this.parts = parts;
  }

  void collect() {
    if (realm.path("defaultGroups").isArray()) {
      ObjectNode fields = groups(realm.path("defaultGroups"));
      parts.add(ResourceId.of(Kind.DEFAULT_GROUPS, ""), fields, "$.defaultGroups");
    }
    int index = 0;
    for (JsonNode user : realm.path("users")) {
      String path = JsonPath.element("$.users", index++);
      if (user.hasNonNull("serviceAccountClientId")) {
        ResourceId id =
            ResourceId.of(Kind.SERVICE_ACCOUNT_GROUPS, RealmState.serviceAccountOf(user));
        parts.add(id, user, groups(user.path("groups")), path);
      }
    }
  }

  /** A set of groups, by their paths. */
  private static ObjectNode groups(JsonNode paths) {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    paths.forEach(fields.putArray("groups")::add);
    return fields;
  }
}
