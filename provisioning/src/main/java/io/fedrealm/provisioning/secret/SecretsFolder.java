package io.fedrealm.provisioning.secret;

import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * A folder with a file for each secret, as container secrets are: the file is called as the
 * variable, holds the value and no line break, and has mode 600; the folder has mode 700.
 */
final class SecretsFolder {

  private final Path path;

  private SecretsFolder(Path path) {
    this.path = path;
  }

  /**
   * Opens the folder, or makes it.
   *
   * @throws CommandException when it is open to others, or cannot be made
   */
  static SecretsFolder open(Path path) {
    try {
      if (Files.notExists(path)) {
        Files.createDirectories(path.toAbsolutePath().getParent());
        Files.createDirectory(path, FilePermissions.FOLDER);
      }
      FilePermissions.check(path, "700");
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.FAILED, "The folder " + path + " cannot be used: " + e, e);
    }
    return new SecretsFolder(path);
  }

  /** The file of a variable, as an absolute path. */
  Path file(String name) {
    return path.toAbsolutePath().normalize().resolve(name);
  }

  /**
   * Generates a value for every name that has none.
   *
   * @return the names that are new
   * @throws CommandException when a file that is there is empty or open to others, or a new one
   *     cannot be written; what was written before stays, and is kept the next time
   */
  Set<String> generate(Collection<String> names) {
    Set<String> added = new TreeSet<>();
    for (String name : new TreeSet<>(names)) {
      try {
        if (!isThere(file(name))) {
          PrivateFile.replace(file(name), RandomSecret.next());
          added.add(name);
        }
      } catch (IOException e) {
        throw new CommandException(
            ExitCode.FAILED, "The file " + file(name) + " cannot be used: " + e, e);
      }
    }
    return added;
  }

  private static boolean isThere(Path file) throws IOException {
    if (Files.notExists(file)) {
      return false;
    }
    FilePermissions.check(file, "600");
    if (Files.size(file) == 0) {
      throw new CommandException(
          ExitCode.FAILED, file + " is empty: put the secret into it, or remove it for a new one");
    }
    return true;
  }
}
