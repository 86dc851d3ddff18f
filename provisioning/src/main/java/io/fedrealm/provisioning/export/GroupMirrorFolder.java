package io.fedrealm.provisioning.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.template.GroupMirror;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Groups that mirror roles: where each exported role has its group, the template says so once and
 * leaves out those that are nothing but the mirror; else it spells all of them out.
 */
final class GroupMirrorFolder {

  private GroupMirrorFolder() {}

  static void fold(ObjectNode template) {
    if (!template.at("/attributes").has(GroupMirror.ATTRIBUTE)) {
      return;
    }
    Map<String, JsonNode> groups = new HashMap<>();
    template.path("groups").forEach(group -> groups.put(group.path("name").asText(), group));
    List<JsonNode> roles = new ArrayList<>();
    template.at("/roles/realm").forEach(roles::add);
    if (!roles.stream().allMatch(role -> groups.containsKey(role.path("name").asText()))) {
      ((ObjectNode) template.path("attributes")).remove(GroupMirror.ATTRIBUTE);
      return;
    }
    roles.stream()
        .filter(role -> isMirror(role, groups.get(role.path("name").asText())))
        .forEach(role -> groups.remove(role.path("name").asText()));
    ArrayNode all = (ArrayNode) template.path("groups");
    for (int index = all.size() - 1; index >= 0; index--) {
      if (!groups.containsKey(all.get(index).path("name").asText())) {
        all.remove(index);
      }
    }
    if (all.isEmpty()) {
      template.remove("groups");
    }
  }

  private static boolean isMirror(JsonNode role, JsonNode group) {
    ObjectNode rest = group.deepCopy();
    boolean roles =
        rest.path("realmRoles").size() == 1
            && rest.at("/realmRoles/0").asText().equals(role.path("name").asText());
    boolean text = role.path("description").asText().equals(rest.path("description").asText());
    rest.remove(List.of("name", "description", "realmRoles"));
    return roles && text && rest.isEmpty();
  }
}
