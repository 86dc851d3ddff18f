package io.fedrealm.provisioning.local.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedrealm.provisioning.local.LocalSupport;
import io.fedrealm.provisioning.secret.SecretsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerCommandTest {

  @TempDir private Path folder;

  private Tool tool(Map<String, String> environment, SecretsFile secrets) {
    return command().tool(environment, secrets);
  }

  private ServerCommand command() {
    return new ServerCommand(new Home(folder), folder.resolve("keycloak"), 8181, 9191);
  }

  private SecretsFile secrets() {
    SecretsFile secrets = SecretsFile.open(folder.resolve("secrets.env"));
    secrets.generate(AdminAccount.VARIABLES);
    return secrets;
  }

  @Test
  void everythingListensOnTheLoopbackAddressOnly() {
    assertThat(tool(Map.of(), null).command())
        .contains(
            folder + "/keycloak/bin/kc.sh",
            "start",
            "--optimized",
            "--http-host=127.0.0.1",
            "--http-port=8181",
            "--http-management-host=127.0.0.1",
            "--http-management-port=9191",
            "--hostname=http://127.0.0.1:8181");
    assertThat(command().url()).isEqualTo("http://127.0.0.1:8181");
  }

  @Test
  void theServerIsStartedWithTheExtensionsServerWidePolicies() throws IOException {
    Path profile = Path.of("../spi-extensions/src/main/resources/fl-security-profile.json");

    assertThat(tool(Map.of(), null).command())
        .contains("--spi-security-profile--default--name=fl-security-profile");
    assertThat(Files.readString(profile)).contains("fl-client-policies");
  }

  @Test
  void theDatabaseLiesOutsideTheDistribution() {
    assertThat(tool(Map.of(), null).command())
        .anyMatch(argument -> argument.startsWith("--db-url=jdbc:h2:file:" + folder + "/data/"));
  }

  @Test
  void aNewDatabaseGetsItsAccountsByTheEnvironmentAndNeverByArguments() {
    SecretsFile secrets = secrets();

    Tool tool = tool(Map.of(), secrets);

    assertThat(tool.environment())
        .containsEntry("KC_BOOTSTRAP_ADMIN_CLIENT_ID", "fedrealm")
        .containsEntry(
            "KC_BOOTSTRAP_ADMIN_CLIENT_SECRET", secrets.get("FEDREALM_ADMIN_CLIENT_SECRET"))
        .containsEntry("KC_BOOTSTRAP_ADMIN_USERNAME", "admin")
        .containsEntry("KC_BOOTSTRAP_ADMIN_PASSWORD", secrets.get("FEDREALM_ADMIN_PASSWORD"));
    secrets
        .values()
        .values()
        .forEach(value -> assertThat(tool.command()).noneMatch(part -> part.contains(value)));
  }

  @Test
  void anExistingDatabaseGetsNoAccounts() {
    assertThat(tool(Map.of(), null).environment().keySet())
        .noneMatch(name -> name.startsWith("KC_BOOTSTRAP"));
  }

  @Test
  void theOperatorsOwnKeycloakSettingsAndSecretsStayOutside() {
    Map<String, String> environment =
        Map.of("KC_DB", "postgres", "JAVA_OPTS", "-Xmx9g", "API_SECRET", "x", "JAVA_HOME", "/jdk");

    assertThat(tool(environment, null).environment())
        .containsEntry("JAVA_HOME", "/jdk")
        .containsKeys("JAVA_OPTS_APPEND", "JAVA_OPTS_KC_HEAP")
        .doesNotContainKeys("KC_DB", "JAVA_OPTS", "API_SECRET");
  }

  @Test
  void theServerGetsASessionOfItsOwn() throws IOException {
    LocalSupport.script(folder.resolve("setsid"));

    assertThat(tool(Map.of("PATH", folder.toString()), null).command())
        .startsWith(folder + "/setsid");
    assertThat(tool(Map.of("PATH", "/does/not/exist"), null).command()).startsWith("nohup");
  }
}
