package io.fedrealm.provisioning.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.server.AdminApi;
import io.fedrealm.provisioning.state.RealmState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The people of a realm, with the groups that they are in. Their passwords stay where they are; so
 * do roles that were given to one of them directly, and not by a group.
 */
final class People {

  private static final int PAGE = 500;
  private static final List<String> FIELDS =
      List.of(
          "username",
          "email",
          "emailVerified",
          "firstName",
          "lastName",
          "enabled",
          "attributes",
          "requiredActions");

  private final AdminApi api;
  private final String realm;

  People(AdminApi api, String realm) {
    this.api = api;
    this.realm = realm;
  }

  /** Adds them to a template, after its service accounts. */
  void addTo(ObjectNode template) {
    Map<String, ObjectNode> byId = new LinkedHashMap<>();
    pages("users", "&briefRepresentation=false", user -> byId.put(id(user), person(user)));
    groups(read("groups?populateHierarchy=true&max=100000&briefRepresentation=true"), "", byId);
    byId.values().forEach(template.withArrayProperty("users")::add);
  }

  private static ObjectNode person(JsonNode user) {
    ObjectNode person = JsonNodeFactory.instance.objectNode();
    for (String field : FIELDS) {
      JsonNode value = user.path(field);
      if (!value.isMissingNode() && !(value.isContainerNode() && value.isEmpty())) {
        person.set(field, value);
      }
    }
    return person;
  }

  private void groups(JsonNode groups, String parent, Map<String, ObjectNode> byId) {
    for (JsonNode group : groups) {
      String path = RealmState.groupPath(parent, group);
      pages(
          "groups/" + id(group) + "/members",
          "&briefRepresentation=true",
          member -> {
            ObjectNode person = byId.get(id(member));
            if (person != null) {
              ArrayNode in = person.withArrayProperty("groups");
              in.add(path);
            }
          });
      JsonNode below =
          group.path("subGroupCount").asInt() > group.path("subGroups").size()
              ? read("groups/" + id(group) + "/children?max=100000")
              : group.path("subGroups");
      groups(below, path, byId);
    }
  }

  private void pages(String path, String query, Consumer<JsonNode> each) {
    int size;
    int first = 0;
    do {
      JsonNode page = read(path + "?first=" + first + "&max=" + PAGE + query);
      page.forEach(each);
      size = page.size();
      first += size;
    } while (size == PAGE);
  }

  private JsonNode read(String pathAndQuery) {
    String[] below = pathAndQuery.split("/");
    String[] segments = new String[below.length + 2];
    segments[0] = "realms";
    segments[1] = realm;
    System.arraycopy(below, 0, segments, 2, below.length);
    return api.get(segments).orElseThrow();
  }

  private static String id(JsonNode node) {
    return node.path("id").asText();
  }
}
