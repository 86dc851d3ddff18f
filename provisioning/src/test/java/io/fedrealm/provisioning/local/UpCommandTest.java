package io.fedrealm.provisioning.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedrealm.provisioning.CliSupport;
import io.fedrealm.provisioning.console.StepReporter;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.local.server.BundledVersions;
import io.fedrealm.provisioning.local.server.MachineCheck;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands with real processes, and a program in place of Keycloak. */
class UpCommandTest {

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path home;

  @BeforeEach
  void prepare() throws IOException {
    home = LocalSupport.home(folder).path();
    System.setProperty(LocalOptions.CHECKOUT_PROPERTY, folder.toString());
    jar("spi-extensions/target/fedrealm-spi-extensions.jar");
    jar("themes/target/fedrealm-themes.jar");
    Path distribution = home.resolve("keycloak-" + BundledVersions.keycloak());
    Files.createDirectories(distribution.resolve("providers"));
    Files.createDirectories(distribution.resolve("lib/quarkus"));
    Files.createDirectories(distribution.resolve(".fedrealm/quarkus"));
    LocalSupport.script(
        distribution.resolve("bin/kc.sh"),
        "[ \"$1\" = start ] || exit 0",
        "exec '"
            + Path.of(System.getProperty("java.home"), "bin", "java")
            + "' -cp '"
            + System.getProperty("java.class.path")
            + "' "
            + StubKeycloakProgram.class.getName()
            + " \"$@\"");
  }

  private void jar(String path) throws IOException {
    Path jar = folder.resolve(path);
    Files.createDirectories(jar.getParent());
    Files.writeString(jar, path);
  }

  @AfterEach
  void stop() {
    run(new DownCommand());
    System.clearProperty(LocalOptions.CHECKOUT_PROPERTY);
  }

  private int run(Object command, String... arguments) {
    return new CommandLine(command)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .setExecutionExceptionHandler(
            (error, line, result) -> {
              err.append(error.getMessage());
              return error instanceof CommandException e ? e.exitCode() : 99;
            })
        .execute(with(arguments));
  }

  private String[] with(String... arguments) {
    return Stream.concat(Stream.of(arguments), Stream.of("--home", home.toString()))
        .toArray(String[]::new);
  }

  private int up(Provisioner provisioner) {
    return run(
        new UpCommand(provisioner), "--detach", "--port", "" + MachineCheck.freePort(0), "demo");
  }

  @Test
  void upStartsEverythingAndDownStopsIt() throws IOException {
    assertThat(up(new StubProvisioner())).isEqualTo(ExitCode.OK);
    assertThat(out.toString())
        .contains("is ready at http://127.0.0.1:", "DEMO_ADMIN_PASSWORD", "role=client");
    assertThat(run(new StatusCommand())).isEqualTo(ExitCode.OK);

    assertThat(run(new DownCommand())).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("Keycloak is stopped.");
    assertThat(run(new StatusCommand())).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void noSecretIsShown() throws IOException {
    up(new StubProvisioner());
    run(new StatusCommand(), "--output", "json");

    List<String> secrets =
        Files.readAllLines(home.resolve("secrets.env")).stream()
            .map(line -> line.substring(line.indexOf('=') + 1))
            .toList();
    assertThat(secrets).hasSize(4).allMatch(secret -> secret.length() == 43);
    assertThat(out.toString() + err).doesNotContain(secrets).contains("STUB_SERVICE_SECRET");
  }

  private Map<String, String> seen(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("FEDREALM_HOME", home.toString());
    return RunningServer.environment(environment).orElseThrow();
  }

  @Test
  void aCommandThatIsToldNoServerFindsTheOneThatRunsWithItsAccountSecretsAndValues()
      throws IOException {
    up(new StubProvisioner());
    Files.writeString(home.resolve("values.env"), "SITE=one\n");

    Map<String, String> seen =
        seen(
            Map.of(
                "FEDREALM_ADMIN_USERNAME", "root",
                "FEDREALM_ADMIN_PASSWORD_FILE", "/run/secrets/password",
                "FEDREALM_ADMIN_CLIENT_SECRET", "of-another-server"));

    assertThat(seen)
        .containsEntry("FEDREALM_ADMIN_CLIENT_ID", "fedrealm")
        .containsEntry("FEDREALM_VALUES_FILE", home.resolve("values.env").toString())
        .containsEntry("FEDREALM_REALM", "Demo")
        .containsKey("STUB_SERVICE_SECRET")
        .doesNotContainKeys("FEDREALM_ADMIN_USERNAME", "FEDREALM_ADMIN_PASSWORD_FILE")
        .doesNotContainValue("of-another-server");
    assertThat(seen.get("FEDREALM_SERVER_URL")).startsWith("http://127.0.0.1:");
    assertThat(seen(Map.of("STUB_SERVICE_SECRET", "mine")))
        .containsEntry("STUB_SERVICE_SECRET", "mine");
  }

  @Test
  void itSaysSoInOneLineAndOnlyWhenNoServerIsNamed() {
    up(new StubProvisioner());
    Map<String, String> local = Map.of("FEDREALM_HOME", home.toString());
    Map<String, String> named =
        Map.of("FEDREALM_HOME", home.toString(), "FEDREALM_SERVER_URL", "http://127.0.0.1:9");

    assertThat(CliSupport.run(local, "keys", "list").err())
        .startsWith("Server: the local one, http://127.0.0.1:")
        .contains("(another one: --server URL or FEDREALM_SERVER_URL)");
    assertThat(CliSupport.run(named, "keys", "list").err()).doesNotContain("the local one");
    assertThat(CliSupport.run(local, "keys", "list", "--server", "http://127.0.0.1:9").err())
        .doesNotContain("the local one");
    assertThat(CliSupport.run(local, "keys", "list", "--quiet").err())
        .doesNotContain("the local one");
    run(new DownCommand());
    assertThat(CliSupport.run(local, "keys", "list").err()).doesNotContain("the local one");
  }

  @Test
  void theSecondUpGoesOnWithTheServerThatRuns() {
    up(new StubProvisioner());

    assertThat(up(new StubProvisioner())).isEqualTo(ExitCode.OK);

    assertThat(err.toString()).containsOnlyOnce("Starting Keycloak:");
    assertThat(err.toString()).contains("Keycloak is already running at");
  }

  @Test
  void aFailureStopsWhatWasStartedForIt() {
    Provisioner failing =
        new StubProvisioner() {
          @Override
          public List<ProvisionedRealm> apply(
              URI serverUrl,
              String adminClientId,
              String adminClientSecret,
              Map<String, String> variables,
              List<String> templates,
              StepReporter progress) {
            throw new CommandException(ExitCode.USAGE, "The template is wrong.");
          }
        };

    assertThat(up(failing)).isEqualTo(ExitCode.USAGE);

    assertThat(err.toString()).contains("Applying templates: failed", "The template is wrong.");
    assertThat(run(new StatusCommand())).isEqualTo(ExitCode.FAILED);
    assertThat(home.resolve("server.json")).doesNotExist();
  }

  @Test
  void aMissingValueIsSaidBeforeAnythingIsStarted() {
    Provisioner demanding =
        new StubProvisioner() {
          @Override
          public Set<TemplateVariable> variables(List<String> templates) {
            return Set.of(new TemplateVariable("TEST_NOT_SET", false, true));
          }
        };

    assertThat(up(demanding)).isEqualTo(ExitCode.USAGE);

    assertThat(err.toString()).contains("TEST_NOT_SET is not set");
    assertThat(home.resolve("log/server.log")).doesNotExist();
  }
}
