package io.fedrealm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dasniko.testcontainers.keycloak.KeycloakContainer;
import io.fedrealm.systemtests.support.Docker;
import io.fedrealm.systemtests.support.Http;
import io.fedrealm.systemtests.support.Jwt;
import io.fedrealm.systemtests.support.RealmClient;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.Wait;

/**
 * The images in a test of an application, by testcontainers-keycloak: the example of
 * docs/deploy.md.
 */
class KeycloakContainerIT {

  private static final String READER_SECRET = "canary-reader-29f5b1c07d3e";
  private static final String WRITER_SECRET = "canary-writer-b84a6de1702f";
  private static final String DATABASE_PASSWORD = "canary-database-5e90c3";

  private static Network network;
  private static GenericContainer<?> database;
  private static KeycloakContainer keycloak;

  @BeforeAll
  static void start() {
    String tag = Docker.images("testcontainers", "/");
    network = Network.newNetwork();
    database =
        new GenericContainer<>(Docker.postgresImage())
            .withNetwork(network)
            .withNetworkAliases("database")
            .withEnv("POSTGRES_DB", "keycloak")
            .withEnv("POSTGRES_USER", "keycloak")
            .withEnv("POSTGRES_PASSWORD", DATABASE_PASSWORD)
            .waitingFor(
                Wait.forSuccessfulCommand("pg_isready -h 127.0.0.1 -U keycloak -d keycloak"));
    keycloak =
        new KeycloakContainer("fedrealm/keycloak:" + tag)
            .withNetwork(network)
            .withNetworkAliases("keycloak")
            .withProductionMode()
            .withOptimizedFlag()
            .withEnv("KC_HTTP_ENABLED", "true")
            .withEnv("KC_HOSTNAME_STRICT", "false")
            .withEnv("KC_DB_URL", "jdbc:postgresql://database:5432/keycloak")
            .withEnv("KC_DB_USERNAME", "keycloak")
            .withEnv("KC_DB_PASSWORD", DATABASE_PASSWORD)
            .withEnv("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1")
            .withStartupTimeout(Duration.ofMinutes(5));
    database.start();
    keycloak.start();
    provision(tag);
  }

  private static void provision(String tag) {
    try (GenericContainer<?> job = new GenericContainer<>("fedrealm/provisioning:" + tag)) {
      job.withNetwork(network)
          .withCommand("apply", "api")
          .withEnv("FEDREALM_SERVER_URL", "http://keycloak:8080")
          .withEnv("FEDREALM_ALLOW_PLAIN_HTTP", "true")
          .withEnv("FEDREALM_ADMIN_USERNAME", keycloak.getAdminUsername())
          .withEnv("FEDREALM_ADMIN_PASSWORD", keycloak.getAdminPassword())
          .withEnv("API_READER_SECRET", READER_SECRET)
          .withEnv("API_WRITER_SECRET", WRITER_SECRET)
          .withStartupCheckStrategy(
              new OneShotStartupCheckStrategy().withTimeout(Duration.ofMinutes(2)))
          .start();
    }
  }

  @AfterAll
  static void stop() {
    for (AutoCloseable started : new AutoCloseable[] {keycloak, database, network}) {
      close(started);
    }
  }

  private static void close(AutoCloseable started) {
    try {
      if (started != null) {
        started.close();
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anApplicationsTestGetsATokenOfTheTemplatesRealm() {
    RealmClient api = new RealmClient(keycloak.getAuthServerUrl() + "/realms/api");

    Jwt token = api.serviceToken("api-reader", READER_SECRET, "");

    assertThat(token.header().path("alg").asText()).isEqualTo("RS256");
    assertThat(token.lifetime()).isEqualTo(180);
    assertThat(token.claims().path("iss").asText()).isEqualTo(api.issuer());
  }

  @Test
  void theServerWideProfileIsInForce() {
    RealmClient master = new RealmClient(keycloak.getAuthServerUrl() + "/realms/master");
    Http.Answer login =
        master.token(
            Map.of(
                "grant_type",
                "password",
                "client_id",
                "admin-cli",
                "username",
                keycloak.getAdminUsername(),
                "password",
                keycloak.getAdminPassword()));
    String policies = "/admin/realms/api/client-policies/policies?include-global-policies=true";

    Http.Answer answer =
        new Http()
            .get(
                keycloak.getAuthServerUrl() + policies,
                "Authorization",
                "Bearer " + login.json().path("access_token").asText());

    assertThat(answer.json().at("/globalPolicies/0/name").asText()).isEqualTo("fl-server-wide");
  }

  @Test
  void noSecretStandsInTheServersLog() {
    assertThat(keycloak.getLogs())
        .doesNotContain("canary-")
        .doesNotContain("password=" + keycloak.getAdminPassword());
  }
}
