package io.fedrealm.provisioning.local;

import io.fedrealm.provisioning.console.ConsoleProgress;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.local.server.AdminAccount;
import io.fedrealm.provisioning.local.server.Home;
import io.fedrealm.provisioning.local.server.HomeLock;
import io.fedrealm.provisioning.local.server.Interruption;
import io.fedrealm.provisioning.local.server.ServerLaunch;
import io.fedrealm.provisioning.local.server.ServerLog;
import io.fedrealm.provisioning.local.server.ServerProcess;
import io.fedrealm.provisioning.local.server.ServerState;
import io.fedrealm.provisioning.secret.SecretsFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run of {@code up}: the steps in their order, and what happens when it is stopped. */
final class UpRun {

  private final LocalOptions local;
  private final Home home;
  private final Provisioner provisioner;
  private final ConsoleProgress progress;
  private final Interruption interruption;

  /** Whether a running server is of this run's making, so that it goes when the run goes. */
  private volatile boolean ours;

  /**
   * @param local the options
   * @param provisioner applies the templates
   * @param progress told every step
   * @param interruption what stops this run
   */
  UpRun(
      LocalOptions local,
      Provisioner provisioner,
      ConsoleProgress progress,
      Interruption interruption) {
    this.local = local;
    this.home = local.home();
    this.provisioner = provisioner;
    this.progress = progress;
    this.interruption = interruption;
    interruption.onInterrupt(this::interrupted);
  }

  /**
   * Does everything up to the table. If that fails, a server that was started for it is stopped.
   *
   * @param port of a server that has to be started
   * @param templates what to apply
   * @throws CommandException when a step fails
   */
  UpSummary up(int port, List<String> templates) {
    home.create();
    HomeLock lock = HomeLock.take(home);
    try {
      SecretsFile secrets = SecretsFile.open(home.secrets());
      Map<String, String> variables =
          TemplateValues.resolve(
              provisioner.variables(templates),
              local.environment(),
              secrets,
              RememberedValues.open(home.values()));
      secrets.generate(AdminAccount.VARIABLES);
      ServerState state = server(port, secrets);
      return new LocalUp(home, secrets, provisioner, progress).run(state, templates, variables);
    } catch (RuntimeException e) {
      stop();
      throw e;
    } finally {
      lock.close();
    }
  }

  private ServerState server(int port, SecretsFile secrets) {
    ServerLaunch launch =
        new ServerLaunch(home, local.checkout(), local.environment(), progress, interruption);
    Optional<ServerState> running = launch.running();
    if (running.isPresent()) {
      return launch.awaitReady(running.get());
    }
    ours = true;
    return launch.awaitReady(launch.start(port, secrets));
  }

  /** Whether the server was started by this run. */
  boolean isOurs() {
    return ours;
  }

  /**
   * Waits until the server has ended.
   *
   * @return {@link ExitCode#OK} when somebody has stopped it
   * @throws CommandException when it ended by itself
   */
  int awaitEnd(ServerState state) {
    ServerProcess.find(state, home).ifPresent(process -> process.onExit().join());
    ServerLog log = new ServerLog(home.log("server"));
    if (!log.isStopped()) {
      throw new CommandException(
          ExitCode.FAILED,
          "Keycloak ended: " + log.reason(home.data()) + "\nIts log: " + log.file());
    }
    progress.print("Keycloak was stopped.");
    return ExitCode.OK;
  }

  private void interrupted() {
    if (ours && ServerState.read(home).isPresent()) {
      progress.lastWords("Stopping Keycloak ...");
      stop();
      progress.lastWords("Keycloak is stopped.");
    } else {
      progress.lastWords("Interrupted.");
    }
  }

  private void stop() {
    if (ours) {
      ServerState.read(home).ifPresent(state -> ServerProcess.stop(state, home));
      ServerState.delete(home);
    }
  }
}
