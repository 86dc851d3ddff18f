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
import java.nio.file.attribute.UserPrincipal;
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
   * Refuses a folder in which somebody else could exchange what is written: a link, one of another
   * owner, one that is open to others.
   *
   * @param folder must exist
   * @throws CommandException when it is one of these
   */
  public static void checkFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw new CommandException(
          ExitCode.USAGE,
          folder
              + " is a link or no folder. Fix: name the folder itself, or one that is not there.");
    }
    if (!Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(ourselves())) {
      throw new CommandException(
          ExitCode.USAGE,
          folder
              + " belongs to somebody else, who could exchange what is written there. Fix: name a"
              + " folder of your own, or one that is not there.");
    }
    check(folder, "700");
  }

  /** Who owns what we make: in a container a user may have no name to be asked for. */
  private static UserPrincipal ourselves() throws IOException {
    Path made = Files.createTempFile("fedrealm", ".owner");
    try {
      return Files.getOwner(made);
    } finally {
      Files.delete(made);
    }
  }

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
