package io.fedrealm.provisioning.local;

import io.fedrealm.provisioning.CommandException;
import io.fedrealm.provisioning.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one file with the local server's secrets: lines {@code NAME=value}, mode 600.
 *
 * <p>Values have no blank, quote, backslash, dollar sign or backtick, so that a shell, Docker and
 * we read the same. Comments ({@code #}) and empty lines stay as they are.
 */
final class SecretsFile {

  /** 32 bytes are 43 characters in base64url (RFC 4648, section 5). */
  private static final int SECRET_BYTES = 32;

  private static final Pattern LINE =
      Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)=([^\\s\"'`\\\\$]+)");

  private final Path path;
  private final List<String> lines = new ArrayList<>();
  private final Map<String, String> values = new LinkedHashMap<>();
  private final SecureRandom random = new SecureRandom();

  private SecretsFile(Path path) {
    this.path = path;
  }

  /**
   * Reads the file if there is one.
   *
   * @throws CommandException when others may read it, or a line is not NAME=value
   */
  static SecretsFile open(Path path) {
    SecretsFile file = new SecretsFile(path);
    if (Files.exists(path)) {
      try {
        Privacy.check(path, "600");
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
  Path path() {
    return path;
  }

  /** All values by name; a copy. */
  Map<String, String> values() {
    return Map.copyOf(values);
  }

  /**
   * The value of a name.
   *
   * @throws IllegalArgumentException when there is none
   */
  String get(String name) {
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
  Set<String> generate(Collection<String> names) {
    Set<String> added = new TreeSet<>(names);
    added.removeAll(values.keySet());
    for (String name : added) {
      byte[] bytes = new byte[SECRET_BYTES];
      random.nextBytes(bytes);
      String value = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
      values.put(name, value);
      lines.add(name + "=" + value);
    }
    if (!added.isEmpty()) {
      write();
    }
    return added;
  }

  /** A new file in place of the old one: a reader sees all of the one or all of the other. */
  private void write() {
    try {
      Path temporary = Files.createTempFile(path.getParent(), path.getFileName() + ".", ".new");
      try {
        Files.write(temporary, lines);
        Files.move(
            temporary, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.FAILED, "The secrets file " + path + " cannot be written: " + e, e);
    }
  }
}
