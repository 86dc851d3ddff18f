package io.fedrealm.provisioning.plan;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.state.RealmState;
import io.fedrealm.provisioning.state.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares the desired with the live realm. Only what the template declares is compared: a field
 * that it leaves out may have any value. Arrays of plain values are sets. Role sets are compared as
 * a whole. Empty and absent are the same.
 */
public final class Difference {

  private Difference() {}

  /**
   * What has to be done so that the live realm is as desired.
   *
   * @param actual empty when the realm does not exist
   */
  public static RealmPlan between(RealmState desired, Optional<RealmState> actual) {
    List<Change> changes = new ArrayList<>();
    for (Resource resource : desired.all()) {
      Optional<Resource> live =
          actual
              .flatMap(state -> state.find(resource.id()))
              .map(found -> OpenScopes.without(resource, found));
      Change change = change(resource, live);
      // A set of roles comes into being with what holds it; without roles, nothing is to be done.
      boolean made = live.isEmpty() && !resource.id().kind().isRoleSet();
      if (made || !change.fields().isEmpty()) {
        changes.add(change);
      }
    }
    return new RealmPlan(desired.realm(), List.copyOf(changes));
  }

  private static Change change(Resource desired, Optional<Resource> live) {
    ObjectNode actual = live.map(Resource::fields).orElse(JsonNodeFactory.instance.objectNode());
    List<FieldChange> fields = new Comparison(desired).against(actual);
    return new Change(live.isPresent() ? Action.UPDATE : Action.CREATE, fields, desired, live);
  }
}
