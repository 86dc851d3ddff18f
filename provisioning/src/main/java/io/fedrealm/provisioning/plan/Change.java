package io.fedrealm.provisioning.plan;

import io.fedrealm.provisioning.state.Resource;
import io.fedrealm.provisioning.state.ResourceId;
import java.util.List;
import java.util.Optional;

/**
 * One operation of a plan.
 *
 * @param action what is done
 * @param fields what differs; for a new resource every field that it is given
 * @param desired the resource as it shall be; holds secrets, never shown
 * @param actual the resource as it is; empty for a new one
 */
public record Change(
    Action action, List<FieldChange> fields, Resource desired, Optional<Resource> actual) {

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
