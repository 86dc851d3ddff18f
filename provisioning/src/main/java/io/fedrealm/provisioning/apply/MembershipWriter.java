package io.fedrealm.provisioning.apply;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.provisioning.plan.Change;
import io.fedrealm.provisioning.state.Kind;
import io.fedrealm.provisioning.state.Resource;
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
    if (change.id().kind() == Kind.DEFAULT_GROUPS) {
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
