package io.fedrealm.provisioning.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.provisioning.console.GlobalOptions;
import io.fedrealm.provisioning.console.ServerOptions;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.fedn.StaleKeys;
import io.fedrealm.provisioning.plan.Planner;
import io.fedrealm.provisioning.plan.change.RealmPlan;
import io.fedrealm.provisioning.plan.diff.PlannedRealm;
import io.fedrealm.provisioning.plan.diff.UnmanagedResources;
import io.fedrealm.provisioning.plan.output.PlanFile;
import io.fedrealm.provisioning.plan.output.PlanJson;
import io.fedrealm.provisioning.realm.Resource;
import io.fedrealm.provisioning.realm.ResourceId;
import io.fedrealm.provisioning.realm.ResourceType;
import io.fedrealm.provisioning.server.AdminAccess;
import io.fedrealm.provisioning.server.KeycloakServer;
import io.fedrealm.provisioning.template.RealmTemplate;
import io.fedrealm.provisioning.template.source.TemplateSource;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what {@code apply} would do. */
@Command(
    name = "plan",
    description =
        "Show what apply would change, field by field. Only reads; secrets are never shown.",
    footer = {
      "",
      "Finds what was changed by hand, too. Exit code 0: nothing to do, 3: changes are pending."
    })
public final class PlanCommand implements Callable<Integer> {

  @Mixin private GlobalOptions global;
  @Mixin private ServerOptions server;
  @Mixin private TemplateOptions templates;
  @Mixin private PlanOutput output;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Keep the plan, for review and for apply FILE. The file holds the templates and the"
              + " changes, and no secret. Its SHA-256 is printed: apply asks for it.")
  private Path out;

  @Option(
      names = "--strict",
      description =
          "Also list everything in the realms that no template declares, what Keycloak itself puts"
              + " there left out. Exit code 3 then, too.")
  private boolean strict;

  @Override
  public Integer call() {
    if (templates.plan().isPresent()) {
      throw new CommandException(
          ExitCode.USAGE,
          "%s is a plan already: plan takes templates.".formatted(templates.plan().get()));
    }
    if (out != null && templates.resetPasswords()) {
      throw new CommandException(
          ExitCode.USAGE,
          "A plan that is kept does not set passwords again: use apply --reset-passwords.");
    }
    if (out != null && templates.writeSecrets()) {
      throw new CommandException(
          ExitCode.USAGE,
          "A plan that is kept does not write secrets that cannot be compared: use apply"
              + " --write-secrets.");
    }
    if (out != null) {
      PlanKey.in(global.environment());
    }
    List<TemplateSource> sources = templates.sources();
    List<RealmTemplate> desired =
        RealmTemplate.load(sources, templates.variables(global.environment()));
    AdminAccess access = server.access(global.environment());
    try (KeycloakServer keycloak = new KeycloakServer(access)) {
      Planner planner =
          new Planner(keycloak, templates.prune(), templates.resetPasswords())
              .writingSecrets(templates.writeSecrets());
      List<PlannedRealm> planned = (strict ? planner.readingEverything() : planner).plan(desired);
      List<RealmPlan> plans = planned.stream().map(PlannedRealm::plan).toList();
      Map<String, List<ResourceId>> undeclared = new HashMap<>();
      if (strict) {
        planned.forEach(p -> undeclared.put(p.plan().realm(), UnmanagedResources.in(p)));
      }
      output.print(plans, undeclared, global.out());
      if (out != null) {
        keep(new PlanFile(access.server(), templates.prune(), sources, PlanJson.of(plans)));
      }
      planned.forEach(realm -> warn(keycloak, realm));
      boolean clean =
          plans.stream().allMatch(RealmPlan::isEmpty)
              && undeclared.values().stream().allMatch(List::isEmpty);
      return clean ? ExitCode.OK : ExitCode.CHANGES_PENDING;
    }
  }

  /** Keeps the plan, and says by what the reviewer and apply know it again. */
  private void keep(PlanFile plan) {
    Optional<String> key = PlanKey.in(global.environment());
    String digest = plan.write(out, key);
    global.err().printf("The plan is kept in %s, SHA-256 %s.%n", out, digest);
    global.err().printf("After the review: apply %s --digest %s%n", out, digest);
    global.err().flush();
  }

  /** What apply cannot mend: FEDn has a key that the realm signs with no more. */
  private void warn(KeycloakServer keycloak, PlannedRealm planned) {
    Stream<JsonNode> scopes =
        planned.live().stream()
            .flatMap(live -> live.state().all().stream())
            .filter(resource -> resource.id().kind() == ResourceType.CLIENT_SCOPE)
            .map(Resource::fields);
    StaleKeys.of(keycloak.api(), planned.plan().realm(), scopes)
        .forEach(stale -> global.err().println("Warning: " + stale.message()));
  }
}
