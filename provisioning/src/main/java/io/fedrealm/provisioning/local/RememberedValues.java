package io.fedrealm.provisioning.local;

import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.secret.PrivateFile;
import io.fedrealm.provisioning.template.variable.ValuesFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The values that {@code up} was given, in a file in the home folder: the next {@code up}, and a
 * plan from another shell, find them again. It holds no secret.
 */
final class RememberedValues {

  private static final String HEAD =
      """
      # Values of the templates' variables, written by fedrealm up and used again by the next one and by
      # plan and apply. The environment goes first. To forget one, remove its line.
      """;

  private final Path path;
  private final Map<String, String> values;
  private boolean changed;

  private RememberedValues(Path path, Map<String, String> values) {
    this.path = path;
    this.values = values;
  }

  /**
   * Reads the file if there is one.
   *
   * @throws CommandException when a line of it cannot be used
   */
  static RememberedValues open(Path path) {
    Map<String, String> values = Files.exists(path) ? ValuesFile.read(path.toString()) : Map.of();
    return new RememberedValues(path, new TreeMap<>(values));
  }

  /** The value of a variable. */
  Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
  }

  /** Remembers a value; one that a line of the file cannot hold is left to the environment. */
  void put(String name, String value) {
    boolean plain = value.lines().count() == 1 && !value.startsWith("\"") && !value.startsWith("'");
    if (plain && !value.equals(values.put(name, value))) {
      changed = true;
    }
  }

  /**
   * Writes the file, if there is something new.
   *
   * @throws CommandException when it cannot be written
   */
  void save() {
    if (!changed) {
      return;
    }
    StringBuilder text = new StringBuilder(HEAD);
    values.forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
    try {
      PrivateFile.replace(path, text.toString());
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.FAILED, "The values file " + path + " cannot be written: " + e, e);
    }
  }
}
