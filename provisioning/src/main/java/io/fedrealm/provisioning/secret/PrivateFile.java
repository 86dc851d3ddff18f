package io.fedrealm.provisioning.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files for their owner alone: mode 600 from the first moment, where the file system knows it. */
public final class PrivateFile {

  private PrivateFile() {}

  /**
   * Puts a new file in place of an old one, or of none: a reader sees all of the one or all of the
   * other, and a write that fails leaves the old one.
   *
   * @throws IOException when the folder is missing or full, or may not be written
   */
  public static void replace(Path path, String text) throws IOException {
    Path file = path.toAbsolutePath();
    // createTempFile gives mode 600 by itself.
    Path temporary = Files.createTempFile(file.getParent(), file.getFileName() + ".", ".new");
    try {
      Files.writeString(temporary, text);
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
