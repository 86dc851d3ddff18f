package io.fedrealm.provisioning.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.realm.GroupPath;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Reads the groups of organizations, and who is in them, to where a complete realm representation
 * has them; only that a member has paths of groups where Keycloak's export has their ids.
 */
final class OrganizationGroups {

  private static final String GROUPS = "groups";
  private static final String MEMBERS = "members";

  private final AdminApi api;
  private final ObjectNode realm;
  private final String name;

  /**
   * @param realm has its organizations, which get what is read
   */
  OrganizationGroups(AdminApi api, ObjectNode realm) {
    this.api = api;
    this.realm = realm;
    this.name = realm.path("realm").asText();
  }

  /**
   * Reads the groups with those in them; a request for each organization.
   *
   * @param wanted says by the organization's name whether they matter
   */
  void read(Predicate<String> wanted) {
    for (JsonNode organization : realm.path("organizations")) {
      if (wanted.test(organization.path("name").asText())) {
        // Not by pages: their order, by name, is none for groups of the same name.
        String all = "groups?search=*&briefRepresentation=false";
        api.get("realms", name, "organizations", organization.path("id").asText(), all)
            .ifPresent(groups -> nest(groups, ((ObjectNode) organization).putArray(GROUPS)));
      }
    }
  }

  /** A flat list; the parent of a group at the top is none that it has. */
  private static void nest(JsonNode groups, ArrayNode top) {
    Map<String, ObjectNode> byId = new HashMap<>();
    groups.forEach(group -> byId.put(group.path("id").asText(), (ObjectNode) group));
    for (JsonNode group : groups) {
      ObjectNode parent = byId.get(group.path("parentId").asText());
      if (parent == null) {
        top.add(group);
      } else {
        parent.withArrayProperty("subGroups").add(group);
      }
    }
  }

  /**
   * Reads in which groups the members are: a request for each group, and more for one with more
   * than {@value UserReading#PAGE} members. Groups and members have been read.
   *
   * @param wanted says by the organization's name whether that matters
   */
  void members(Predicate<String> wanted) {
    for (JsonNode organization : realm.path("organizations")) {
      if (wanted.test(organization.path("name").asText())) {
        Map<String, ArrayNode> groups = new HashMap<>();
        for (JsonNode member : organization.path(MEMBERS)) {
          groups.put(UserReading.username(member), ((ObjectNode) member).putArray(GROUPS));
        }
        if (!groups.isEmpty()) {
          note(organization.path("id").asText(), organization.path(GROUPS), "", groups);
        }
      }
    }
  }

  private void note(
      String organization, JsonNode list, String parent, Map<String, ArrayNode> groups) {
    for (JsonNode group : list) {
      String path = GroupPath.of(parent, group.path("name").asText());
      for (JsonNode member : members(organization, group.path("id").asText())) {
        // Who has become a member a moment ago is seen the next time.
        ArrayNode paths = groups.get(UserReading.username(member));
        if (paths != null) {
          paths.add(path);
        }
      }
      note(organization, group.path("subGroups"), path, groups);
    }
  }

  private Iterable<JsonNode> members(String organization, String group) {
    return Pages.of(
        api,
        UserReading.PAGE,
        Integer.MAX_VALUE,
        "&briefRepresentation=true",
        "realms",
        name,
        "organizations",
        organization,
        GROUPS,
        group,
        MEMBERS);
  }
}
