package io.fedrealm.provisioning.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.realm.GroupPath;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Organizations for Keycloak's own import, which finds the groups of a member by their ids
 * (DefaultExportImportManager.importOrganizationGroupMemberships, 26.7). The same template gives
 * the same ids.
 */
final class RenderedOrganizations {

  private static final String GROUPS = "groups";

  private RenderedOrganizations() {}

  /**
   * Gives groups ids, and members those in place of paths.
   *
   * @param realm is changed
   */
  static void complete(ObjectNode realm) {
    for (JsonNode organization : realm.path("organizations")) {
      String owner = realm.path("realm").asText() + "\n" + organization.path("name").asText();
      identify(organization.path(GROUPS), owner, "");
      for (JsonNode member : organization.path("members")) {
        if (member.path(GROUPS) instanceof ArrayNode paths) {
          ArrayNode ids = ((ObjectNode) member).putArray(GROUPS);
          paths.forEach(path -> ids.add(id(owner, path.asText())));
        }
      }
    }
  }

  private static void identify(JsonNode groups, String owner, String parent) {
    for (JsonNode group : groups) {
      String path = GroupPath.of(parent, group.path("name").asText());
      ((ObjectNode) group).put("id", id(owner, path));
      identify(group.path("subGroups"), owner, path);
    }
  }

  private static String id(String owner, String path) {
    String name = owner + "\n" + path;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
