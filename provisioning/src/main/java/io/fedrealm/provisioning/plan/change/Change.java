package io.fedrealm.provisioning.plan.change;

import io.fedrealm.provisioning.realm.Resource;
import io.fedrealm.provisioning.realm.ResourceId;
import java.util.List;
import java.util.Optional;

/**
 * One operation of a plan.
 *
 * @param action what is done
 * @param fields what differs; for a new resource every field that it is given
 * @param desired the resource as it shall be, or as it was when it is deleted; holds secrets, never
 *     shown
 * @param actual the resource as it is; empty for a new one
 * @param usedBy who uses what is deleted, for people
 */
public record Change(
    Action action,
    List<FieldChange> fields,
    Resource desired,
    Optional<Resource> actual,
    List<String> usedBy) {

  /** A change that makes or updates a resource. */
  public Change(
      Action action, List<FieldChange> fields, Resource desired, Optional<Resource> actual) {
    this(action, fields, desired, actual, List.of());
  }

  /** The deletion of a resource. */
  public static Change deletion(Resource live) {
    return new Change(Action.DELETE, List.of(), live, Optional.of(live));
  }

  /** The same, with who uses it. */
  public Change usedBy(List<String> users) {
    return new Change(action, fields, desired, actual, List.copyOf(users));
  }

  /** The resource that is written. */
  public ResourceId id() {
    return desired.id();
  }

  /** Whether any field below this one differs. */
  public boolean touches(String topField) {
    return fields.stream().anyMatch(field -> field.topField().equals(topField));
  }

  /** The name alone: a change holds secrets. */
  @Override
  public String toString() {
    return action.sign() + " " + id();
  }
}
