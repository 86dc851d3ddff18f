package io.fedrealm.provisioning.plan;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.state.Kind;
import io.fedrealm.provisioning.state.OrganizationMembers;
import io.fedrealm.provisioning.state.RealmState;
import io.fedrealm.provisioning.state.Resource;
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
  private static final Map<Kind, Set<String>> FIXED =
      Map.of(
          Kind.AUTHENTICATION_FLOW, Set.of("providerId"),
          Kind.IDENTITY_PROVIDER, Set.of("providerId"),
          Kind.COMPONENT, Set.of("providerId"),
          Kind.SUB_COMPONENT, Set.of("providerId"));

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
                        SecretMarks.noted(live), SecretMarks.told(live), writeSecrets))
            .orElseGet(MaskedSecrets::unknown);
    List<Change> changes = new ArrayList<>();
    for (Resource resource : desired.all()) {
      Optional<Resource> live =
          actual
              .flatMap(state -> state.find(resource.id()))
              .map(found -> OpenScopes.without(resource, found))
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
