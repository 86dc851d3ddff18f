package io.fedrealm.provisioning.plan.diff;

import io.fedrealm.provisioning.plan.change.Action;
import io.fedrealm.provisioning.plan.change.Change;
import io.fedrealm.provisioning.plan.change.FieldChange;
import io.fedrealm.provisioning.plan.change.RealmPlan;
import io.fedrealm.provisioning.realm.RealmState;
import io.fedrealm.provisioning.realm.Resource;
import io.fedrealm.provisioning.realm.ResourceType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Passwords of users who are there already. Nobody can compare them, and a person has chosen
 * another one since: they are only set again when the operator asks for it.
 */
public final class PasswordResets {

  private PasswordResets() {}

  /** A plan which also sets the password of every user for whom the template has one. */
  public static RealmPlan in(RealmPlan plan, RealmState desired, RealmState live) {
    Map<String, Change> resets = new TreeMap<>();
    for (Resource user : desired.all()) {
      Optional<Resource> actual = live.find(user.id());
      if (user.id().kind() == ResourceType.USER
          && user.fields().has(Comparison.PASSWORDS)
          && actual.isPresent()) {
        resets.put(
            user.id().name(),
            new Change(
                Action.UPDATE, List.of(FieldChange.secret(Comparison.PASSWORDS)), user, actual));
      }
    }
    List<Change> changes = new ArrayList<>();
    for (Change change : plan.changes()) {
      Change reset =
          change.id().kind() == ResourceType.USER ? resets.remove(change.id().name()) : null;
      changes.add(reset == null ? change : both(change, reset));
    }
    changes.addAll(resets.values());
    changes.sort(Comparator.comparing(Change::id));
    return new RealmPlan(plan.realm(), List.copyOf(changes), plan.notes());
  }

  /** Whether a plan sets the password of a user who is there already. */
  static boolean isIn(RealmPlan plan) {
    return plan.changes().stream()
        .filter(
            change -> change.id().kind() == ResourceType.USER && change.action() == Action.UPDATE)
        .anyMatch(change -> change.touches(Comparison.PASSWORDS));
  }

  private static Change both(Change change, Change reset) {
    List<FieldChange> fields = new ArrayList<>(change.fields());
    fields.addAll(reset.fields());
    return new Change(change.action(), fields, change.desired(), change.actual());
  }
}
