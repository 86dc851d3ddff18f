package io.fedrealm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.systemtests.support.Cli;
import io.fedrealm.systemtests.support.FlnetRealms;
import io.fedrealm.systemtests.support.Http;
import io.fedrealm.systemtests.support.Jwt;
import io.fedrealm.systemtests.support.LocalKeycloak;
import io.fedrealm.systemtests.support.RealmClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A hospital's Keycloak vouches for its services at FLNet's platform; no secret is exchanged. */
@ExtendWith(LocalKeycloak.class)
class FlnetFederationIT {

  private static final String PLATFORM = "flnet-platform-federated";
  private static final String HOSPITAL = "flnet-hospital-federated";

  @TempDir private static Path folder;

  private static LocalKeycloak.Server server;
  private static RealmClient platform;
  private static List<String> lyon;

  @BeforeAll
  static void aHospitalJoinsAPlatform(LocalKeycloak.Server shared) {
    server = shared;
    platform = server.realm(PLATFORM);
    server.apply("flnet-platform", FlnetRealms.platform(PLATFORM));
    server.apply("flnet-client", FlnetRealms.client(HOSPITAL));
    lyon = offered("platform-link");
    expectDone(add("lyon", lyon));
  }

  @Test
  void aServiceThatItsOwnKeycloakVouchesForIsKnownAsItsSite() throws IOException {
    Jwt token = RealmClient.accessToken(shown(assertion("platform-link"), Map.of()));

    JsonNode claims = token.claims();
    assertThat(token.header().path("alg").asText()).isEqualTo("RS256");
    assertThat(claims.path("fl_site").asText()).isEqualTo("lyon");
    assertThat(claims.path("azp").asText()).isEqualTo("flnet:lyon");
    assertThat(claims.path("aud").asText()).isEqualTo("database-api");
    assertThat(claims.at("/resource_access/database-api/roles").valueStream())
        .map(JsonNode::asText)
        .containsExactly("fl-site");
    assertThat(claims.path("resource_access")).hasSize(1);
  }

  @Test
  void nothingThatThePlatformGivesTheSiteIsASecret() throws IOException {
    Path file = folder.resolve("lyon").resolve("local-learning-secrets.env");

    assertThat(folder.resolve("lyon").toFile().list()).containsExactly(file.getFileName() + "");
    assertThat(Files.readString(file))
        .contains("QUARKUS_OIDC_CLIENT_GLOBAL_WEBSOCKET_CREDENTIALS_JWT_SOURCE=bearer")
        .doesNotContain("SECRET=", "PASSWORD");
    JsonNode client = server.admin().get(PLATFORM + "/clients?clientId=flnet:lyon").path(0);
    assertThat(client.path("clientAuthenticatorType").asText()).isEqualTo("federated-jwt");
  }

