package io.fedrealm.provisioning.plan.diff;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.plan.change.Action;
import io.fedrealm.provisioning.plan.change.Change;
import io.fedrealm.provisioning.plan.change.FieldChange;
import io.fedrealm.provisioning.plan.change.RealmPlan;
import io.fedrealm.provisioning.plan.secret.MaskedSecrets;
import io.fedrealm.provisioning.plan.secret.SecretFingerprints;
import io.fedrealm.provisioning.realm.OrganizationMembers;
import io.fedrealm.provisioning.realm.RealmState;
import io.fedrealm.provisioning.realm.Resource;
import io.fedrealm.provisioning.realm.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compares the desired with the live realm. Only what the template declares is compared: a field
 * that it leaves out may have any value. Arrays of plain values are sets. Role sets are compared as
 * a whole. Empty and absent are the same.
 */
public final class Difference {

  /** What Keycloak cannot change in place, or changes without making what belongs to it anew. */
  private static final Map<ResourceType, Set<String>> FIXED =
      Map.of(
          ResourceType.AUTHENTICATION_FLOW, Set.of("providerId"),
          ResourceType.IDENTITY_PROVIDER, Set.of("providerId"),
          ResourceType.COMPONENT, Set.of("providerId"),
          ResourceType.SUB_COMPONENT, Set.of("providerId"));

  private Difference() {}

  /**
   * What has to be done so that the live realm is as desired.
   *
   * @param actual empty when the realm does not exist
   */
  public static RealmPlan between(RealmState desired, Optional<RealmState> actual) {
    return between(desired, actual, false);
  }

  /**
   * What has to be done so that the live realm is as desired.
   *
   * @param actual empty when the realm does not exist
   * @param writeSecrets whether secrets that cannot be compared are written, too
   */
  public static RealmPlan between(
      RealmState desired, Optional<RealmState> actual, boolean writeSecrets) {
    MaskedSecrets masked =
        actual
            .map(
                live ->
                    new MaskedSecrets(
                        SecretFingerprints.noted(live),
                        SecretFingerprints.told(live),
                        writeSecrets))
            .orElseGet(MaskedSecrets::unknown);
    List<Change> changes = new ArrayList<>();
    for (Resource resource : desired.all()) {
      Optional<Resource> live =
          actual
              .flatMap(state -> state.find(resource.id()))
              .map(found -> UnmanagedScopePrefix.without(resource, found))
              .map(found -> OrganizationMembers.without(resource, found));
      Change change = change(resource, live, masked);
      // A part comes into being with what holds it; when it is empty, nothing is to be done.
      boolean made = live.isEmpty() && !resource.id().kind().isPart();
      if (made || !change.fields().isEmpty()) {
        changes.add(change);
      }
    }
    return new RealmPlan(desired.realm(), List.copyOf(changes), masked.notes());
  }

  private static Change change(Resource desired, Optional<Resource> live, MaskedSecrets masked) {
    ObjectNode actual = live.map(Resource::fields).orElse(JsonNodeFactory.instance.objectNode());
    List<FieldChange> fields = new Comparison(desired, masked).against(actual);
    return new Change(action(desired, live, fields), fields, desired, live);
  }

  private static Action action(
      Resource desired, Optional<Resource> live, List<FieldChange> fields) {
    if (live.isEmpty()) {
      return Action.CREATE;
    }
    Set<String> fixed = FIXED.getOrDefault(desired.id().kind(), Set.of());
    return fields.stream().anyMatch(field -> fixed.contains(field.path()))
        ? Action.REPLACE
        : Action.UPDATE;
  }
}
