package io.fedrealm.provisioning.secret;

import static io.fedrealm.provisioning.CliSupport.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.fedrealm.provisioning.CliSupport.Result;
import io.fedrealm.provisioning.error.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsInitTest {

  @TempDir private Path folder;

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void aFolderGetsAFileForEachSecretAsContainersWantThem() throws IOException {
    Path dir = folder.resolve("new/secrets");

    Result result = run(Map.of(), "secrets", "init", "flnet-client", "--dir", dir.toString());

    assertThat(result.exitCode()).isZero();
    assertThat(result.out().lines())
        .containsExactly(
            "DATA_IMPORTER_SECRET_FILE=" + dir.resolve("DATA_IMPORTER_SECRET"),
            "LOCAL_LEARNING_SECRET_FILE=" + dir.resolve("LOCAL_LEARNING_SECRET"));
    assertThat(result.err())
        .contains("2 secrets generated", "still to be set by you: FRONTEND_BASE_URL");
    assertThat(Files.readString(dir.resolve("LOCAL_LEARNING_SECRET"))).matches("[A-Za-z0-9_-]{43}");
    assertThat(mode(dir)).isEqualTo("rwx------");
    assertThat(mode(dir.resolve("LOCAL_LEARNING_SECRET"))).isEqualTo("rw-------");
  }

  @Test
  void whatIsThereIsKept() throws IOException {
    Path own = folder.resolve("secrets/LOCAL_LEARNING_SECRET");
    run(Map.of(), "secrets", "init", "flnet-client", "--dir", own.getParent().toString());
    Files.writeString(own, "canary-of-the-operator-0123456789");

    Result again =
        run(Map.of(), "secrets", "init", "flnet-client", "--dir", own.getParent().toString());

    assertThat(again.err()).contains("0 secrets generated", "2 that were there are kept");
    assertThat(own).hasContent("canary-of-the-operator-0123456789");
  }

  @Test
  void oneFileGetsLinesForAShell() throws IOException {
    Path file = folder.resolve("secrets.env");
    Files.writeString(file, "MINE=canary-of-the-operator\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

    Result result =
        run(Map.of(), "secrets", "init", "--out", file.toString(), "--also", "KC_DB_PASSWORD");

    assertThat(result.exitCode()).isZero();
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).startsWith("MINE=canary-of-the-operator");
    assertThat(lines)
        .anyMatch(line -> line.matches("FEDN_ADMIN_SECRET=[A-Za-z0-9_-]{43}"))
        .anyMatch(line -> line.matches("KC_DB_PASSWORD=[A-Za-z0-9_-]{43}"));
    assertThat(mode(file)).isEqualTo("rw-------");
    for (String line : lines) {
      assertThat(result.out() + result.err()).doesNotContain(line.substring(line.indexOf('=') + 1));
    }
  }

  @Test
  void whatOthersCanReadIsRefused() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

    Result result = run(Map.of(), "secrets", "init", "fedn", "--dir", folder.toString());

    assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err()).contains("open to other users", "chmod 700");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void anEmptyFileIsNoSecret() throws IOException {
    Path dir = folder.resolve("secrets");
    run(Map.of(), "secrets", "init", "flnet-client", "--dir", dir.toString());
    Files.writeString(dir.resolve("LOCAL_LEARNING_SECRET"), "");

    assertThat(run(Map.of(), "secrets", "init", "flnet-client", "--dir", dir.toString()).err())
        .contains("LOCAL_LEARNING_SECRET is empty");
  }

  @Test
  void wrongUsageWritesNothing() {
    Path dir = folder.resolve("secrets");

    assertThat(run(Map.of(), "secrets").exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run(Map.of(), "secrets", "init").err()).contains("--out", "--dir");
    assertThat(run(Map.of(), "secrets", "init", "--dir", "a", "--out", "b").exitCode())
        .isEqualTo(ExitCode.USAGE);
    assertThat(run(Map.of(), "secrets", "init", "--dir", dir.toString(), "--also", "../x").err())
        .contains("--also takes names of variables");
    assertThat(dir).doesNotExist();
  }
}