  @Test
  void aWatchedFileIsReplacedInTimeAndAlwaysWhole() throws Exception {
    Path file = folder.resolve("watched.jwt");
    Cli.Running watch =
        Cli.start(
            link(HOSPITAL, "platform-link"),
            "federation",
            "assertion",
            "--realm",
            HOSPITAL,
            "--out",
            file.toString(),
            "--watch",
            "--every",
            "5");
    try {
      await(() -> Files.exists(file));
      String first = Files.readString(file);
      assertThat(shown(first, Map.of()).status()).isEqualTo(200);
      await(() -> !Files.readString(file).equals(first));
      assertThat(shown(Files.readString(file), Map.of()).status()).isEqualTo(200);
    } finally {
      watch.kill();
    }
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    Instant end = Instant.now().plusSeconds(60);
    while (!condition.call()) {
      assertThat(Instant.now()).isBefore(end);
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
  }

  @Test
  void anAssertionIsTakenOnce() throws IOException {
    String assertion = assertion("platform-link");

    assertThat(shown(assertion, Map.of()).status()).isEqualTo(200);
    assertRefused(shown(assertion, Map.of()));
  }

  @Test
  void anAssertionIsForItsOwnSiteAlone() throws IOException {
    expectDone(cli("site", "add", "nice", "--realm", PLATFORM, "--out", folder.toString()));

    assertRefused(shown(assertion("platform-link"), Map.of("client_id", "flnet:nice")));
  }

  @Test
  void aTokenOfAnotherClientOfTheHospitalVouchesForNobody() throws IOException {
    offered("another-link");

    assertRefused(shown(assertion("another-link"), Map.of()));
  }

  @Test
  void aTokenThatIsForAnotherPlatformIsRefused() throws IOException {
    offered("elsewhere-link", "https://elsewhere.example/realms/platform");

    assertRefused(shown(assertion("elsewhere-link"), Map.of()));
    assertRefused(shown(assertion("elsewhere-link"), Map.of("client_id", "flnet:lyon")));
  }

  @Test
  void aTokenThatThePlatformItselfHasIssuedVouchesForNobody() throws IOException {
    JsonNode own = shown(assertion("platform-link"), Map.of()).json();

    assertRefused(shown(own.path("access_token").asText(), Map.of()));
  }

  @Test
  void aSecondSiteOfTheSameIssuerIsRefusedBeforeAnythingIsMade() {
    Cli.Result refused = add("lille", lyon);

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("one site for each issuer", "site-lyon");
    assertThat(server.admin().get(PLATFORM + "/clients?clientId=flnet:lille")).isEmpty();
  }

  @Test
  void thePlatformLetsNoPersonInThroughIt() {
    JsonNode provider = server.admin().get(PLATFORM + "/identity-provider/instances/site-lyon");
    Cli.Result audit = cli("audit", "--realm", PLATFORM, "--fail-on", "medium");

    assertThat(provider.path("linkOnly").asBoolean()).isTrue();
    assertThat(provider.path("hideOnLogin").asBoolean()).isTrue();
    assertThat(audit.exitCode()).as(audit.output()).isZero();
  }

  @Test
  void theSiteIsStoppedAndGoneAsEveryOther() throws IOException {
    server.apply("flnet-client", FlnetRealms.client(HOSPITAL + "-2"));
    List<String> metz = offered(HOSPITAL + "-2", "platform-link", platform.issuer());
    expectDone(add("metz", metz));

    expectDone(cli("site", "disable", "metz", "--realm", PLATFORM));
    assertRefused(shown(assertion(HOSPITAL + "-2", "platform-link"), Map.of()));
    expectDone(cli("site", "enable", "metz", "--realm", PLATFORM));
    assertThat(shown(assertion(HOSPITAL + "-2", "platform-link"), Map.of()).status())
        .isEqualTo(200);
    expectDone(cli("site", "remove", "metz", "--realm", PLATFORM));

    assertRefused(shown(assertion(HOSPITAL + "-2", "platform-link"), Map.of()));
    assertThat(server.admin().get(PLATFORM + "/identity-provider/instances").toString())
        .doesNotContain("site-metz");
  }

  @Test
  void whatIsWrongIsSaidBeforeAnythingIsMade() {
    Cli.Result slash = add("brest", List.of("https://id.example/realms/x/", "abc"));
    Cli.Result plain = add("brest", List.of("http://id.example/realms/x", ""));
    Cli.Result none =
        cli("site", "add", "brest", "--realm", PLATFORM, "--issuer", "https://id.example/realms/x");

    assertThat(List.of(slash.exitCode(), plain.exitCode(), none.exitCode())).containsOnly(2);
    assertThat(slash.err()).contains("without a slash at the end");
    assertThat(plain.err()).contains("--issuer", "--subject");
    assertThat(none.err()).contains("for --auth federated alone");
  }

  private static Cli.Result add(String site, List<String> issuerAndSubject) {
    return cli(
        "site",
        "add",
        site,
        "--realm",
        PLATFORM,
        "--auth",
        "federated",
        "--issuer",
        issuerAndSubject.get(0),
        "--subject",
        issuerAndSubject.get(1),
        "--out",
        folder.toString());
  }

  /** What the hospital's operator reads out: issuer and subject. */
  private static List<String> offered(String link) {
    return offered(link, platform.issuer());
  }

  private static List<String> offered(String link, String audience) {
    return offered(HOSPITAL, link, audience);
  }

  private static List<String> offered(String realm, String link, String audience) {
    Cli.Result offer =
        cli(
            "federation",
            "offer",
            "--realm",
            realm,
            "--platform",
            audience,
            "--client",
            link,
            "--secret-out",
            secret(realm, link).toString());
    expectDone(offer);
    assertThat(offer.out()).startsWith("fedrealm site add NAME --auth federated --issuer ");
    String[] words = offer.out().strip().split(" ");
    return List.of(words[7], words[9]);
  }

  private static Path secret(String realm, String link) {
    return folder.resolve(realm + "." + link + ".secret");
  }

  private static String assertion(String link) throws IOException {
    return assertion(HOSPITAL, link);
  }

  private static String assertion(String realm, String link) throws IOException {
    Path file = folder.resolve(link + ".jwt");

    Cli.Result written =
        server.cli(
            link(realm, link),
            "federation",
            "assertion",
            "--realm",
            realm,
            "--client",
            link,
            "--out",
            file.toString());

    expectDone(written);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(written.output()).doesNotContain(Files.readString(file));
    return Files.readString(file);
  }

  private static Map<String, String> link(String realm, String link) {
    Map<String, String> environment = new HashMap<>();
    environment.put("FEDREALM_SERVER_URL", server.url());
    environment.put("FEDREALM_LINK_SECRET_FILE", secret(realm, link).toString());
    return environment;
  }

  private static Http.Answer shown(String assertion, Map<String, String> more) {
    Map<String, String> form = new HashMap<>(more);
    form.put("grant_type", "client_credentials");
    form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    form.put("client_assertion", assertion);
    return platform.token(form);
  }

  private static void assertRefused(Http.Answer answer) {
    assertThat(answer.status()).isIn(400, 401);
    assertThat(answer.json().path("error").asText()).isIn("invalid_client", "unauthorized_client");
  }

  private static void expectDone(Cli.Result result) {
    assertThat(result.exitCode()).as(result.output()).isZero();
  }

  private static Cli.Result cli(String... arguments) {
    return server.cli(server.adminEnvironment(), arguments);
  }
}
