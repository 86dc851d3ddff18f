package io.fedrealm.provisioning.local.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.local.LocalSupport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeycloakDistributionTest {

  private static final String VERSION = "26.0.0";

  private final Interruption interruption = new Interruption();
  @TempDir private Path folder;
  private Home home;
  private Path bin;
  private Path repository;

  @BeforeEach
  void prepare() throws IOException {
    home = LocalSupport.home(folder);
    bin = Files.createDirectory(folder.resolve("bin"));
    repository = Files.createDirectory(folder.resolve("repository"));
  }

  @AfterEach
  void stopListening() {
    interruption.close();
  }

  /** A Maven that copies from our repository, and empties it when it is told to purge. */
  private KeycloakDistribution distribution() throws IOException {
    LocalSupport.script(
        bin.resolve("mvn"),
        "echo \"$@\" >>'" + folder + "/mvn.calls'",
        "case \"$*\" in",
        "*purge-local-repository*) rm '" + repository + "'/*; exit 0 ;;",
        "esac",
        "for argument in \"$@\"; do",
        "  case $argument in -DoutputDirectory=*) target=${argument#*=} ;; esac",
        "done",
        "cp '" + repository + "'/* \"$target\" || { echo '[ERROR] no network'; exit 1; }");
    return distribution(LocalSupport.path(bin));
  }

  private KeycloakDistribution distribution(Map<String, String> environment) {
    return new KeycloakDistribution(
        home, VERSION, new MavenDownload(home, VERSION, environment, interruption));
  }

  private Path repositoryZip() {
    return repository.resolve("keycloak-quarkus-dist-" + VERSION + ".zip");
  }

  private void publish() throws IOException {
    String top = "keycloak-" + VERSION;
    Map<String, String> entries = new TreeMap<>();
    entries.put(top + "/bin/kc.sh", "#!/bin/sh");
    entries.put(top + "/lib/quarkus/build.dat", "original");
    ZipUnpackerTest.zip(repositoryZip(), entries);
  }

  @Test
  void itIsFetchedUnpackedAndTheOriginalBuildIsKept() throws IOException {
    publish();
    KeycloakDistribution distribution = distribution();
    assertThat(distribution.isInstalled()).isFalse();

    distribution.install(LocalSupport.SILENT);

    assertThat(distribution.isInstalled()).isTrue();
    Path installed = home.distribution(VERSION);
    assertThat(installed.resolve("bin/kc.sh")).isExecutable();
    assertThat(installed.resolve(".fedrealm/quarkus/build.dat")).hasContent("original");
    assertThat(home.path().resolve("keycloak-" + VERSION + ".new")).doesNotExist();
    assertThat(folder.resolve("mvn.calls"))
        .content()
        .contains(
            "-B -ntp org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy"
                + " -Dartifact=org.keycloak:keycloak-quarkus-dist:26.0.0:zip");
  }

  @Test
  void whatAnInterruptedRunHasLeftIsInNobodysWay() throws IOException {
    publish();
    Path left =
        Files.createDirectories(home.path().resolve("keycloak-" + VERSION + ".new/unpacked"));
    Files.writeString(left.resolve("half"), "x");

    distribution().install(LocalSupport.SILENT);

    assertThat(home.distribution(VERSION).resolve("half")).doesNotExist();
  }

  @Test
  void aDamagedDownloadIsForgottenEverywhere() throws IOException {
    Files.writeString(repositoryZip(), "not a zip file");
    KeycloakDistribution distribution = distribution();

    assertThatThrownBy(() -> distribution.install(LocalSupport.SILENT))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("is damaged")
        .hasMessageContaining("run fedrealm up again");

    assertThat(distribution.isInstalled()).isFalse();
    assertThat(repositoryZip()).doesNotExist();
  }

  @Test
  void anArchiveThatIsNotKeycloakIsDamaged() throws IOException {
    ZipUnpackerTest.zip(repositoryZip(), Map.of("something/else", "x"));

    assertThatThrownBy(() -> distribution().install(LocalSupport.SILENT))
        .hasMessageContaining("it has no keycloak-26.0.0/bin/kc.sh");
  }

  @Test
  void mavensReasonIsPassedOn() throws IOException {
    assertThatThrownBy(() -> distribution().install(LocalSupport.SILENT))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("no network")
        .hasMessageContaining(home.log("download").toString());
  }

  @Test
  void aMachineWithoutMavenIsToldToInstallIt() {
    assertThatThrownBy(
            () -> distribution(Map.of("PATH", "/does/not/exist")).install(LocalSupport.SILENT))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("Install Maven 3.8 or later");
  }
}
