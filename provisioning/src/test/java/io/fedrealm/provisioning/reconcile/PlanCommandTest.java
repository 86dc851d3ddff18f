package io.fedrealm.provisioning.reconcile;

import static io.fedrealm.provisioning.CliSupport.environment;
import static io.fedrealm.provisioning.CliSupport.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.fedrealm.provisioning.CliSupport.Result;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.server.FakeKeycloak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCommandTest {

  private static final String SECRET = "canary-0123456789-abcdef";

  @TempDir private Path folder;
  private final FakeKeycloak server = new FakeKeycloak();
  private String template;

  @BeforeEach
  void writeTemplate() throws IOException {
    template =
        file(
            "t.json",
            """
            {
              "realm": "r",
              "displayName": "${NAME}",
              "clients": [{"clientId": "c", "secret": "${C_SECRET}"}]
            }
            """);
    server.serverInfo("{\"systemInfo\":{\"version\":\"26.7.3\"}}");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private Map<String, String> complete() {
    return environment(server, "NAME", "New", "C_SECRET", SECRET);
  }

  private void live(String displayName, String secret) {
    server.realm(
        "r",
        """
        {"realm": "r", "displayName": "%s", "clients": [{"id": "1", "clientId": "c", "secret": "%s"}]}
        """
            .formatted(displayName, secret));
  }

  @Nested
  class WhenTheRealmIs {

    @Test
    void asTheTemplateSaysItEndsWithZero() {
      live("New", SECRET);

      assertThat(run(complete(), "plan", template))
          .isEqualTo(new Result(0, "Realm r\n  no changes\nNo changes.\n", ""));
    }

    @Test
    void differentItEndsWithThreeAndShowsEachField() {
      live("Old", "canary-other-secret");

      assertThat(run(complete(), "plan", template))
          .isEqualTo(
              new Result(
                  3,
                  """
                  Realm r
                    ~ realm
                        displayName: Old → New (from NAME)
                    ~ client c
                        secret: (sensitive, from C_SECRET)
                  0 to create, 2 to change.
                  """,
                  ""));
    }

    @Test
    void notThereItEndsWithThree() {
      Result result = run(complete(), "plan", template);

      assertThat(result.exitCode()).isEqualTo(ExitCode.CHANGES_PENDING);
      assertThat(result.out())
          .isEqualTo(
              """
              Realm r
                + realm
                    displayName from NAME
                + client c
                    secret from C_SECRET
              2 to create, 0 to change.
              """);
    }

    @Test
    void differentTheJsonOutputIsJsonAndNothingElse() {
      live("Old", SECRET);

      Result result = run(complete(), "plan", "-o", "JSON", template);

      assertThat(result.exitCode()).isEqualTo(ExitCode.CHANGES_PENDING);
      assertThat(result.out()).startsWith("{").endsWith("}\n").contains("\"schemaVersion\" : 1");
    }

    @Test
    void readNothingIsWritten() {
      live("Old", "canary-other-secret");

      run(complete(), "plan", template);

      assertThat(server.writes()).isEmpty();
      assertThat(server.requests()).hasSize(3);
    }
  }

  @Nested
  class NothingIsSentWhen {

    private void assertNothingSent(Result result, String... messages) {
      assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(result.err()).startsWith("Error: ").contains(messages);
      assertThat(result.out()).isEmpty();
      assertThat(server.logins()).isEmpty();
      assertThat(server.requests()).isEmpty();
    }

    @Test
    void variablesAreMissing() {
      assertNothingSent(
          run(environment(server), "plan", template),
          "2 problems:",
          ":3 $.displayName: the variable NAME is not set",
          ":4 $.clients[0].secret: the variable C_SECRET is not set");
    }

    @Test
    void aSecretIsNone() {
      assertNothingSent(
          run(environment(server, "NAME", "n", "C_SECRET", "canary"), "plan", template),
          "the variable's value is shorter than 16 characters");
    }

    @Test
    void theServerIsNotNamed() {
      assertNothingSent(
          run(Map.of("NAME", "n", "C_SECRET", SECRET), "plan", template),
          "give --server URL or set FEDREALM_SERVER_URL",
          "the admin account");
    }

    @Test
    void theAddressIsNone() {
      assertNothingSent(
          run(complete(), "plan", "--server", "localhost:8080", template),
          "is not the address of a server");
    }
  }

  @Nested
  class TheServer {

    @Test
    void thatIsNotThereGivesFour() {
      server.close();

      Result result = run(complete(), "plan", template);

      assertThat(result.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
      assertThat(result.err()).startsWith("Error: Keycloak cannot be reached at " + server.url());
    }

    @Test
    void thatDoesNotLetUsInGivesFourAndNoSecret() {
      Map<String, String> wrong = complete();
      wrong.put("FEDREALM_ADMIN_CLIENT_SECRET", "canary-wrong-secret");

      Result result = run(wrong, "plan", "--verbose", template);

      assertThat(result.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
      assertThat(result.err()).startsWith("Error: Login refused for tool in realm master of");
      assertThat(server.requests()).isEmpty();
    }

    @Test
    void thatLacksAMapperOrAReferenceGivesTwoWithAllOfThem() throws IOException {
      String dangling =
          file(
              "dangling.json",
              """
              {"realm": "r",
               "groups": [{"name": "g", "realmRoles": ["nobody"]}],
               "clients": [{"clientId": "c", "protocolMappers": [
                 {"name": "m", "protocol": "openid-connect", "protocolMapper": "fl-role-mapper",
                  "config": {"claim.name": "role",
                    "fl.role.table": "[{\\"key\\":\\"a\\",\\"value\\":\\"b\\"}]"}}]}]}
              """);

      Result result = run(complete(), "apply", dangling);

      assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(result.err())
          .contains("2 problems")
          .contains("the server has no protocol mapper \"fl-role-mapper\"")
          .contains("names the realm role \"nobody\"");
      assertThat(server.writes()).isEmpty();
    }
  }

  @Nested
  class AnError {

    @Test
    void isShownWithItsStackTraceWhenVerbose() {
      assertThat(run(environment(server), "plan", "-v", template).err())
          .contains("\tat io.fedrealm.provisioning");
    }

    @Test
    void isShownWithoutStackTraceOtherwise() {
      assertThat(run(environment(server), "plan", template).err()).doesNotContain("\tat ");
    }
  }
}
