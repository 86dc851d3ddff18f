package io.fedrealm.provisioning.apply.write;

import io.fedrealm.provisioning.plan.change.Change;
import io.fedrealm.provisioning.realm.Resource;
import io.fedrealm.provisioning.realm.ResourceId;
import io.fedrealm.provisioning.realm.ResourceType;
import io.fedrealm.provisioning.server.AdminApi.RefusedException;
import java.util.LinkedHashSet;
import java.util.Set;

/** Brings the groups of an organization that one of its members is in into line. */
final class OrganizationMemberGroupsWriter implements ResourceWriter {

  private static final int CONFLICT = 409;

  @Override
  public void write(Change change, Target target) {
    Set<String> wanted = groups(change.desired());
    Set<String> live = change.actual().map(OrganizationMemberGroupsWriter::groups).orElse(Set.of());
    for (String group : wanted) {
      if (!live.contains(group)) {
        join(path(change, group, target), target);
      }
    }
    for (String group : live) {
      if (!wanted.contains(group)) {
        target.delete(path(change, group, target));
      }
    }
  }

  /** Keycloak refuses who is in the group already; after a repeated request that is as well. */
  private static void join(String[] path, Target target) {
    try {
      target.send("PUT", null, path);
    } catch (RefusedException e) {
      if (e.status() != CONFLICT) {
        throw e;
      }
    }
  }

  private static String[] path(Change change, String group, Target target) {
    String user = target.live().id(ResourceId.of(ResourceType.USER, change.id().name()));
    return OrganizationPath.group(change.id().owner(), group, target.live(), "members", user);
  }

  private static Set<String> groups(Resource set) {
    Set<String> paths = new LinkedHashSet<>();
    set.fields().path("groups").forEach(path -> paths.add(path.asText()));
    return paths;
  }
}
