package io.fedrealm.provisioning.local.server;

import io.fedrealm.provisioning.console.ConsoleProgress;
import io.fedrealm.provisioning.secret.SecretsFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From an empty folder to a server that answers: distribution, build, start. */
public final class ServerLaunch {

  private final Home home;
  private final Path checkout;
  private final Map<String, String> environment;
  private final ConsoleProgress progress;
  private final Interruption interruption;
  private final LocalServer server;
  private final String version = BundledVersions.keycloak();

  /**
   * @param home the server's folder
   * @param checkout where our jars were built
   * @param environment the environment variables
   * @param progress told every step
   * @param interruption stops the programs that are run
   */
  public ServerLaunch(
      Home home,
      Path checkout,
      Map<String, String> environment,
      ConsoleProgress progress,
      Interruption interruption) {
    this.home = home;
    this.checkout = checkout;
    this.environment = environment;
    this.progress = progress;
    this.interruption = interruption;
    this.server = new LocalServer(home, environment);
  }

  /** What runs already; empty when nothing does. */
  public Optional<ServerState> running() {
    Optional<ServerState> running = server.running();
    running.ifPresent(this::welcome);
    return running;
  }

  private void welcome(ServerState state) {
    progress.print("Keycloak is already running at " + state.url());
    if (!build().isCurrent()) {
      progress.note(
          "The extension or the themes changed since this server was started: fedrealm down, then"
              + " fedrealm up takes them in.");
    }
  }

  /**
   * Starts a server; it is not ready yet.
   *
   * @param port of the server
   * @param secrets for the accounts of a new database
   */
  public ServerState start(int port, SecretsFile secrets) {
    MachineCheck.requireFree(port);
    MachineCheck.memoryWarning(Path.of("/proc/meminfo")).ifPresent(progress::note);
    KeycloakDistribution distribution =
        new KeycloakDistribution(
            home, version, new MavenDownload(home, version, environment, interruption));
    if (!distribution.isInstalled()) {
      progress.run("Getting Keycloak " + version, distribution::install);
    }
    ServerBuild build = build();
    if (!build.isCurrent()) {
      progress.run(
          "Building Keycloak with extension and themes", reporter -> build.run(interruption));
    }
    ServerCommand command =
        new ServerCommand(home, home.distribution(version), port, MachineCheck.freePort(port));
    return server.start(command, version, secrets);
  }

  /** Waits until a server is ready; returns it with the process that it has from now on. */
  public ServerState awaitReady(ServerState state) {
    return LocalServer.isReady(state)
        ? server.awaitReady(state, progress)
        : progress.step("Starting Keycloak", reporter -> server.awaitReady(state, reporter));
  }

  private ServerBuild build() {
    List<Path> jars =
        List.of(
            checkout.resolve("spi-extensions/target/fedrealm-spi-extensions.jar"),
            checkout.resolve("themes/target/fedrealm-themes.jar"));
    return new ServerBuild(home.distribution(version), jars, environment, home.log("build"));
  }
}
