package io.fedrealm.provisioning.cli;

import io.fedrealm.provisioning.CommandException;
import io.fedrealm.provisioning.ExitCode;
import io.fedrealm.provisioning.apply.Applier;
import io.fedrealm.provisioning.plan.PlannedRealm;
import io.fedrealm.provisioning.plan.Planner;
import io.fedrealm.provisioning.server.KeycloakServer;
import io.fedrealm.provisioning.template.RealmTemplate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes realms as their templates say. */
@Command(
    name = "apply",
    description = "Make the realms as the templates say: what plan shows, and nothing else.",
    footer = {"", "A second apply finds nothing to do and writes nothing."})
final class ApplyCommand implements Callable<Integer> {

  @Mixin private GlobalOptions global;
  @Mixin private ServerOptions server;
  @Mixin private TemplateOptions templates;
  @Mixin private OutputOptions output;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      defaultValue = "4",
      description = "Requests under way at the same time (default: ${DEFAULT-VALUE}).")
  private int parallel;

  @Option(
      names = "--lease-wait",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description =
          "How long to wait while another run changes the same realm (default: ${DEFAULT-VALUE});"
              + " 0: not at all.")
  private int leaseWait;

  @Override
  public Integer call() {
    if (leaseWait < 0 || leaseWait > 86_400) {
      throw new CommandException(ExitCode.USAGE, "--lease-wait takes seconds from 0 to 86400");
    }
    if (parallel < 1 || parallel > 64) {
      throw new CommandException(ExitCode.USAGE, "--parallel takes a number from 1 to 64");
    }
    List<RealmTemplate> desired = templates.load(global.environment());
    try (KeycloakServer keycloak = new KeycloakServer(server.access(global.environment()))) {
      List<PlannedRealm> planned = new Planner(keycloak).plan(desired);
      output.print(planned.stream().map(PlannedRealm::plan).toList(), global.out());
      try (ApplyProgress progress =
          new ApplyProgress(global.err(), global.quiet(), global.terminal())) {
        Applier applier = new Applier(keycloak, parallel, Duration.ofSeconds(leaseWait), progress);
        int changes = planned.stream().mapToInt(applier::apply).sum();
        progress.done(changes);
      }
      return ExitCode.OK;
    }
  }
}
