package io.fedrealm.provisioning.fedn;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedrealm.provisioning.CliSupport;
import io.fedrealm.provisioning.CliSupport.Result;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.server.AdminApi;
import io.fedrealm.provisioning.server.FakeKeycloak;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FednEnvCommandTest {

  private static final String KEY = "A".repeat(64) + "B".repeat(10);
  private static final String PEM =
      "-----BEGIN PUBLIC KEY-----\n%s\nBBBBBBBBBB\n-----END PUBLIC KEY-----"
          .formatted("A".repeat(64));

  /** Two keys that verify, one switched off, one of another algorithm. */
  private static final String KEYS =
      """
      {"active": {"RS256": "new", "HS512": "h"},
       "keys": [
         {"kid": "new", "algorithm": "RS256", "status": "ACTIVE", "publicKey": "%s"},
         {"kid": "old", "algorithm": "RS256", "status": "PASSIVE", "publicKey": "T0xE"},
         {"kid": "off", "algorithm": "RS256", "status": "DISABLED", "publicKey": "T0ZG"},
         {"kid": "enc", "algorithm": "RSA-OAEP", "status": "ACTIVE", "publicKey": "RU5D"}]}
      """
          .formatted(KEY);

  private final FakeKeycloak server = new FakeKeycloak();

  @BeforeEach
  void start() {
    server
        .answer("GET", "/realms/fedn", 200, "{\"attributes\":{\"fl.framework\":\"fedn\"}}")
        .answer("GET", "/realms/fedn/keys", 200, KEYS);
  }

  private void scopes(String... scopes) {
    String json = "[" + String.join(",", scopes) + "]";
    server.answer("GET", "/realms/fedn/client-scopes", 200, json);
  }

  private static String scope(String project, String key) {
    return "{\"id\":\"s-%1$s\",\"name\":\"project:%1$s\",\"attributes\":{\"fl.fedn.key\":\"%2$s\"}}"
        .formatted(project, key);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aShellGetsTheKeyAsPemWithAlgorithmSchemeAndTheProjectAsClaim() {
    scopes(scope("demo", ""));

    Result result = env();

    assertThat(result.out())
        .isEqualTo(
            """
            # FEDn's controller and combiners of project demo, key new
            export FEDN_JWT_ALGORITHM='RS256'
            export FEDN_AUTH_SCHEME='Bearer'
            export FEDN_JWT_CUSTOM_CLAIM_KEY='project'
            export FEDN_JWT_CUSTOM_CLAIM_VALUE='demo'
            export FEDN_JWT_SECRET_KEY='%s'
            """
                .formatted(PEM));
    assertThat(result.exitCode()).isZero();
  }

  @Test
  void aComposeFileAndKubernetesGetTheSameAsYaml() {
    scopes(scope("demo", "new"));

    for (String format : new String[] {"compose", "kubernetes"}) {
      assertThat(env("--format", format).out())
          .contains("  FEDN_JWT_CUSTOM_CLAIM_VALUE: \"demo\"\n")
          .contains("  FEDN_JWT_SECRET_KEY: |-\n    -----BEGIN PUBLIC KEY-----\n    AAAA");
    }
  }

  @Test
  void theRealmNotesWhichKeyWasHandedOut() {
    scopes(scope("demo", "old"));

    env();

    assertThat(server.writes())
        .singleElement()
        .satisfies(
            write ->
                assertThat(write)
                    .startsWith("PUT /realms/fedn/client-scopes/s-demo ")
                    .contains("\"fl.fedn.key\":\"new\""));
  }

  @Test
  void whatIsNotedAlreadyIsNotWrittenAgain() {
    scopes(scope("demo", "new"));

    env();

    assertThat(server.writes()).isEmpty();
  }

  @Test
  void anAccountThatMayOnlyReadGetsItsAnswerAndIsTold() {
    scopes(scope("demo", ""));
    server.answer("PUT", "/realms/fedn/client-scopes/s-demo", 403, "{}");

    Result result = env();

    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).contains(PEM);
    assertThat(result.err()).contains("Not noted in the realm");
  }

  @Test
  void anotherKeyCanBeAskedForAndOneThatIsSwitchedOffCannot() {
    scopes(scope("demo", ""));

    assertThat(env("--key", "old").out()).contains("T0xE");

    Result result = env("--key", "off");
    assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("has no RS256 key off. It has: new, old");
  }

  @Test
  void aKeyThatTheRealmSignsWithNoMoreIsStale() {
    scopes(
        scope("a", "old"),
        scope("b", "off"),
        scope("c", "new"),
        scope("d", ""),
        "{\"name\":\"x\"}");

    try (AdminApi api = new AdminApi(server.access())) {
      assertThat(StaleKeys.of(api, "fedn"))
          .containsExactly(
              new StaleKeys.StaleKey("a", "old", "new", true),
              new StaleKeys.StaleKey("b", "off", "new", false));
    }
  }

  @Test
  void whereNoKeyWasHandedOutTheKeysAreNotRead() {
    scopes(scope("d", ""));

    try (AdminApi api = new AdminApi(server.access())) {
      assertThat(StaleKeys.of(api, "fedn")).isEmpty();
    }
    assertThat(server.requests()).hasSize(1);
  }

  private Result env(String... options) {
    String[] arguments =
        java.util.Arrays.copyOf(
            new String[] {"fedn", "env", "--project", "demo"}, 4 + options.length);
    System.arraycopy(options, 0, arguments, 4, options.length);
    Map<String, String> environment = new HashMap<>(CliSupport.environment(server));
    environment.put("FEDREALM_REALM", "fedn");
    return CliSupport.run(environment, arguments);
  }
}
