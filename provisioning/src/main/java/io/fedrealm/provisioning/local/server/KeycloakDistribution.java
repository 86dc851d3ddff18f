package io.fedrealm.provisioning.local.server;

import io.fedrealm.provisioning.console.StepReporter;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipException;

/** Keycloak's distribution, unpacked into the home folder. */
final class KeycloakDistribution {

  /** What we keep inside the unpacked distribution. */
  static final String OWN_FOLDER = ".fedrealm";

  private final Home home;
  private final String version;
  private final MavenDownload download;

  /**
   * @param version of Keycloak
   * @param download where it comes from
   */
  KeycloakDistribution(Home home, String version, MavenDownload download) {
    this.home = home;
    this.version = version;
    this.download = download;
  }

  /** Whether it is there, whole. */
  boolean isInstalled() {
    return Files.isDirectory(home.distribution(version));
  }

  /**
   * Downloads and unpacks it. Everything happens in a folder beside its place, which it takes in
   * one step at the end: a run that was interrupted leaves nothing that looks finished.
   *
   * @throws CommandException when the download fails or is damaged, or the disk is full
   */
  void install(StepReporter progress) {
    Path work = home.path().resolve("keycloak-" + version + ".new");
    try {
      FileTrees.delete(work);
      Files.createDirectories(work);
      progress.doing("Maven is getting it (180 MB, once)");
      Path zip = download.fetch(work);
      Path unpacked = unpack(zip, work.resolve("unpacked"), progress);
      keepPristine(unpacked);
      Files.move(unpacked, home.distribution(version), StandardCopyOption.ATOMIC_MOVE);
      FileTrees.delete(work);
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.FAILED,
          "Keycloak cannot be unpacked in "
              + home.path()
              + ": "
              + e
              + ". It needs about 600 MB there; choose another folder with --home if the disk is"
              + " full.",
          e);
    }
  }

  private Path unpack(Path zip, Path target, StepReporter progress) throws IOException {
    try {
      ZipUnpacker.unpack(zip, target, progress);
    } catch (ZipException e) {
      Files.deleteIfExists(zip);
      throw damaged(e);
    }
    Path unpacked = target.resolve("keycloak-" + version);
    if (!Files.isExecutable(unpacked.resolve("bin/kc.sh"))) {
      throw damaged(new ZipException("it has no keycloak-" + version + "/bin/kc.sh"));
    }
    return unpacked;
  }

  private CommandException damaged(ZipException cause) {
    String next =
        download.forget()
            ? "It was removed here and from Maven's local repository: run fedrealm up again to get"
                + " it anew."
            : "Remove org/keycloak/keycloak-quarkus-dist from Maven's local repository (normally"
                + " ~/.m2/repository), then run fedrealm up again.";
    return new CommandException(
        ExitCode.FAILED,
        "The download of Keycloak " + version + " is damaged: " + cause.getMessage() + ". " + next,
        cause);
  }

  /** {@code kc.sh build} changes lib/quarkus in place; a build always begins with the original. */
  private static void keepPristine(Path unpacked) throws IOException {
    FileTrees.copy(unpacked.resolve("lib/quarkus"), unpacked.resolve(OWN_FOLDER + "/quarkus"));
  }
}
