package io.fedrealm.provisioning.realm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * Groups of a realm or of an organization, and the roles that they give.
 *
 * @param group the kind of a group
 * @param roles the kind of the roles that a group gives
 * @param owner the organization; empty for the realm
 */
record GroupParts(ResourceCollector parts, ResourceType group, ResourceType roles, String owner) {

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

  /**
   * Collects groups with those in them.
   *
   * @param parent path of the group that they are in; empty at the top
   * @param parentPath JSON path of the list
   */
  void collect(JsonNode groups, String parent, String parentPath) {
    int index = 0;
    for (JsonNode found : groups) {
      String path = JsonPath.element(parentPath, index++);
      String name = GroupPath.of(parent, found.path("name").asText());
      ObjectNode fields = ResourceCollector.without(found, NOT_GROUP_FIELDS);
      parts.add(new ResourceId(group, owner, name), found, fields, path);
      parts.add(new ResourceId(roles, owner, name), RoleSets.of(found), path);
      collect(found.path("subGroups"), name, path + ".subGroups");
    }
  }
}
