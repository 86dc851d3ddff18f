package io.fedrealm.provisioning.user;

import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.secret.FilePermissions;
import io.fedrealm.provisioning.secret.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Generated passwords in a file of mode 600: a header, then lines {@code username,password}. A user
 * whose line is there keeps the password of that line, so that an import can go on where it was
 * killed.
 */
public final class PasswordsFile implements Passwords {

  private static final String HEADER = "username,password";

  private final Path path;
  private final Map<String, String> passwords = new LinkedHashMap<>();

  private PasswordsFile(Path path) {
    this.path = path;
  }

  /**
   * Reads the file if there is one.
   *
   * @throws CommandException when others may read it, or it is something else
   */
  public static PasswordsFile open(Path path) {
    PasswordsFile file = new PasswordsFile(path);
    try {
      if (Files.exists(path)) {
        FilePermissions.check(path, "600");
        file.read(Files.readAllLines(path));
      } else {
        // Now, and not after the first users were made.
        file.write();
      }
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.USAGE, "The file " + path + " cannot be used for passwords: " + e, e);
    }
    return file;
  }

  private void read(List<String> lines) {
    for (int index = 0; index < lines.size(); index++) {
      String line = lines.get(index);
      int comma = line.lastIndexOf(',');
      if (comma < 0 || index == 0 && !line.equals(HEADER)) {
        throw new CommandException(
            ExitCode.USAGE,
            path + ", line " + (index + 1) + ": this is no file of passwords of fedrealm's.");
      }
      passwords.put(line.substring(0, comma), line.substring(comma + 1));
    }
    passwords.remove("username");
  }

  /** Forgets a user's password: the next one is new. */
  public void forget(String username) {
    passwords.remove(username);
  }

  @Override
  public Optional<String> of(String username) {
    return Optional.of(passwords.computeIfAbsent(username, name -> TemporaryPassword.next()));
  }

  @Override
  public void keep(Collection<String> usernames) {
    usernames.forEach(this::of);
    try {
      write();
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.FAILED, "The file " + path + " cannot be written: " + e, e);
    }
  }

  private void write() throws IOException {
    PrivateFile.replace(
        path,
        passwords.entrySet().stream()
            .map(entry -> entry.getKey() + "," + entry.getValue())
            .collect(Collectors.joining("\n", HEADER + "\n", passwords.isEmpty() ? "" : "\n")));
  }
}
