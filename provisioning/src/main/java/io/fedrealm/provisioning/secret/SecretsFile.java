package io.fedrealm.provisioning.secret;

import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of secrets: lines {@code NAME=value}, mode 600.
 *
 * <p>Values have no blank, quote, backslash, dollar sign or backtick, so that a shell, Docker and
 * we read the same. Comments ({@code #}) and empty lines stay as they are.
 */
public final class SecretsFile {

  private static final Pattern LINE =
      Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)=([^\\s\"'`\\\\$]+)");

  private final Path path;
  private final List<String> lines = new ArrayList<>();
  private final Map<String, String> values = new LinkedHashMap<>();

  private SecretsFile(Path path) {
    this.path = path;
  }

  /**
   * Reads the file if there is one.
   *
   * @throws CommandException when others may read it, or a line is not NAME=value
   */
  public static SecretsFile open(Path path) {
    SecretsFile file = new SecretsFile(path);
    if (Files.exists(path)) {
      try {
        FilePermissions.check(path, "600");
        file.read();
      } catch (IOException e) {
        throw new CommandException(
            ExitCode.FAILED, "The secrets file " + path + " cannot be read: " + e, e);
      }
    }
    return file;
  }

  private void read() throws IOException {
    lines.addAll(Files.readAllLines(path));
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      Matcher matcher = LINE.matcher(line);
      if (!matcher.matches()) {
        throw malformed(i, "not of the form NAME=value without blanks, quotes, \\, $ and `");
      }
      if (values.putIfAbsent(matcher.group(1), matcher.group(2)) != null) {
        throw malformed(i, matcher.group(1) + " for the second time");
      }
    }
  }

  /** The line itself stays out of the message: it may be a secret. */
  private CommandException malformed(int index, String what) {
    return new CommandException(
        ExitCode.USAGE,
        path + ", line " + (index + 1) + ": " + what + ". Mend or remove the line.");
  }

  /** Where the file is or will be. */
  public Path path() {
    return path;
  }

  /** All values by name; a copy. */
  public Map<String, String> values() {
    return Map.copyOf(values);
  }

  /**
   * The value of a name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public String get(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(name + " is not in " + path);
    }
    return value;
  }

  /**
   * Generates a value for every name that has none, and writes the file if there is something new.
   *
   * @return the names that are new
   */
  public Set<String> generate(Collection<String> names) {
    Set<String> added = new TreeSet<>(names);
    added.removeAll(values.keySet());
    for (String name : added) {
      String value = RandomSecret.next();
      values.put(name, value);
      lines.add(name + "=" + value);
    }
    if (!added.isEmpty()) {
      write();
    }
    return added;
  }

  private void write() {
    try {
      PrivateFile.replace(path, String.join("\n", lines) + "\n");
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.FAILED, "The secrets file " + path + " cannot be written: " + e, e);
    }
  }
}
