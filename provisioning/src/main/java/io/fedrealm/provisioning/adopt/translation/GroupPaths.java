package io.fedrealm.provisioning.adopt.translation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** Groups of users, and of new users, by their paths: Keycloak also takes them without a slash. */
final class GroupPaths implements Translation {

  @Override
  public void apply(ForeignRealm realm) {
    paths(realm.root(), "defaultGroups", realm);
    realm.objects("users").forEach(user -> paths(user, "groups", realm));
  }

  private static void paths(ObjectNode holder, String field, ForeignRealm realm) {
    if (holder.path(field) instanceof ArrayNode groups) {
      for (int index = 0; index < groups.size(); index++) {
        String path = groups.get(index).asText();
        if (!path.isEmpty() && !path.startsWith("/")) {
          groups.set(index, TextNode.valueOf("/" + path));
          realm.translated(holder, field, "the path of a group begins with a slash");
        }
      }
    }
  }
}
