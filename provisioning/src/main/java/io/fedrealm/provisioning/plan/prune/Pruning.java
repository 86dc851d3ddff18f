package io.fedrealm.provisioning.plan.prune;

import io.fedrealm.provisioning.plan.change.Change;
import io.fedrealm.provisioning.plan.change.RealmPlan;
import io.fedrealm.provisioning.plan.check.ReferenceCheck;
import io.fedrealm.provisioning.plan.diff.ParentResolver;
import io.fedrealm.provisioning.realm.Ownership;
import io.fedrealm.provisioning.realm.RealmState;
import io.fedrealm.provisioning.realm.Resource;
import io.fedrealm.provisioning.realm.ResourceId;
import io.fedrealm.provisioning.realm.ResourceType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds what this tool has made in a realm and the template does not name any more. What Keycloak
 * or a person has made is never among it, nor what holds something that a person has made.
 */
public final class Pruning {

  private final RealmState desired;
  private final RealmState actual;
  private final ParentResolver holders;
  private final Set<ResourceId> named = new HashSet<>();
  private final Set<ResourceId> deleted = new HashSet<>();
  private final Set<String> kept = new TreeSet<>();

  private Pruning(RealmState desired, RealmState actual) {
    this.desired = desired;
    this.actual = actual;
    this.holders = new ParentResolver(actual);
    for (Resource resource : desired.all()) {
      named.add(resource.id());
      named.addAll(References.of(resource));
      holders.of(resource.id()).ifPresent(named::add);
    }
  }

  /** The plan with the deletions, in the order in which they can be carried out. */
  public static RealmPlan add(RealmPlan plan, RealmState desired, RealmState actual) {
    Pruning pruning = new Pruning(desired, actual);
    List<Change> changes = new ArrayList<>(plan.changes());
    changes.addAll(pruning.deletions());
    changes.addAll(PrunedEntries.deletions(desired, actual));
    List<String> notes = new ArrayList<>(plan.notes());
    notes.addAll(pruning.kept);
    return new RealmPlan(plan.realm(), List.copyOf(changes), List.copyOf(notes));
  }

  private List<Change> deletions() {
    for (Resource resource : actual.all()) {
      if (Ownership.isOurs(resource) && !named.contains(resource.id())) {
        deleted.add(resource.id());
      }
    }
    // A holder that stays holds those above it, so that this goes from the innermost outwards.
    List<Resource> inside = new ArrayList<>(actual.all());
    Collections.reverse(inside);
    int before;
    do {
      before = deleted.size();
      inside.forEach(this::keepHolder);
      actual.all().forEach(this::keepFlows);
      actual.all().forEach(this::keepPeople);
    } while (deleted.size() < before);
    return inside.stream()
        .filter(resource -> deleted.contains(resource.id()))
        .filter(resource -> holders.of(resource.id()).filter(this::takesAlong).isEmpty())
        .map(Change::deletion)
        .toList();
  }

  private boolean takesAlong(ResourceId holder) {
    return holder.kind() != ResourceType.GROUP && deleted.contains(holder);
  }

  private void keepHolder(Resource inside) {
    ResourceId id = inside.id();
    if (!deleted.contains(id) && !comesWithHolder(id)) {
      holders
          .of(id)
          .ifPresent(holder -> keep(holder, "fedrealm has made it, but not the " + id + " in it"));
    }
  }

  /** What Keycloak makes by itself when it makes the holder; nothing tells it from a person's. */
  private static boolean comesWithHolder(ResourceId id) {
    return id.kind() == ResourceType.SUB_COMPONENT
        || (id.kind() == ResourceType.CLIENT_ROLE
            && id.name().equals(ReferenceCheck.UMA_PROTECTION));
  }

  /** A flow that is in use stays: Keycloak would delete it, and leave its users without one. */
  private void keepFlows(Resource user) {
    ResourceId id = user.id();
    ResourceId flow = ResourceId.of(ResourceType.AUTHENTICATION_FLOW, id.name());
    boolean goes =
        deleted.contains(id)
            || (id.kind() == ResourceType.FLOW_EXECUTIONS && deleted.contains(flow));
    if (!goes) {
      References.of(afterwards(user)).stream()
          .filter(used -> used.kind() == ResourceType.AUTHENTICATION_FLOW)
          .forEach(used -> keep(used, "it is used by the " + id));
    }
  }

  /** As it will be when the template is applied. */
  private Resource afterwards(Resource live) {
    Optional<Resource> wanted = desired.find(live.id());
    if (wanted.isEmpty()) {
      return live;
    }
    var fields = live.fields().deepCopy();
    fields.setAll(wanted.get().fields());
    return new Resource(live.id(), fields, live.path(), live.serverId());
  }

  /** Keycloak deletes the accounts that an organization manages together with it. */
  private void keepPeople(Resource resource) {
    if (resource.fields().path(RealmState.MANAGES_PEOPLE).asBoolean()) {
      keep(resource.id(), "it manages accounts of people, which Keycloak would delete with it");
    }
  }

  private void keep(ResourceId holder, String reason) {
    if (deleted.remove(holder)) {
      kept.add(holder + " stays: " + reason);
    }
  }
}
