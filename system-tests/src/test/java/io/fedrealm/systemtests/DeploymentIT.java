package io.fedrealm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fedrealm.systemtests.support.Cli;
import io.fedrealm.systemtests.support.Deployment;
import io.fedrealm.systemtests.support.Docker;
import io.fedrealm.systemtests.support.Jwt;
import io.fedrealm.systemtests.support.RawHttp;
import io.fedrealm.systemtests.support.SilentBodies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code docker compose up} as docs/deploy.md says, with FLNet's path {@code /auth} and a
 * certificate of one's own.
 */
class DeploymentIT {

  private static final String PROJECT = "fedrealm-deployment-it";

  /** Answered with an error page, and an event. */
  private static final String UNKNOWN_CLIENT =
      "/auth/realms/api/protocol/openid-connect/auth?client_id=nobody&response_type=code";

  private static Deployment deployment;
  private static String firstRun;
  private static RawHttp https;

  @BeforeAll
  static void up() {
    String tag = Docker.images("deployment", "/auth");
    deployment =
        Deployment.prepare(
            PROJECT,
            tag,
            Map.of(
                "HTTP_RELATIVE_PATH", "/auth",
                "PUBLIC_URL", "https://localhost:PORT/auth",
                "PUBLISH", "127.0.0.1:0",
                "PUBLISH_TLS", "127.0.0.1:PORT",
                "FEDREALM_TEMPLATES", "flnet-client flnet-platform fedn nvflare flower api"),
            "compose.yaml",
            "compose.tls.yaml");
    https = deployment.https();
    firstRun = deployment.up();
    https.await("/auth/realms/api");
  }

  @AfterAll
  static void down() {
    if (deployment != null) {
      deployment.close();
    }
  }

  @Test
  void upEndsWithRealmsThatIssueTokensForThePublicAddress() throws IOException {
    assertThat(firstRun).contains("to create").doesNotContain("No changes.");
    String issuer = "https://localhost:" + deployment.port() + "/auth/realms/api";

    JsonNode answer =
        new ObjectMapper()
            .readTree(
                https.post(
                    "/auth/realms/api/protocol/openid-connect/token",
                    Map.of(
                        "grant_type", "client_credentials",
                        "client_id", "api-reader",
                        "client_secret", deployment.secrets().get("API_READER_SECRET"))));

    Jwt token = Jwt.decode(answer.path("access_token").asText());
    assertThat(token.header().path("alg").asText()).isEqualTo("RS256");
    assertThat(token.claims().path("iss").asText()).isEqualTo(issuer);
  }

  @Test
  void upAgainChangesNothing() {
    assertThat(deployment.up().substring(firstRun.length())).contains("No changes.");
  }

