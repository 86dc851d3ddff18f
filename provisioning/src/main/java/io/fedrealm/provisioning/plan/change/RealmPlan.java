package io.fedrealm.provisioning.plan.change;

import io.fedrealm.provisioning.realm.ResourceType;
import java.util.List;
import java.util.stream.Stream;

/**
 * What has to be done in one realm.
 *
 * @param realm the realm's name
 * @param changes in the order in which they are carried out; empty when the realm is as desired
 * @param notes what the operator should know, a sentence each
 */
public record RealmPlan(String realm, List<Change> changes, List<String> notes) {

  /** A plan of which there is nothing more to say. */
  public RealmPlan(String realm, List<Change> changes) {
    this(realm, changes, List.of());
  }

  /** The same, of which there is more to say. */
  public RealmPlan noting(List<String> more) {
    return new RealmPlan(realm, changes, Stream.of(notes, more).flatMap(List::stream).toList());
  }

  /** Whether there is nothing to do. */
  public boolean isEmpty() {
    return changes.isEmpty();
  }

  /** Whether the realm does not exist yet. */
  public boolean createsRealm() {
    return changes.stream()
        .anyMatch(
            change -> change.id().kind() == ResourceType.REALM && change.action() == Action.CREATE);
  }

  /** How many changes are of an action. */
  public long count(Action action) {
    return changes.stream().filter(change -> change.action() == action).count();
  }
}
