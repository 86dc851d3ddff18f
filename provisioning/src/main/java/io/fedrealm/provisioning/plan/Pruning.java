package io.fedrealm.provisioning.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.provisioning.state.Kind;
import io.fedrealm.provisioning.state.Ownership;
import io.fedrealm.provisioning.state.RealmState;
import io.fedrealm.provisioning.state.Resource;
import io.fedrealm.provisioning.state.ResourceId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what this tool has made in a realm and the template does not name any more. What Keycloak
 * or a person has made is never among it, nor what holds something that a person has made.
 */
final class Pruning {

  private final RealmState actual;
  private final Set<ResourceId> named = new HashSet<>();
  private final List<String> kept = new ArrayList<>();

  private Pruning(RealmState desired, RealmState actual) {
    this.actual = actual;
    desired.all().forEach(this::name);
  }

  /** The plan with the deletions, in the order in which they can be carried out. */
  static RealmPlan add(RealmPlan plan, RealmState desired, RealmState actual) {
    Pruning pruning = new Pruning(desired, actual);
    List<Change> changes = new ArrayList<>(plan.changes());
    List<Change> deletions = pruning.deletions();
    changes.addAll(deletions);
    return new RealmPlan(plan.realm(), List.copyOf(changes), List.copyOf(pruning.kept));
  }

  private List<Change> deletions() {
    Set<ResourceId> superfluous = new HashSet<>();
    for (Resource resource : actual.all()) {
      if (Ownership.isOurs(resource) && !named.contains(resource.id())) {
        superfluous.add(resource.id());
      }
    }
    // A holder that stays holds those above it, so that this goes from the innermost outwards.
    List<Resource> inside = new ArrayList<>(actual.all());
    Collections.reverse(inside);
    Set<ResourceId> deleted = new HashSet<>(superfluous);
    for (Resource resource : inside) {
      holder(resource.id())
          .filter(holder -> !deleted.contains(resource.id()) && deleted.remove(holder))
          .ifPresent(holder -> kept.add(keeps(holder, resource.id())));
    }
    return inside.stream()
        .filter(resource -> deleted.contains(resource.id()))
        .filter(resource -> holder(resource.id()).filter(h -> goesWith(h, deleted)).isEmpty())
        .map(Change::deletion)
        .toList();
  }

  private static boolean goesWith(ResourceId holder, Set<ResourceId> deleted) {
    return holder.kind() != Kind.GROUP && deleted.contains(holder);
  }

  private static String keeps(ResourceId holder, ResourceId inside) {
    return holder + " stays: fedrealm has made it, but not the " + inside + " in it";
  }

  /** What a resource is deleted together with. */
  private static Optional<ResourceId> holder(ResourceId id) {
    return switch (id.kind()) {
      case CLIENT_MAPPER, CLIENT_ROLE -> Optional.of(ResourceId.of(Kind.CLIENT, id.owner()));
      case CLIENT_SCOPE_MAPPER -> Optional.of(ResourceId.of(Kind.CLIENT_SCOPE, id.owner()));
      case GROUP -> {
        String parent = id.name().substring(0, id.name().lastIndexOf('/'));
        yield parent.isEmpty() ? Optional.empty() : Optional.of(ResourceId.of(Kind.GROUP, parent));
      }
      default -> Optional.empty();
    };
  }

  /** Notes what a resource of the template is, and what it refers to. */
  private void name(Resource resource) {
    ResourceId id = resource.id();
    named.add(id);
    holder(id).ifPresent(named::add);
    switch (id.kind()) {
      case CLIENT_SCOPE_ROLES -> named.add(ResourceId.of(Kind.CLIENT_SCOPE, id.name()));
      case CLIENT_ROLES_SCOPE, SERVICE_ACCOUNT_ROLES, AUTHORIZATION ->
          named.add(ResourceId.of(Kind.CLIENT, id.name()));
      case DEFAULT_GROUPS, SERVICE_ACCOUNT_GROUPS, USER_GROUPS ->
          resource.fields().path("groups").forEach(group -> add(Kind.GROUP, "", group));
      default -> {}
    }
    JsonNode fields = resource.fields();
    if (id.kind().isRoleSet()) {
      fields.path("realmRoles").forEach(role -> add(Kind.REALM_ROLE, "", role));
      fields
          .path("clientRoles")
          .properties()
          .forEach(
              client -> {
                named.add(ResourceId.of(Kind.CLIENT, client.getKey()));
                client.getValue().forEach(role -> add(Kind.CLIENT_ROLE, client.getKey(), role));
              });
    }
    fields
        .properties()
        .forEach(
            field -> {
              if (field.getKey().endsWith("ClientScopes")) {
                field.getValue().forEach(scope -> add(Kind.CLIENT_SCOPE, "", scope));
              }
            });
  }

  private void add(Kind kind, String owner, JsonNode name) {
    named.add(new ResourceId(kind, owner, name.asText()));
  }
}
