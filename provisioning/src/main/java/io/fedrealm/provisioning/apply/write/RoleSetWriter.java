package io.fedrealm.provisioning.apply.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fedrealm.provisioning.plan.change.Change;
import io.fedrealm.provisioning.realm.Resource;
import io.fedrealm.provisioning.realm.ResourceId;
import io.fedrealm.provisioning.server.LiveRealm;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Brings a set of roles into line: what a group or service account gives, what a scope lets into a
 * token, what a role contains. Roles that are missing are added first, then those that the template
 * does not name are taken away.
 */
final class RoleSetWriter implements ResourceWriter {

  @Override
  public void write(Change change, Target target) {
    for (String owner : owners(change)) {
      List<String> wanted = roles(change.desired(), owner);
      List<String> live = change.actual().map(actual -> roles(actual, owner)).orElse(List.of());
      send("POST", owner, minus(wanted, live), change.id(), target);
      send("DELETE", owner, minus(live, wanted), change.id(), target);
    }
  }

  /** The clients whose roles are in the set; the empty text stands for the realm's own roles. */
  private static Set<String> owners(Change change) {
    Set<String> owners = new LinkedHashSet<>(Set.of(""));
    change.desired().fields().path("clientRoles").fieldNames().forEachRemaining(owners::add);
    change
        .actual()
        .ifPresent(
            live -> live.fields().path("clientRoles").fieldNames().forEachRemaining(owners::add));
    return owners;
  }

  private static List<String> roles(Resource set, String owner) {
    JsonNode names =
        owner.isEmpty()
            ? set.fields().path("realmRoles")
            : set.fields().path("clientRoles").path(owner);
    return names.valueStream().map(JsonNode::asText).toList();
  }

  private static List<String> minus(List<String> all, List<String> without) {
    Set<String> rest = new LinkedHashSet<>(all);
    rest.removeAll(new HashSet<>(without));
    return List.copyOf(rest);
  }

  private static void send(
      String method, String owner, List<String> names, ResourceId set, Target target) {
    if (!names.isEmpty()) {
      ArrayNode body = JsonNodeFactory.instance.arrayNode();
      body.addAll(target.live().roles(owner, names));
      target.send(method, body, path(set, owner, target));
    }
  }

  private static String[] path(ResourceId set, String owner, Target target) {
    LiveRealm live = target.live();
    List<String> path = new ArrayList<>();
    switch (set.kind()) {
      case COMPOSITE -> {
        path.addAll(List.of("roles-by-id", live.roleId(set.owner(), set.name()), "composites"));
        return path.toArray(String[]::new);
      }
      case GROUP_ROLES -> path.addAll(List.of("groups", live.group(set.name()), "role-mappings"));
      case ORGANIZATION_GROUP_ROLES ->
          path.addAll(
              List.of(OrganizationPath.group(set.owner(), set.name(), live, "role-mappings")));
      case SERVICE_ACCOUNT_ROLES ->
          path.addAll(List.of("users", live.serviceAccount(set.name()), "role-mappings"));
      case USER_ROLES -> path.addAll(List.of("users", live.id(set), "role-mappings"));
      case CLIENT_SCOPE_SCOPE_MAPPINGS ->
          path.addAll(List.of("client-scopes", live.clientScope(set.name()), "scope-mappings"));
      case CLIENT_SCOPE_MAPPINGS ->
          path.addAll(List.of("clients", live.client(set.name()), "scope-mappings"));
      default -> throw new IllegalArgumentException(set.kind() + " is no set of roles");
    }
    path.addAll(owner.isEmpty() ? List.of("realm") : List.of("clients", live.client(owner)));
    return path.toArray(String[]::new);
  }
}
