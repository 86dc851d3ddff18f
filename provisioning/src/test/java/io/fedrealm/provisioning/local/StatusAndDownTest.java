package io.fedrealm.provisioning.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fedrealm.provisioning.local.server.Home;
import io.fedrealm.provisioning.local.server.ServerStateTest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class StatusAndDownTest {

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();

  @BeforeEach
  void setCheckout() {
    System.setProperty(LocalOptions.CHECKOUT_PROPERTY, folder.toString());
  }

  @AfterEach
  void clearCheckout() {
    System.clearProperty(LocalOptions.CHECKOUT_PROPERTY);
  }

  private int run(Object command, String... arguments) {
    return new CommandLine(command).setOut(new PrintWriter(out)).execute(arguments);
  }

  @Test
  void withoutAServerStatusEndsWithOneAndCreatesNothing() throws IOException {
    assertThat(run(new StatusCommand(), "--output", "json")).isEqualTo(1);

    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.path("running").asBoolean(true)).isFalse();
    assertThat(json.path("secretsFile").asText()).isEqualTo(folder + "/.fedrealm/secrets.env");
    assertThat(json.has("url")).isFalse();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void withoutAServerDownHasNothingToDo() {
    assertThat(run(new DownCommand(), "--home", folder.resolve("h").toString())).isZero();

    assertThat(out.toString()).contains("is not running");
  }

  @Test
  void downForgetsAServerThatHasDied() {
    Home home = LocalSupport.home(folder);
    ServerStateTest.state(ProcessHandle.current().pid(), 1, 1).write(home);

    assertThat(run(new DownCommand(), "--home", home.path().toString())).isZero();

    assertThat(home.state()).doesNotExist();
    assertThat(ProcessHandle.current().isAlive()).isTrue();
  }

  @Test
  void scriptsFindEverythingThatTheyNeed() throws IOException {
    Home home = new Home(folder);

    StatusReport report =
        new StatusReport(home, Optional.of(ServerStateTest.state(7, 1, 9000)), true);

    assertThat(new ObjectMapper().readTree(report.json().toString()))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {
                      "running": true,
                      "home": "%1$s",
                      "secretsFile": "%1$s/secrets.env",
                      "log": "%1$s/log/server.log",
                      "pid": 7,
                      "keycloakVersion": "26.7.3",
                      "url": "http://127.0.0.1:8080",
                      "managementUrl": "http://127.0.0.1:9000",
                      "adminConsole": "http://127.0.0.1:8080/admin/",
                      "adminUser": "admin",
                      "adminPasswordVariable": "FEDREALM_ADMIN_PASSWORD",
                      "adminClientId": "fedrealm",
                      "adminClientSecretVariable": "FEDREALM_ADMIN_CLIENT_SECRET",
                      "realms": [{
                        "realm": "fedn",
                        "issuer": "http://127.0.0.1:8080/realms/fedn",
                        "users": [{
                          "username": "demo-admin",
                          "group": "demo:admin",
                          "passwordVariable": "FEDN_DEMO_ADMIN_PASSWORD"
                        }],
                        "services": [{
                          "clientId": "fedn-client",
                          "scope": "role:client",
                          "tokenEndpoint": "http://x/token",
                          "secretVariable": "FEDN_CLIENT_SECRET"
                        }]
                      }]
                    }
                    """
                        .formatted(folder)));
  }

  @Test
  void aServerThatDoesNotAnswerIsNotRunningForScripts() {
    StatusReport report =
        new StatusReport(new Home(folder), Optional.of(ServerStateTest.state(7, 1, 9000)), false);

    report.print(line -> out.append(line).append('\n'));

    assertThat(report.json().path("running").asBoolean(true)).isFalse();
    assertThat(out.toString()).contains("does not answer");
  }
}