  @Test
  void aTemplateOfOnesOwnNeedsItsFolderAndTheFilesOfItsSecretsOnly() throws IOException {
    Path folder = Files.createDirectories(Cli.work().resolve("docker/own-realms"));
    String client = "{\"clientId\": \"mine\", \"secret\": \"${MINE_SECRET}\"}";
    Files.writeString(
        folder.resolve("mine.json"), "{\"realm\": \"mine\", \"clients\": [" + client + "]}");
    deployment.addSecret("MINE_SECRET", "canary-mine-5b7d9f1c3e2a4680");

    Cli.Result plan =
        deployment.compose(
            "run",
            "--rm",
            "--no-deps",
            "--volume",
            folder + ":/realms:ro",
            "provisioning",
            "plan",
            "/realms/mine.json");

    assertThat(plan.out()).as(plan.output()).contains("+ client mine");
    assertThat(plan.output()).doesNotContain("canary-mine");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/auth/admin/",
        "/auth/admin/master/console/",
        "/auth/admin/realms",
        "/auth/realms/master",
        "/auth/realms/master/protocol/openid-connect/token",
        "/auth/realms%2fmaster",
        "/auth/%61dmin/",
        "/auth//admin/",
        "/auth/realms/api/../master",
        "/auth/realms/api/%2e%2e/master",
        "/auth/admin;x=1/",
        "/auth/metrics",
        "/auth/health/ready"
      })
  void nothingOfTheAdministrationIsToBeHadAtThePublicAddress(String path) {
    assertThat(https.status(path)).isIn(400, 404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/auth/realms/api/.well-known/openid-configuration",
        "/auth/realms/FLNet-Client/protocol/openid-connect/certs",
        "/auth/realms/FLNet-Client/account/"
      })
  void whatApplicationsAndPeopleNeedIsThere(String path) {
    assertThat(https.status(path)).isEqualTo(200);
  }

  @Test
  void forgedForwardingHeadersChangeNothing() {
    String discovery =
        https.get(
            "/auth/realms/api/.well-known/openid-configuration",
            "X-Forwarded-Host",
            "evil.example",
            "X-Forwarded-Proto",
            "http",
            "Forwarded",
            "host=evil.example");

    assertThat(discovery).doesNotContain("evil.example").doesNotContain("\"http://");
    https.get(UNKNOWN_CLIENT, "X-Forwarded-For", "192.0.2.99, 192.0.2.98");
    assertThat(deployment.addressOfTheLastEvent()).isNotEmpty().doesNotContain("192.0.2.");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 20_000, 35_000})
  void eightyBodiesThatDoNotComeTakeNothingFromTheOtherRealms(int begun) {
    String token = "/auth/realms/api/protocol/openid-connect/token";
    String type = "application/x-www-form-urlencoded";

    try (SilentBodies bodies = SilentBodies.send(80, https::connect, token, type, begun)) {
      for (int request = 0; request < 20; request++) {
        Instant begin = Instant.now();
        assertThat(https.status("/auth/realms/fedn/.well-known/openid-configuration"))
            .isEqualTo(200);
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(2));
      }
      assertThat(bodies.answers(Duration.ofSeconds(15)))
          .containsOnly(begun < 28_672 ? "HTTP/1.1 408" : "HTTP/1.1 413");
    }
  }

  @Test
  void anAddressHasTwoHundredConnectionsAndNoMore() {
    String token = "/auth/realms/api/protocol/openid-connect/token";
    String type = "application/x-www-form-urlencoded";

    try (SilentBodies bodies = SilentBodies.send(199, https::connect, token, type, 0)) {
      assertThat(bodies.sent()).isEqualTo(199);
      // The HTTP client of this test has one or two.
      assertThatThrownBy(() -> SilentBodies.send(20, https::connect, token, type, 0))
          .isInstanceOf(UncheckedIOException.class);
    }
  }

  @Test
  void theRootFileSystemsAreReadOnlyAndNothingMayGainPrivileges() throws IOException {
    for (String service : new String[] {"database", "keycloak", "proxy", "provisioning"}) {
      JsonNode host = inspect(service).path("HostConfig");
      assertThat(host.path("ReadonlyRootfs").asBoolean()).as(service).isTrue();
      assertThat(host.at("/CapDrop/0").asText()).as(service).isEqualTo("ALL");
      assertThat(host.path("SecurityOpt").toString()).contains("no-new-privileges");
    }
    for (String service : new String[] {"keycloak", "proxy", "provisioning"}) {
      assertThat(inspect(service).at("/Config/User").asText()).doesNotStartWith("0");
    }
    assertThat(inspect("database").at("/NetworkSettings/Ports/5432~1tcp").isEmpty()).isTrue();
    assertThat(inspect("keycloak").at("/NetworkSettings/Ports/8080~1tcp").isEmpty()).isTrue();
  }

  @Test
  void onlyWhoHasBusinessWithEachOtherIsOnANetworkWithIt() throws IOException {
    assertThat(networks("database")).containsExactly("database");
    assertThat(networks("proxy")).containsExactly("proxy");
    assertThat(networks("provisioning")).containsExactly("services");
    assertThat(networks("keycloak")).containsExactly("database", "proxy", "services");
    for (String network : new String[] {"database", "services"}) {
      String internal = deployment.network(network);
      assertThat(Docker.out("network", "inspect", "-f", "{{.Internal}}", internal).strip())
          .as(network)
          .isEqualTo("true");
    }
  }

  private static List<String> networks(String service) throws IOException {
    List<String> networks = new ArrayList<>();
    inspect(service)
        .at("/NetworkSettings/Networks")
        .fieldNames()
        .forEachRemaining(name -> networks.add(name.replaceAll(".*_", "")));
    Collections.sort(networks);
    return networks;
  }

  @Test
  void forwardingHeadersOfAContainerThatIsNoProxyAreNotBelieved() {
    String answer =
        Docker.out(
            "run",
            "--rm",
            "--network=" + deployment.network("services"),
            "--entrypoint=bash",
            Docker.out("inspect", "-f", "{{.Image}}", deployment.container("keycloak")).strip(),
            "-c",
            "exec 3<>/dev/tcp/keycloak/8080; printf 'GET "
                + UNKNOWN_CLIENT
                + " HTTP/1.1\\r\\n"
                + "Host: keycloak\\r\\nX-Forwarded-For: 192.0.2.99\\r\\n"
                + "Connection: close\\r\\n\\r\\n' >&3; cat <&3");

    assertThat(answer).startsWith("HTTP/1.1 4");
    assertThat(deployment.addressOfTheLastEvent()).isNotEmpty().doesNotContain("192.0.2.");
  }

  @Test
  void noSecretStandsInALogOrInTheSettingsOfAContainer() {
    for (String service : new String[] {"database", "keycloak", "proxy", "provisioning"}) {
      String log = deployment.log(service);
      String settings = Docker.out("inspect", deployment.container(service));
      deployment
          .secrets()
          .forEach(
              (name, secret) -> {
                assertThat(log.contains(secret)).as(name + " in the log of " + service).isFalse();
                assertThat(settings.contains(secret)).as(name + " in " + service).isFalse();
              });
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"keycloak", "provisioning"})
  void noSecretStandsInAnImage(String service) {
    String image = Docker.out("inspect", "-f", "{{.Image}}", deployment.container(service)).strip();
    String found =
        Docker.out(
            "run",
            "--rm",
            "--user=0",
            "--entrypoint=bash",
            "--volume=" + deployment.secretsFolder() + ":/canaries:ro",
            image,
            "-c",
            "for file in /canaries/*_{SECRET,PASSWORD}; do cat $file; echo; done >/tmp/patterns;"
                + " grep -rlFf /tmp/patterns /opt /etc /usr /root /home /var || true;"
                + " wc -l </tmp/patterns");

    assertThat(found.strip()).as("only the number of canaries").matches("[12][0-9]");
    String history = Docker.out("history", "--no-trunc", image);
    deployment.secrets().values().forEach(it -> assertThat(history.contains(it)).isFalse());
  }

  private static JsonNode inspect(String service) throws IOException {
    return new ObjectMapper()
        .readTree(Docker.out("inspect", deployment.container(service)))
        .path(0);
  }
}
