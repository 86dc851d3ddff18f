package io.fedrealm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fedrealm.systemtests.support.Cli;
import io.fedrealm.systemtests.support.Docker;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in the two images, and what a container of them may do. */
class ImageIT {

  /** What kc.sh build writes with the time of the day, and with statements in another order. */
  private static final List<String> QUARKUS_JARS =
      List.of("generated-bytecode.jar", "transformed-bytecode.jar");

  private static String tag;
  private static String keycloak;
  private static String provisioning;

  @BeforeAll
  static void build() {
    tag = Docker.images("image", "/");
    keycloak = "fedrealm/keycloak:" + tag;
    provisioning = "fedrealm/provisioning:" + tag;
  }

  @ParameterizedTest
  @ValueSource(strings = {"keycloak", "provisioning"})
  void anImageRunsAsAUserWhoIsNotRootAndSaysWhatItIs(String name) throws IOException {
    JsonNode config = inspect(image(name)).path("Config");

    assertThat(config.path("User").asText()).isEqualTo("10001:10001");
    assertThat(config.path("Labels").path("org.opencontainers.image.licenses").asText())
        .isEqualTo("Apache-2.0");
    assertThat(config.path("Labels").path("org.opencontainers.image.revision").asText())
        .matches("[0-9a-f]{40}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"keycloak", "provisioning"})
  void itsUserCanWriteNowhereButInTemporaryFoldersAndKeycloaksData(String name) {
    String writable =
        shell(
            image(name),
            "find / -xdev \\( -path /proc -o -path /sys -o -path /dev \\) -prune"
                + " -o ! -type l -writable -print");

    assertThat(writable.lines())
        .contains("/tmp")
        .isSubsetOf("/tmp", "/var/tmp", "/run/lock", "/var/lock", "/opt/keycloak/data");
  }

  @ParameterizedTest
  @ValueSource(strings = {"keycloak", "provisioning"})
  void noFileOfItIsMoreThanItsUser(String name) {
    assertThat(shell(image(name), "find /opt -xdev -perm /6000 -print")).isEmpty();
  }

  @Test
  void theJarsInItAreTheOnesThatMavenBuilt() throws Exception {
    for (String jar :
        List.of(
            "spi-extensions/target/fedrealm-spi-extensions.jar",
            "themes/target/fedrealm-themes.jar")) {
      Path file = Cli.checkout().resolve(jar);
      String inImage = shell(keycloak, "sha256sum /opt/keycloak/providers/" + file.getFileName());
      assertThat(inImage).startsWith(sha256(file));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"keycloak", "provisioning"})
  void anotherBuildGivesTheSameFilesWithTheSameOwnersAndRights(String name) throws IOException {
    String again = Docker.builtAgain(name, tag);

    assertThat(files(again)).hasSizeGreaterThan(20).isEqualTo(files(image(name)));
    if (name.equals("keycloak")) {
      for (String jar : QUARKUS_JARS) {
        assertThat(entries(again, jar)).isNotEmpty().isEqualTo(entries(keycloak, jar));
      }
    }
  }

  /** Rights, owner, name and hash of every file, but for the hashes of Quarkus's own two. */
  private static List<String> files(String image) {
    String folders = " /opt /usr/share/sbom /usr/share/licenses ";
    return shell(
            image,
            "find"
                + folders
                + "-printf '%m %U:%G %p %l\\n';"
                + " find"
                + folders
                + "-type f -exec sha256sum {} +")
        .lines()
        .filter(
            line -> QUARKUS_JARS.stream().noneMatch(jar -> line.matches("[0-9a-f]{64} .*" + jar)))
        .sorted()
        .toList();
  }

  private static List<String> entries(String image, String jar) throws IOException {
    byte[] bytes =
        Base64.getMimeDecoder().decode(shell(image, "base64 /opt/keycloak/lib/quarkus/" + jar));
    List<String> names = new ArrayList<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        names.add(entry.getName());
      }
    }
    names.sort(Comparator.naturalOrder());
    return names;
  }

