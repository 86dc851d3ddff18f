package io.fedrealm.provisioning.local.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * What runs in a home folder, as {@code server.json} keeps it for {@code down} and {@code status}.
 *
 * @param pid of the server
 * @param processStart when that process began, milliseconds since 1970: tells it from another
 *     process that got the same pid later
 * @param url base URL
 * @param managementPort where health and metrics are
 * @param keycloak Keycloak's version
 * @param realms what {@code up} made there; empty until it has
 */
public record ServerState(
    long pid,
    long processStart,
    String url,
    int managementPort,
    String keycloak,
    List<LocalRealm> realms) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Copies the list. */
  public ServerState {
    realms = List.copyOf(realms);
  }

  /**
   * Reads the state of a home folder.
   *
   * @return empty when nothing was started there
   */
  public static Optional<ServerState> read(Home home) {
    Path file = home.state();
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(Files.readAllBytes(file), ServerState.class));
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.FAILED,
          "The file "
              + file
              + " cannot be read: "
              + e.getMessage()
              + ". If no server runs there,"
              + " remove it.",
          e);
    }
  }

  /** Writes the state; a reader sees the old or the new one, never half of it. */
  public void write(Home home) {
    try {
      Path temporary = Files.createTempFile(home.path(), "server.json.", ".new");
      JSON.writerWithDefaultPrettyPrinter().writeValue(temporary.toFile(), this);
      Files.move(
          temporary,
          home.state(),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.FAILED, "The file " + home.state() + " cannot be written: " + e, e);
    }
  }

  /** Forgets the state. */
  public static void delete(Home home) {
    try {
      Files.deleteIfExists(home.state());
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.FAILED, "The file " + home.state() + " cannot be removed: " + e, e);
    }
  }

  public ServerState withRealms(List<LocalRealm> made) {
    return new ServerState(pid, processStart, url, managementPort, keycloak, made);
  }

  ServerState withProcess(ProcessHandle process) {
    return new ServerState(
        process.pid(), ServerProcess.startOf(process), url, managementPort, keycloak, realms);
  }

  /** The base URL. */
  public URI uri() {
    return URI.create(url);
  }
}
