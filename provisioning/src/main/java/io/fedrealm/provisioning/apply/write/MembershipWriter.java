package io.fedrealm.provisioning.apply.write;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.provisioning.plan.change.Change;
import io.fedrealm.provisioning.realm.Resource;
import io.fedrealm.provisioning.realm.ResourceType;
import java.util.LinkedHashSet;
import java.util.Set;

/** Brings the groups of a user, or those of every new user, into line. */
final class MembershipWriter implements ResourceWriter {

  @Override
  public void write(Change change, Target target) {
    Set<String> wanted = groups(change.desired());
    Set<String> live = change.actual().map(MembershipWriter::groups).orElse(Set.of());
    for (String group : wanted) {
      if (!live.contains(group)) {
        send("PUT", change, group, target);
      }
    }
    for (String group : live) {
      if (!wanted.contains(group)) {
        send("DELETE", change, group, target);
      }
    }
  }

  private static void send(String method, Change change, String group, Target target) {
    String id = target.live().group(group);
    if (change.id().kind() == ResourceType.DEFAULT_GROUPS) {
      target.send(method, null, "default-groups", id);
    } else {
      target.send(method, null, "users", target.live().id(change.id()), "groups", id);
    }
  }

  private static Set<String> groups(Resource set) {
    Set<String> paths = new LinkedHashSet<>();
    for (JsonNode path : set.fields().path("groups")) {
      paths.add(path.asText());
    }
    return paths;
  }
}
