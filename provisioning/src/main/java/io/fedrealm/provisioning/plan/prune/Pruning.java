package io.fedrealm.provisioning.plan.prune;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.plan.change.Change;
import io.fedrealm.provisioning.plan.change.RealmPlan;
import io.fedrealm.provisioning.plan.check.ReferenceCheck;
import io.fedrealm.provisioning.realm.Ownership;
import io.fedrealm.provisioning.realm.RealmState;
import io.fedrealm.provisioning.realm.ReferenceGraph;
import io.fedrealm.provisioning.realm.Resource;
import io.fedrealm.provisioning.realm.ResourceId;
import io.fedrealm.provisioning.realm.ResourceType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds what this tool has made in a realm and the template does not name any more. What Keycloak
 * or a person has made is never among it, nor what anything names that stays, nor what holds
 * something that stays.
 */
public final class Pruning {

  /** So many are told. */
  private static final int REASONS = 5;

  private final RealmState desired;
  private final RealmState actual;
  private final ReferenceGraph graph;
  private final PrunedEntries entries;
  private final Set<ResourceId> deleted = new TreeSet<>();

  /** What could go and stays, with the reasons. */
  private final Map<ResourceId, Set<String>> kept = new TreeMap<>();

  private Pruning(RealmState desired, RealmState actual) {
    this.desired = desired;
    this.actual = actual;
    this.graph = new ReferenceGraph(afterwards());
    this.entries = new PrunedEntries(desired, actual);
  }

  /** The plan with the deletions, in the order in which they can be carried out. */
  public static RealmPlan add(RealmPlan plan, RealmState desired, RealmState actual) {
    Pruning pruning = new Pruning(desired, actual);
    List<Change> changes = new ArrayList<>(plan.changes());
    changes.addAll(pruning.deletions());
    List<String> notes = new ArrayList<>(plan.notes());
    pruning.kept.forEach((id, reasons) -> notes.add(id + " stays: " + text(reasons)));
    return new RealmPlan(plan.realm(), List.copyOf(changes), List.copyOf(notes));
  }

  private static String text(Set<String> reasons) {
    String first = String.join("; ", reasons.stream().limit(REASONS).toList());
    return reasons.size() > REASONS ? first + "; and so on" : first;
  }

  private List<Change> deletions() {
    for (Resource resource : actual.all()) {
      if (Ownership.isOurs(resource) && desired.find(resource.id()).isEmpty()) {
        deleted.add(resource.id());
      }
    }
    entries.superfluous().forEach(deleted::add);
    int before;
    do {
      before = deleted.size();
      List.copyOf(deleted).forEach(this::keepUsed);
      actual.all().forEach(this::keepParent);
      actual.all().forEach(this::keepPeople);
    } while (deleted.size() < before);
    // From the innermost outwards.
    List<Resource> inside = new ArrayList<>(actual.all());
    Collections.reverse(inside);
    List<Change> deletions = new ArrayList<>();
    inside.stream()
        .filter(resource -> deleted.contains(resource.id()))
        .filter(resource -> graph.parent(resource.id()).filter(this::takesAlong).isEmpty())
        .map(Change::deletion)
        .forEach(deletions::add);
    deletions.addAll(entries.deletions(deleted));
    return deletions;
  }

  /** The live realm as it will be when the template is applied, before anything is deleted. */
  private List<Resource> afterwards() {
    Map<ResourceId, Resource> all = new TreeMap<>(desired.resources());
    actual.all().stream()
        .filter(live -> !live.id().kind().isOfPeople() || all.containsKey(live.id()))
        .forEach(live -> all.merge(live.id(), live, (to, from) -> merged(from, to)));
    return List.copyOf(all.values());
  }

  /** What a template says of a list is the whole of it; of settings, only what it names. */
  private static Resource merged(Resource live, Resource wanted) {
    ObjectNode fields = live.fields().deepCopy().setAll(wanted.fields());
    for (String settings : List.of("config", "attributes")) {
      if (live.fields().path(settings) instanceof ObjectNode before
          && wanted.fields().path(settings) instanceof ObjectNode named) {
        fields.set(settings, before.deepCopy().setAll(named));
      }
    }
    return new Resource(live.id(), fields, live.path(), live.serverId());
  }

  private boolean takesAlong(ResourceId parent) {
    return parent.kind() != ResourceType.GROUP && deleted.contains(parent);
  }

  /** Keycloak would delete it, and leave what names it with a name that nothing has. */
  private void keepUsed(ResourceId id) {
    graph.users(id).stream()
        .filter(user -> !graph.isWithin(user, deleted))
        .forEach(user -> keep(id, "it is used by the " + user));
  }

  /** What goes when another one goes stays with it, when it is used or made by somebody else. */
  private void keepParent(Resource part) {
    ResourceId id = part.id();
    Optional<ResourceId> parent = graph.parent(id).filter(deleted::contains);
    if (parent.isEmpty() || deleted.contains(id)) {
      return;
    }
    if (kept.containsKey(id)) {
      keep(parent.get(), "the " + id + " in it stays");
    } else if (!comesWithParent(id)) {
      keep(parent.get(), "fedrealm has made it, but not the " + id + " in it");
    }
    graph.users(id).stream()
        .filter(user -> !graph.isWithin(user, deleted))
        .forEach(user -> keep(parent.get(), "the " + id + " in it is used by the " + user));
  }

  /** What Keycloak makes by itself when it makes the parent; nothing tells it from a person's. */
  private static boolean comesWithParent(ResourceId id) {
    return id.kind().isPart()
        || id.kind() == ResourceType.SUB_COMPONENT
        || (id.kind() == ResourceType.CLIENT_ROLE
            && id.name().equals(ReferenceCheck.UMA_PROTECTION));
  }

  /** Keycloak deletes the accounts that an organization manages together with it. */
  private void keepPeople(Resource resource) {
    if (resource.fields().path(RealmState.MANAGES_PEOPLE).asBoolean()) {
      keep(resource.id(), "it manages accounts of people, which Keycloak would delete with it");
    }
  }

  private void keep(ResourceId id, String reason) {
    if (deleted.remove(id) || kept.containsKey(id)) {
      kept.computeIfAbsent(id, key -> new TreeSet<>()).add(reason);
    }
  }
}
