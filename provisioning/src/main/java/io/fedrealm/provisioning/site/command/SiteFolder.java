package io.fedrealm.provisioning.site.command;

import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.secret.FilePermissions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Stream;

/** The folder with what a site is given: mode 700, its files 600, for they hold its secrets. */
final class SiteFolder {

  private final Path folder;

  /**
   * @param parent where the folders of sites are
   * @param name the site's, checked
   */
  SiteFolder(Path parent, String name) {
    this.folder = parent.resolve(name);
  }

  /**
   * Makes the folder, before the server is asked: what cannot be written shows at once.
   *
   * @throws CommandException {@link ExitCode#USAGE} when it has files already: they may be the only
   *     copy of another site's secrets
   */
  void makeEmpty() {
    try {
      if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) && !isEmpty()) {
        throw new CommandException(
            ExitCode.USAGE,
            folder + " has files already. Move them away, or name another folder: --out FOLDER.");
      }
      make();
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private boolean isEmpty() throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  /**
   * Makes the folder if it is not there.
   *
   * @throws CommandException when the one that is there is a link, of another owner, or open to
   *     others
   */
  void make() {
    try {
      Files.createDirectories(folder.toAbsolutePath().getParent());
      if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectory(folder, FilePermissions.FOLDER);
      }
      FilePermissions.checkFolder(folder);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** Takes an empty folder away again. */
  void removeIfEmpty() {
    try {
      if (isEmpty()) {
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** Writes files, each whole or not at all, in place of old ones of the same names. */
  void write(Map<String, String> files) {
    for (Map.Entry<String, String> file : files.entrySet()) {
      try {
        // Made with mode 600 by Java, so that it is never open for a moment.
        Path temporary = Files.createTempFile(folder, file.getKey() + ".", ".new");
        Files.writeString(temporary, file.getValue(), StandardCharsets.UTF_8);
        Files.move(
            temporary,
            path(file.getKey()),
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException e) {
        throw unwritable(e);
      }
    }
  }

  /** Where a file is. */
  Path path(String file) {
    return folder.resolve(file);
  }

  private CommandException unwritable(IOException e) {
    return new CommandException(
        ExitCode.FAILED, "The folder " + folder + " cannot be written: " + e, e);
  }
}
