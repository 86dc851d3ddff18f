package io.fedrealm.provisioning.local.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.local.LocalSupport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerBuildTest {

  private final Interruption interruption = new Interruption();
  @TempDir private Path folder;
  private Path distribution;
  private Path jar;
  private Path log;

  @BeforeEach
  void unpack() throws IOException {
    distribution = folder.resolve("keycloak");
    Files.createDirectories(distribution.resolve("providers"));
    Files.createDirectories(distribution.resolve("lib/quarkus"));
    Files.createDirectories(distribution.resolve(".fedrealm/quarkus"));
    Files.writeString(distribution.resolve(".fedrealm/quarkus/build.dat"), "original");
    jar = Files.writeString(folder.resolve("extension.jar"), "version 1");
    log = folder.resolve("log/build.log");
    kc("cat lib/quarkus/build.dat >>../builds", "echo built >lib/quarkus/build.dat");
  }

  @AfterEach
  void stopListening() {
    interruption.close();
  }

  private void kc(String... lines) throws IOException {
    LocalSupport.script(distribution.resolve("bin/kc.sh"), lines);
  }

  private ServerBuild build() {
    Map<String, String> environment =
        Map.of("PATH", System.getenv("PATH"), "KC_DB", "postgres", "API_SECRET", "x");
    return new ServerBuild(distribution, List.of(jar), environment, log);
  }

  @Test
  void oneBuildSufficesUntilAJarChanges() throws IOException {
    assertThat(build().isCurrent()).isFalse();
    build().run(interruption);
    assertThat(build().isCurrent()).isTrue();
    assertThat(distribution.resolve("providers/extension.jar")).hasContent("version 1");

    Files.writeString(jar, "version 2");

    assertThat(build().isCurrent()).isFalse();
    build().run(interruption);
    assertThat(build().isCurrent()).isTrue();
    assertThat(distribution.resolve("providers/extension.jar")).hasContent("version 2");
  }

  @Test
  void itIsBuiltForTheEmbeddedDatabaseWithTheOptionsThatTheImageHasToo() throws IOException {
    kc("printf '%s\\n' \"$@\" >../arguments");

    build().run(interruption);

    assertThat(folder.resolve("arguments"))
        .content()
        .startsWith("build\n--db=dev-file\n--health-enabled=true\n")
        .contains("\n--features=client-secret-rotation\n", "\n--features-disabled=kerberos,")
        .doesNotContain("#");
  }

  @Test
  void everyBuildBeginsWithTheOriginal() throws IOException {
    build().run(interruption);
    build().run(interruption);

    assertThat(folder.resolve("builds")).hasContent("originaloriginal");
  }

  @Test
  void aBuildForgetsTheCompressedStyleSheetsOfAnOlderThemeAndKeepsTheDatabase() throws IOException {
    Path cache = distribution.resolve("data/tmp/kc-gzip-cache/x/login/fedrealm");
    Files.writeString(Files.createDirectories(cache).resolve("fedrealm.css.gz"), "old");
    Path database = Files.createDirectories(distribution.resolve("data/h2"));

    build().run(interruption);

    assertThat(distribution.resolve("data/tmp/kc-gzip-cache")).doesNotExist();
    assertThat(database).isDirectory();
  }

  @Test
  void aBuildThatFailsIsNotTakenForDone() throws IOException {
    build().run(interruption);
    kc("echo 'ERROR: Unknown option'", "exit 1");

    assertThatThrownBy(() -> build().run(interruption))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("Unknown option")
        .hasMessageContaining(log.toString());
    assertThat(build().isCurrent()).isFalse();
  }

  @Test
  void theOperatorsEnvironmentDoesNotReachTheBuild() throws IOException {
    kc("env >../environment");

    build().run(interruption);

    assertThat(folder.resolve("environment"))
        .content()
        .contains("PATH=")
        .doesNotContain("KC_DB", "API_SECRET");
  }

  @Test
  void aMissingJarIsSaid() throws IOException {
    Files.delete(jar);

    assertThatThrownBy(() -> build().run(interruption))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("extension.jar")
        .hasMessageContaining("./fedrealm");
  }
}
