package io.fedrealm.provisioning.secret;

import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Keeps files and folders for their owner alone. */
public final class FilePermissions {

  /** Mode 700, given when a folder is created, so that it is never open for a moment. */
  public static final FileAttribute<Set<PosixFilePermission>> FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rwx------");

  private FilePermissions() {}

  /**
   * Refuses what group or others can read, write or enter. It is not mended in silence: who else
   * has read the secrets meanwhile is for the operator to judge.
   *
   * @param path must exist
   * @param mode what to advise, "600" for example
   * @throws CommandException when it is open to others
   */
  public static void check(Path path, String mode) throws IOException {
    PosixFileAttributeView view =
        Files.getFileAttributeView(path, PosixFileAttributeView.class, new LinkOption[0]);
    if (view == null) {
      return;
    }
    if (!OWNER.containsAll(view.readAttributes().permissions())) {
      throw new CommandException(
          ExitCode.FAILED,
          path
              + " is open to other users of this machine: it holds secrets."
              + " If it is yours, run: chmod "
              + mode
              + " '"
              + path
              + "'");
    }
  }
}
