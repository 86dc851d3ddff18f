package io.fedrealm.provisioning.plan;

import io.fedrealm.provisioning.server.LiveRealm;
import io.fedrealm.provisioning.state.Kind;
import io.fedrealm.provisioning.state.Resource;
import io.fedrealm.provisioning.state.ResourceId;
import io.fedrealm.provisioning.template.Problem;
import io.fedrealm.provisioning.template.RealmTemplate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Changes that Keycloak refuses, found before the first write. */
final class RefusedChanges {

  private RefusedChanges() {}

  /** What a plan asks for and Keycloak does not do. */
  static List<Problem> problems(RealmTemplate template, RealmPlan plan, LiveRealm live) {
    List<Problem> problems = new ArrayList<>();
    for (Change change : plan.changes()) {
      ResourceId flow = ResourceId.of(Kind.AUTHENTICATION_FLOW, change.id().name());
      boolean builtIn =
          live.state()
              .find(flow)
              .map(found -> found.fields().path(Comparison.BUILT_IN).asBoolean())
              .orElse(false);
      if (builtIn && asksForOtherSteps(change)) {
        problems.add(
            new Problem(
                template.position(change.desired()),
                "the flow \"%s\" is Keycloak's own, which adds no step to it and takes none away:"
                        .formatted(flow.name())
                    + " give yours another alias, and bind that one"));
      }
    }
    return problems;
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
