package io.fedrealm.provisioning.reconcile;

import io.fedrealm.provisioning.apply.Applier;
import io.fedrealm.provisioning.console.GlobalOptions;
import io.fedrealm.provisioning.console.ServerOptions;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.plan.Planner;
import io.fedrealm.provisioning.plan.change.RealmPlan;
import io.fedrealm.provisioning.plan.diff.PlannedRealm;
import io.fedrealm.provisioning.plan.output.PlanFile;
import io.fedrealm.provisioning.server.AdminAccess;
import io.fedrealm.provisioning.server.KeycloakServer;
import io.fedrealm.provisioning.template.RealmTemplate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes realms as their templates say. */
@Command(
    name = "apply",
    description = "Make the realms as the templates say: what plan shows, and nothing else.",
    footer = {
      "",
      "A second apply finds nothing to do and writes nothing.",
      "In place of templates, the file of a plan (plan --out FILE): then exactly this plan is",
      "carried out, or refused when the server has moved since."
    })
public final class ApplyCommand implements Callable<Integer> {

  @Mixin private GlobalOptions global;
  @Mixin private ServerOptions server;
  @Mixin private TemplateOptions templates;
  @Mixin private PlanOutput output;

  @Option(
      names = "--digest",
      paramLabel = "SHA256",
      description =
          "Of a plan that is kept: the SHA-256 that plan --out has printed and the reviewer has"
              + " seen. Not needed when plans are signed with the key in "
              + PlanKey.VARIABLE
              + " (or _FILE).")
  private String digest;

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
    if (templates.plan().isEmpty() && digest != null) {
      throw new CommandException(
          ExitCode.USAGE, "--digest is for a plan that is kept (plan --out FILE).");
    }
    if (templates.plan().isPresent() && templates.resetPasswords()) {
      throw new CommandException(
          ExitCode.USAGE,
          "A plan that is kept does not set passwords again: leave --reset-passwords out.");
    }
    if (templates.plan().isPresent() && templates.writeSecrets()) {
      throw new CommandException(
          ExitCode.USAGE,
          "A plan that is kept does not write secrets that cannot be compared: leave"
              + " --write-secrets out.");
    }
    if (templates.plan().isPresent() && templates.prune()) {
      throw new CommandException(
          ExitCode.USAGE,
          "Whether to prune was decided when the plan was made: leave --prune out.");
    }
    Optional<PlanFile> reviewed = templates.plan().map(this::reviewed);
    List<RealmTemplate> desired =
        RealmTemplate.load(
            reviewed.map(PlanFile::templates).orElseGet(templates::sources),
            templates.variables(global.environment()));
    AdminAccess access = server.access(global.environment());
    reviewed.ifPresent(file -> requireServer(file, access));
    boolean prune = reviewed.map(PlanFile::prune).orElse(templates.prune());
    try (KeycloakServer keycloak = new KeycloakServer(access)) {
      List<PlannedRealm> planned =
          new Planner(keycloak, prune, templates.resetPasswords())
              .writingSecrets(templates.writeSecrets())
              .plan(desired);
      List<RealmPlan> plans = planned.stream().map(PlannedRealm::plan).toList();
      reviewed.ifPresent(file -> file.requireUnmoved(plans));
      output.print(plans, global.out());
      apply(keycloak, planned, reviewed);
      return ExitCode.OK;
    }
  }

  private void apply(
      KeycloakServer keycloak, List<PlannedRealm> planned, Optional<PlanFile> reviewed) {
    try (ApplyProgress progress =
        new ApplyProgress(global.err(), global.quiet(), global.terminal())) {
      Applier applier = new Applier(keycloak, parallel, Duration.ofSeconds(leaseWait), progress);
      int changes = 0;
      for (PlannedRealm realm : planned) {
        changes +=
            applier.apply(
                realm, now -> reviewed.ifPresent(file -> file.requireUnmoved(List.of(now.plan()))));
      }
      progress.done(changes);
      if (global.quiet()) {
        output.printApplied(changes, global.out());
      }
    }
  }

  private PlanFile reviewed(Path file) {
    Optional<String> key = PlanKey.in(global.environment());
    if (digest == null && key.isEmpty()) {
      throw new CommandException(
          ExitCode.USAGE,
          ("Say which plan was reviewed, nothing was read: give --digest SHA256, which plan --out has"
                  + " printed and sha256sum %s shows; or sign plans with a key of yours in %s.")
              .formatted(file, PlanKey.VARIABLE));
    }
    return PlanFile.read(file, Optional.ofNullable(digest), key);
  }

  private static void requireServer(PlanFile file, AdminAccess access) {
    if (!file.server().equals(access.server())) {
      throw new CommandException(
          ExitCode.USAGE,
          "The plan was made for %s, and this is %s: plan again."
              .formatted(file.server(), access.server()));
    }
  }
}
