package io.fedrealm.provisioning.plan.diff;

import io.fedrealm.provisioning.plan.change.Action;
import io.fedrealm.provisioning.plan.change.Change;
import io.fedrealm.provisioning.plan.change.RealmPlan;
import io.fedrealm.provisioning.realm.OrganizationMembers;
import io.fedrealm.provisioning.realm.RealmState;
import io.fedrealm.provisioning.realm.Resource;
import io.fedrealm.provisioning.realm.ResourceId;
import io.fedrealm.provisioning.realm.ResourceType;
import io.fedrealm.provisioning.template.RealmTemplate;
import io.fedrealm.provisioning.template.source.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Changes that Keycloak refuses, found before the first write. */
public final class RefusedChanges {

  private RefusedChanges() {}

  /** What a plan asks for and Keycloak does not do. */
  public static List<Problem> problems(
      RealmTemplate template, RealmPlan plan, Optional<RealmState> live) {
    List<Problem> problems = new ArrayList<>();
    for (Change change : plan.changes()) {
      reason(change, live)
          .map(reason -> new Problem(template.position(change.desired()), reason))
          .ifPresent(problems::add);
    }
    return problems;
  }

  private static Optional<String> reason(Change change, Optional<RealmState> live) {
    String name = change.id().name();
    ResourceId flow = ResourceId.of(ResourceType.AUTHENTICATION_FLOW, name);
    boolean builtIn =
        live.flatMap(state -> state.find(flow))
            .map(found -> found.fields().path(Comparison.BUILT_IN).asBoolean())
            .orElse(false);
    if (builtIn && asksForOtherSteps(change)) {
      return Optional.of(
          "the flow \"%s\" is Keycloak's own, which adds no step to it and takes none away:"
                  .formatted(name)
              + " give yours another alias, and bind that one (fedrealm adopt does so)");
    }
    if (change.id().kind() == ResourceType.ORGANIZATION_MEMBERS
        && change.touches(OrganizationMembers.MANAGED)) {
      return Optional.of(
          "names managed members that the organization has not (%s): only its identity provider makes"
                  .formatted(String.join(", ", newlyManaged(change)))
              + " them, when they first log in; leave the membershipType or the member out");
    }
    return Optional.empty();
  }

  private static Set<String> newlyManaged(Change change) {
    Set<String> names = OrganizationMembers.names(change.desired(), OrganizationMembers.MANAGED);
    change
        .actual()
        .ifPresent(
            live -> names.removeAll(OrganizationMembers.names(live, OrganizationMembers.MANAGED)));
    return names;
  }

  private static boolean asksForOtherSteps(Change change) {
    return switch (change.id().kind()) {
      case AUTHENTICATION_FLOW -> change.action() == Action.REPLACE;
      case FLOW_EXECUTIONS ->
          !change.actual().map(RefusedChanges::steps).equals(Optional.of(steps(change.desired())));
      default -> false;
    };
  }

  private static Set<String> steps(Resource executions) {
    Set<String> names = new HashSet<>();
    executions.fields().path("executions").fieldNames().forEachRemaining(names::add);
    return names;
  }
}
