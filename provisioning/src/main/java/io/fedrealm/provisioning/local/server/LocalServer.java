package io.fedrealm.provisioning.local.server;

import io.fedrealm.provisioning.console.StepReporter;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.secret.SecretsFile;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts the server of a home folder, and finds the one that runs. */
public final class LocalServer {

  private static final Duration START_LIMIT = Duration.ofMinutes(5);
  private static final Duration POLL = Duration.ofMillis(250);

  private final Home home;
  private final Map<String, String> environment;

  /**
   * @param home its folder
   * @param environment the environment variables
   */
  public LocalServer(Home home, Map<String, String> environment) {
    this.home = home;
    this.environment = environment;
  }

  /** What runs, ready or not; empty when nothing does. */
  public Optional<ServerState> running() {
    return ServerState.read(home).filter(state -> ServerProcess.find(state, home).isPresent());
  }

  /**
   * Starts a server and remembers it; it is not ready yet.
   *
   * @param command what to start
   * @param version of Keycloak
   * @param secrets for the accounts of a new database
   */
  ServerState start(ServerCommand command, String version, SecretsFile secrets) {
    try {
      boolean newDatabase = prepareData();
      Path log = home.log("server");
      if (Files.exists(log)) {
        Files.move(log, home.log("server.previous"), StandardCopyOption.REPLACE_EXISTING);
      }
      Process process = command.tool(environment, newDatabase ? secrets : null).start();
      ServerState state =
          new ServerState(0, 0, command.url(), command.managementPort(), version, List.of())
              .withProcess(process.toHandle());
      state.write(home);
      return state;
    } catch (IOException e) {
      throw new CommandException(ExitCode.FAILED, "Keycloak cannot be started: " + e, e);
    }
  }

  /**
   * A database is of use once Keycloak was ready with it: before, the accounts may be missing, and
   * there is nothing in it to lose.
   */
  private boolean prepareData() throws IOException {
    if (Files.exists(complete())) {
      return false;
    }
    FileTrees.delete(home.data());
    Files.createDirectory(home.data());
    return true;
  }

  private Path complete() {
    return home.data().resolve("complete");
  }

  /**
   * Waits until the server answers requests.
   *
   * @return the state, with the process that it will have from now on
   * @throws CommandException when it ends or does not get ready
   */
  ServerState awaitReady(ServerState state, StepReporter progress) {
    ServerLog log = new ServerLog(home.log("server"));
    Instant deadline = Instant.now().plus(START_LIMIT);
    while (!isReady(state)) {
      ProcessHandle process = ServerProcess.find(state, home).orElseThrow(() -> ended(log));
      if (Instant.now().isAfter(deadline)) {
        throw new CommandException(
            ExitCode.FAILED,
            "Keycloak was not ready after "
                + START_LIMIT.toMinutes()
                + " minutes. Its log: "
                + log.file());
      }
      progress.doing(log.phase());
      ServerProcess.awaitEnd(process, POLL);
    }
    return markComplete(state);
  }

  private CommandException ended(ServerLog log) {
    return new CommandException(
        ExitCode.FAILED, "Keycloak ended: " + log.reason(home.data()) + "\nIts log: " + log.file());
  }

  private ServerState markComplete(ServerState state) {
    try {
      if (Files.notExists(complete())) {
        Files.createFile(complete());
      }
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.FAILED, "The folder " + home.data() + " cannot be written: " + e, e);
    }
    // kc.sh is only the parent of the java that serves: if it is killed, java goes on.
    ServerState real =
        ServerProcess.find(state, home)
            .flatMap(process -> process.children().findFirst())
            .map(state::withProcess)
            .orElse(state);
    real.write(home);
    return real;
  }

  /** Whether the server answers that it is ready. */
  public static boolean isReady(ServerState state) {
    try {
      URI uri =
          URI.create(
              "http://" + ServerCommand.ADDRESS + ":" + state.managementPort() + "/health/ready");
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
      connection.setConnectTimeout(1000);
      connection.setReadTimeout(5000);
      try {
        return connection.getResponseCode() == 200;
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return false;
    }
  }
}
