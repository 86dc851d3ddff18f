package io.fedrealm.provisioning.local.server;

import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.secret.FilePermissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The folder in which the local server lives: secrets, database, logs and the built distribution.
 *
 * @param path absolute
 */
public record Home(Path path) {

  public static final String ENVIRONMENT_VARIABLE = "FEDREALM_HOME";

  /** Keycloak's kc.sh puts the path between quotes, and H2 ends a path at a semicolon. */
  private static final Pattern UNUSABLE = Pattern.compile("['\"`\\\\;$\\p{Cntrl}]");

  /**
   * Finds the folder; nothing is created.
   *
   * @param option the option {@code --home}; may be null
   * @param environment the environment variables
   * @param checkout the checkout that fedrealm was started from
   */
  public static Home locate(Path option, Map<String, String> environment, Path checkout) {
    Path path = checkout.resolve(".fedrealm");
    if (option != null) {
      path = option;
    } else if (!environment.getOrDefault(ENVIRONMENT_VARIABLE, "").isEmpty()) {
      path = Path.of(environment.get(ENVIRONMENT_VARIABLE));
    }
    return new Home(path.toAbsolutePath().normalize());
  }

  /** Lines NAME=value, mode 600. */
  public Path secrets() {
    return path.resolve("secrets.env");
  }

  /** Lines NAME=value, what {@code up} was given. */
  public Path values() {
    return path.resolve("values.env");
  }

  /** What is running; absent when nothing was started. */
  public Path state() {
    return path.resolve("server.json");
  }

  /** Held by the {@code up} that works in this folder. */
  public Path lock() {
    return path.resolve("up.lock");
  }

  /** Keycloak's database. */
  public Path data() {
    return path.resolve("data");
  }

  /** Keycloak, unpacked and built. */
  public Path distribution(String version) {
    return path.resolve("keycloak-" + version);
  }

  /** The output of one of the programs that are run: {@code server}, {@code build}, ... */
  public Path log(String program) {
    return path.resolve("log").resolve(program + ".log");
  }

  /**
   * Creates the folder for its owner only.
   *
   * @throws CommandException when that cannot be done, or the folder is there and open to others
   */
  public void create() {
    if (UNUSABLE.matcher(path.toString()).find()) {
      throw new CommandException(
          ExitCode.USAGE,
          "Keycloak cannot run in "
              + path
              + ": quotes, backslash, semicolon and dollar sign do not work in its path."
              + " Choose another folder with --home.");
    }
    try {
      if (Files.notExists(path)) {
        Files.createDirectories(path.getParent());
        Files.createDirectory(path, FilePermissions.FOLDER);
      }
      FilePermissions.checkFolder(path);
      Files.createDirectories(log("server").getParent());
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.FAILED,
          "The folder "
              + path
              + " cannot be used ("
              + e
              + "). Choose another one with --home or "
              + ENVIRONMENT_VARIABLE
              + ".",
          e);
    }
  }
}
