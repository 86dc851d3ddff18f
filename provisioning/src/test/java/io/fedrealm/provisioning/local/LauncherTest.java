package io.fedrealm.provisioning.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script ./fedrealm, in a checkout of its own, with a java and a mvn that only say hello. */
class LauncherTest {

  private static final Path LAUNCHER = Path.of("..", "fedrealm");

  @TempDir private Path folder;
  private Path checkout;
  private Path jdk;
  private Path maven;

  /** What a run of the launcher did. */
  private record Run(int exitCode, String output) {}

  @BeforeEach
  void prepare() throws IOException {
    checkout = Files.createDirectories(folder.resolve("check out"));
    Files.copy(LAUNCHER, checkout.resolve("fedrealm"), StandardCopyOption.COPY_ATTRIBUTES);
    Files.writeString(checkout.resolve("pom.xml"), "<project/>");
    jdk = folder.resolve("jdk");
    maven = folder.resolve("maven");
    java("17.0.15");
    LocalSupport.script(jdk.resolve("bin/javac"));
    mvn("3.8.7", "touch_jars");
  }

  private void java(String version) throws IOException {
    LocalSupport.script(
        jdk.resolve("bin/java"),
        "[ \"$1\" != -version ] || { echo 'openjdk version \"" + version + "\"' >&2; exit; }",
        "for argument in \"$@\"; do",
        "  echo \"[$argument]\"",
        "  case $argument in -XX:ArchiveClassesAtExit=*) : >\"${argument#*=}\" ;; esac",
        "done");
  }

  private void mvn(String version, String build) throws IOException {
    LocalSupport.script(
        maven.resolve("mvn"),
        "[ \"$1\" != -v ] || { echo 'Apache Maven " + version + " (abc)'; exit; }",
        "echo built >>'" + folder + "/builds'",
        "touch_jars() {",
        "  for jar in provisioning/target/fedrealm.jar themes/target/fedrealm-themes.jar \\",
        "    spi-extensions/target/fedrealm-spi-extensions.jar; do",
        "    mkdir -p \"$(dirname \"$jar\")\"; : >\"$jar\"",
        "  done",
        "}",
        build);
  }

  private Run run(Path launcher, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.put("PATH", maven + ":" + environment.get("PATH"));
    environment.put("JAVA_HOME", jdk.toString());
    Process process = builder.directory(folder.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      return new Run(process.waitFor(), output);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private Run run(String... arguments) throws IOException {
    return run(checkout.resolve("fedrealm"), arguments);
  }

  private long builds() throws IOException {
    Path builds = folder.resolve("builds");
    return Files.exists(builds) ? Files.readAllLines(builds).size() : 0;
  }

  @Test
  void theFirstRunBuildsAndTheSecondDoesNot() throws IOException {
    assertThat(run("up", "--port", "1").output()).contains("building", "[up]", "[--port]", "[1]");

    Run second = run("status", "two words");

    assertThat(second.output())
        .contains("[two words]", "[-Dfedrealm.checkout=" + checkout.toRealPath() + "]")
        .contains("[-Dfedrealm.terminal=false]")
        .doesNotContain("building");
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void aChangedSourceIsBuiltAgainAndAChangedPageIsNot() throws IOException {
    Path realms = Files.createDirectory(checkout.resolve("realms"));
    Path template = Files.writeString(realms.resolve("x.json"), "{}");
    Path page = Files.writeString(realms.resolve("README.md"), "x");
    age(realms, template, page, checkout.resolve("pom.xml"));
    run();
    assertThat(builds()).isEqualTo(1);

    makeNew(page);
    run();
    assertThat(builds()).isEqualTo(1);

    makeNew(template);
    run();
    assertThat(builds()).isEqualTo(2);
  }

  private static void age(Path... paths) throws IOException {
    for (Path path : paths) {
      Files.setLastModifiedTime(path, FileTime.from(Instant.now().minusSeconds(60)));
    }
  }

  private static void makeNew(Path path) throws IOException {
    Files.setLastModifiedTime(path, FileTime.from(Instant.now().plusSeconds(60)));
  }

  @Test
  void aRunUsesTheClassArchiveOfTheBuildIfThereIsOne() throws IOException {
    Path archive = checkout.toRealPath().resolve("target/fedrealm.jsa");

    assertThat(run().output()).contains("[-XX:SharedArchiveFile=" + archive + "]");
    Files.delete(archive);
    assertThat(run().output()).doesNotContain("SharedArchiveFile", "building");
  }

  @Test
  void aLinkToItIsFollowed() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("check out/fedrealm"));

    assertThat(run(link, "-V").output())
        .contains("[-Dfedrealm.checkout=" + checkout.toRealPath() + "]");
  }

  @Test
  void aJavaThatIsTooOldIsNamed() throws IOException {
    java("11.0.2");
    assertThat(run().exitCode()).isEqualTo(1);
    assertThat(run().output()).contains("is Java 11.0.2, too old", "Install a JDK 17");

    java("1.8.0_292");
    assertThat(run().output()).contains("is Java 1.8.0_292, too old");
  }

  @Test
  void aRuntimeWithoutACompilerIsNoJdk() throws IOException {
    Files.delete(jdk.resolve("bin/javac"));

    Run run = run();

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.output()).contains("no compiler (javac)", "Install a JDK 17");
  }

  @Test
  void aMavenThatIsTooOldIsNamed() throws IOException {
    mvn("3.6.3", "touch_jars");
    Run old = run();
    assertThat(old.exitCode()).isEqualTo(1);
    assertThat(old.output()).contains("Maven 3.6.3, too old", "Install Maven 3.8");

    mvn("4.0.0-rc-4", "touch_jars");
    assertThat(run().exitCode()).isZero();
  }

  @Test
  void aBuildThatFailsShowsTheEndOfItsLogAndIsTriedAgain() throws IOException {
    mvn("3.9.9", "echo '[ERROR] does not compile'; exit 1");

    Run failed = run();

    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.output())
        .contains("[ERROR] does not compile")
        .contains("its log is " + checkout.toRealPath() + "/target/fedrealm-build.log");
    mvn("3.9.9", "touch_jars");
    assertThat(run().exitCode()).isZero();
    assertThat(builds()).isEqualTo(2);
  }
}
