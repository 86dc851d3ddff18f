package io.fedrealm.provisioning.cli;

import io.fedrealm.provisioning.ExitCode;
import io.fedrealm.provisioning.plan.PlannedRealm;
import io.fedrealm.provisioning.plan.Planner;
import io.fedrealm.provisioning.plan.RealmPlan;
import io.fedrealm.provisioning.server.KeycloakServer;
import io.fedrealm.provisioning.template.RealmTemplate;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what {@code apply} would do. */
@Command(
    name = "plan",
    description =
        "Show what apply would change, field by field. Only reads; secrets are never shown.",
    footer = {
      "",
      "Finds what was changed by hand, too. Exit code 0: nothing to do, 3: changes are pending."
    })
final class PlanCommand implements Callable<Integer> {

  @Mixin private GlobalOptions global;
  @Mixin private ServerOptions server;
  @Mixin private TemplateOptions templates;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    List<RealmTemplate> desired = templates.load(global.environment());
    try (KeycloakServer keycloak = new KeycloakServer(server.access(global.environment()))) {
      List<RealmPlan> plans =
          new Planner(keycloak).plan(desired).stream().map(PlannedRealm::plan).toList();
      output.print(plans, global.out());
      return plans.stream().allMatch(RealmPlan::isEmpty) ? ExitCode.OK : ExitCode.CHANGES_PENDING;
    }
  }
}
