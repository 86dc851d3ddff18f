package io.fedrealm.extension.claim;

import java.util.LinkedHashMap;
import java.util.Map;
import org.keycloak.models.GroupModel;
import org.keycloak.models.UserModel;

/** The groups of a user and all groups above them. */
final class GroupTree {

  private GroupTree() {}

  /** The groups by their ids, each once, those of the user first. */
  static Map<String, GroupModel> of(UserModel user) {
    Map<String, GroupModel> all = new LinkedHashMap<>();
    user.getGroupsStream().forEach(group -> addWithParents(group, all));
    return all;
  }

  private static void addWithParents(GroupModel group, Map<String, GroupModel> all) {
    GroupModel next = group;
    while (next != null && all.putIfAbsent(next.getId(), next) == null) {
      next = next.getParentId() == null ? null : next.getParent();
    }
  }
}