  @ParameterizedTest
  @ValueSource(strings = {"keycloak", "provisioning"})
  void aBillOfMaterialsLiesInIt(String name) throws IOException {
    String file = name.equals("keycloak") ? "fedrealm-spi-extensions" : "fedrealm-provisioning";
    JsonNode bom =
        new ObjectMapper()
            .readTree(shell(image(name), "cat /usr/share/sbom/" + file + ".cdx.json"));

    assertThat(bom.path("bomFormat").asText()).isEqualTo("CycloneDX");
    assertThat(bom.at("/metadata/component/name").asText()).isEqualTo(file);
    if (name.equals("provisioning")) {
      assertThat(bom.findValuesAsText("purl")).anyMatch(purl -> purl.contains("jackson-databind"));
    }
  }

  @Test
  void keycloakIsBuiltForPostgresqlWithTheServerWideProfileAndWithoutWhatNobodyUses() {
    String config = shell(keycloak, "/opt/keycloak/bin/kc.sh show-config");

    assertThat(config)
        .containsPattern("kc\\.db\\s*=\\s*postgres")
        .contains("fl-security-profile")
        .containsPattern("kc\\.features\\s*=\\s*client-secret-rotation")
        .containsPattern("kc\\.features-disabled\\s*=\\s*.*impersonation");
  }

  @Test
  void aSecretFileThatIsMissingIsNamedBeforeAnythingStarts() {
    Cli.Result result =
        Docker.run(Map.of(), "run", "--rm", "-e", "KC_DB_PASSWORD_FILE=/run/secrets/db", keycloak);

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("KC_DB_PASSWORD_FILE", "/run/secrets/db", "10001");
  }

  @Test
  void aSecretThatIsGivenTwiceIsRefusedWithoutShowingIt() {
    Cli.Result result =
        Docker.run(
            Map.of("KC_DB_PASSWORD", "canary-db-8c1f02d7"),
            "run",
            "--rm",
            "-e",
            "KC_DB_PASSWORD",
            "-e",
            "KC_DB_PASSWORD_FILE=/etc/hostname",
            keycloak);

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("KC_DB_PASSWORD").doesNotContain("canary");
  }

  @Test
  void thePasswordHashIsCompiledInOnePieceAndJavaOptionsOfTheOperatorAreAdded() {
    String hash = "org/bouncycastle/crypto/generators/Argon2BytesGenerator";

    Cli.Result result =
        Docker.run(
            Map.of("PRINT_ENV", "true", "JAVA_OPTS_APPEND", "-Dtheirs=1"),
            "run",
            "--rm",
            "-e",
            "PRINT_ENV",
            "-e",
            "JAVA_OPTS_APPEND",
            keycloak,
            "show-config");

    assertThat(result.exitCode()).as(result.output()).isZero();
    assertThat(result.output()).contains("CompileCommand=inline," + hash + "*.*", "-Dtheirs=1");
    assertThat(shell(keycloak, "grep -l " + hash + " /opt/keycloak/lib/lib/main/*bcprov*"))
        .as("Keycloak still has the class")
        .isNotEmpty();
  }

  @Test
  void theCommandLineIsTheEntryPointOfTheJob() {
    assertThat(Docker.out("run", "--rm", "--read-only", "--tmpfs", "/tmp", provisioning, "--help"))
        .contains("Usage: fedrealm", "apply", "plan");
  }

  private static String image(String name) {
    return name.equals("keycloak") ? keycloak : provisioning;
  }

  private static String shell(String image, String command) {
    return Docker.run(Map.of(), "run", "--rm", "--entrypoint", "bash", image, "-c", command).out();
  }

  private static JsonNode inspect(String image) throws IOException {
    return new ObjectMapper().readTree(Docker.out("image", "inspect", image)).path(0);
  }

  private static String sha256(Path file) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    return HexFormat.of().formatHex(digest);
  }
}
