package io.fedrealm.provisioning.plan.diff;

import io.fedrealm.provisioning.plan.change.Action;
import io.fedrealm.provisioning.plan.change.Change;
import io.fedrealm.provisioning.plan.change.FieldChange;
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

  /** Whose client Keycloak lets nobody change (ClientPermissions.isInternal). */
  private static final String REALM_MANAGEMENT = "realm-management";

  private static final String KIND = "providerId";

  private RefusedChanges() {}

  /**
   * What a plan asks for and Keycloak does not do.
   *
   * @param live the realm as it is, or as Keycloak makes it
   */
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
    if (builtIn && asksForOtherSteps(change, live)) {
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
    return realmManagement(change, live);
  }

  /** What belongs to the client and says nothing else than Keycloak has, is no change. */
  private static Optional<String> realmManagement(Change change, Optional<RealmState> live) {
    ResourceId id = change.id();
    boolean itself =
        switch (id.kind()) {
          case CLIENT, AUTHORIZATION, CLIENT_SCOPE_MAPPINGS -> id.name().equals(REALM_MANAGEMENT);
          case CLIENT_MAPPER -> id.owner().equals(REALM_MANAGEMENT);
          case CLIENT_ROLE ->
              id.owner().equals(REALM_MANAGEMENT) && change.action() == Action.CREATE;
          default -> false;
        };
    boolean differs =
        itself
            && live.flatMap(state -> state.find(id))
                .map(actual -> !new Comparison(change.desired()).against(actual.fields()).isEmpty())
                .orElse(true);
    return differs
        ? Optional.of(
            "%s is Keycloak's own, and nobody may change it (%s): leave out what is not as"
                    .formatted(id, fields(change))
                + " Keycloak has it")
        : Optional.empty();
  }

  private static String fields(Change change) {
    List<String> paths = change.fields().stream().map(FieldChange::path).distinct().toList();
    return paths.isEmpty() ? "it is new" : String.join(", ", paths);
  }

  private static Set<String> newlyManaged(Change change) {
    Set<String> names = OrganizationMembers.names(change.desired(), OrganizationMembers.MANAGED);
    change
        .actual()
        .ifPresent(
            live -> names.removeAll(OrganizationMembers.names(live, OrganizationMembers.MANAGED)));
    return names;
  }

  private static boolean asksForOtherSteps(Change change, Optional<RealmState> state) {
    Optional<Resource> live = state.flatMap(realm -> realm.find(change.id()));
    return switch (change.id().kind()) {
      case AUTHENTICATION_FLOW ->
          change.desired().fields().has(KIND)
              && live.map(flow -> flow.fields().path(KIND))
                  .filter(kind -> !kind.equals(change.desired().fields().path(KIND)))
                  .isPresent();
      case FLOW_EXECUTIONS ->
          !live.map(RefusedChanges::steps).equals(Optional.of(steps(change.desired())));
      default -> false;
    };
  }

  private static Set<String> steps(Resource executions) {
    Set<String> names = new HashSet<>();
    executions.fields().path("executions").fieldNames().forEachRemaining(names::add);
    return names;
  }
}
