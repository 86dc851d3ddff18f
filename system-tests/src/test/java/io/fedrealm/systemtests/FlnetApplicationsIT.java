package io.fedrealm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.systemtests.support.FlnetApplication;
import io.fedrealm.systemtests.support.FlnetApplications;
import io.fedrealm.systemtests.support.Http;
import io.fedrealm.systemtests.support.Jwt;
import io.fedrealm.systemtests.support.LocalKeycloak;
import io.fedrealm.systemtests.support.NodeSuite;
import io.fedrealm.systemtests.support.PythonSuite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * FLNet's own software with the realms of the templates: keycloak-js in a real browser, Quarkus
 * with the settings of FLNet's backends, FLNet's Python tool. What the browser does stands in
 * {@code src/test/flnet}, what the tool does in {@code src/test/python/flnet}.
 */
@ExtendWith(LocalKeycloak.class)
class FlnetApplicationsIT {

  private static final String ME = "/cohorts/me";
  private static final String AUDIT = "/apps/audit";
  private static final String RELAY = "/admin/orch/relay";
  private static final String MEMBERS = "/cohort/members";

  @TempDir private static Path folder;

  private static FlnetApplications applications;

  @BeforeAll
  static void start(LocalKeycloak.Server server) {
    applications = new FlnetApplications(server, folder);
  }

  @AfterAll
  static void stop() throws IOException {
    if (applications != null) {
      applications.close();
      noSecretAndNoTokenStandsInAnyLog();
    }
  }

  private static void noSecretAndNoTokenStandsInAnyLog() throws IOException {
    assertThat(applications.logs()).isNotEmpty();
    for (Path log : applications.logs()) {
      String text = Files.readString(log, StandardCharsets.ISO_8859_1);
      assertThat(text.contains("eyJ")).as("a token in " + log).isFalse();
      for (String secret : applications.secrets()) {
        assertThat(text.contains(secret)).as("a secret in " + log).isFalse();
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> keycloakJsInARealBrowser() {
    return new NodeSuite("flnet/page")
        .run(
            "FEDREALM_FLNET_REPORT",
            "TEST-flnet-page.xml",
            Map.of("FEDREALM_FLNET_SETUP", applications.pageSetup().toString()));
  }

  @TestFactory
  Stream<DynamicTest> flnetsPythonTool() {
    return new PythonSuite("flnet")
        .run(Map.of("FEDREALM_FLNET_TOOL_SETUP", applications.toolSetup().toString()));
  }

  @ParameterizedTest(name = "{1} of {0} at {2}: {3}")
  @CsvSource({
    "site, admin, " + AUDIT + ", 200",
    "site, admin, " + RELAY + ", 200",
    "site, member, " + ME + ", 200",
    "site, member, " + AUDIT + ", 403",
    "site, member, " + RELAY + ", 403",
    "site, clumsy, " + RELAY + ", 403",
    "site, stranger, " + ME + ", 200",
    "site, stranger, " + AUDIT + ", 403",
    "platform, admin, " + AUDIT + ", 200",
    "platform, admin, " + RELAY + ", 200",
    "platform, auditor, " + AUDIT + ", 200",
    "platform, auditor, " + RELAY + ", 403",
    "platform, member, " + ME + ", 200",
    "platform, member, " + AUDIT + ", 403",
    "platform, member, " + RELAY + ", 403",
    "platform, stranger, " + AUDIT + ", 403"
  })
  void theBackendLetsTheRightRolesInAndKeepsTheOthersOut(
      String name, String person, String path, int status) {
    FlnetApplication application = application(name);

    assertThat(application.ask(path, application.tokenOf(person)).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "site, admin, 'Admin,Data-Access-Manager,Data-Admin'",
    "site, stranger, ''",
    "platform, auditor, Auditor"
  })
  void theBackendKnowsAPersonByUsernameAndByTheRolesOfTheGroup(
      String name, String person, String roles) {
    FlnetApplication application = application(name);

    JsonNode me = application.ask(ME, application.tokenOf(person)).json();

    assertThat(me.path("user").asText()).isEqualTo(person);
    assertThat(String.join(",", me.path("roles").valueStream().map(JsonNode::asText).toList()))
        .isEqualTo(roles);
  }

  @ParameterizedTest
  @ValueSource(strings = {ME, AUDIT, RELAY, MEMBERS})
  void nobodyGetsInWithoutAToken(String path) {
    assertThat(applications.site().askWithoutToken(path).status()).isEqualTo(401);
    assertThat(applications.platform().askWithoutToken(path).status()).isEqualTo(401);
    assertThat(applications.site().ask(path, "not-a-token").status()).isEqualTo(401);
  }

  @Test
  void aTokenOfAnotherRealmIsRefusedThoughItHoldsTheRole() {
    String ofSite = applications.site().tokenOf("admin");
    String ofPlatform = applications.platform().tokenOf("admin");

    assertThat(applications.platform().ask(RELAY, ofSite).status()).isEqualTo(401);
    assertThat(applications.site().ask(RELAY, ofPlatform).status()).isEqualTo(401);
    assertThat(applications.shortLivedSite().ask(ME, ofSite).status()).isEqualTo(401);
  }

  @Test
  void aTokenWithARoleWrittenIntoItIsRefused() {
    FlnetApplication platform = applications.platform();
    String[] token = platform.tokenOf("member").split("\\.");
    String claims = new String(Base64.getUrlDecoder().decode(token[1]), StandardCharsets.UTF_8);
    String forged = encode(claims.replace("Data-Scientist", "Admin"));
    String unsigned = encode("{\"alg\":\"none\",\"typ\":\"JWT\"}");

    assertThat(claims).contains("Data-Scientist");
    assertThat(platform.ask(ME, String.join(".", token)).status()).isEqualTo(200);
    for (String forgery :
        List.of(
            token[0] + "." + forged + "." + token[2],
            unsigned + "." + forged + ".",
            token[0] + "." + forged + ".")) {
      assertThat(platform.ask(RELAY, forgery).status()).isEqualTo(401);
    }
  }

  @Test
  void anExpiredTokenIsRefused() {
    FlnetApplication site = applications.shortLivedSite();
    String token = site.tokenOf("member");
    Instant expiry = Instant.ofEpochSecond(Jwt.decode(token).claims().path("exp").asLong());

    assertThat(site.ask(ME, token).status()).isEqualTo(200);

    waitUntil(expiry.plusSeconds(1));
    assertThat(site.ask(ME, token).status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"site", "platform"})
  void theServiceAccountOfABackendHoldsNoRoleOfAPerson(String name) {
    FlnetApplication application = application(name);
    String token = application.serviceToken();

    assertThat(application.ask(AUDIT, token).status()).isEqualTo(403);
    assertThat(application.ask(RELAY, token).status()).isEqualTo(403);
    assertThat(application.ask(ME, token).json().path("roles")).isEmpty();
  }

  @Test
  void aBackendThatLooksAtTheAudienceTakesThePersonsTokenAndNotItsOwn() {
    FlnetApplication site = applications.shortLivedSite();

    assertThat(site.ask(ME, site.tokenOf("member")).status()).isEqualTo(200);
    assertThat(site.ask(ME, site.serviceToken()).status()).isEqualTo(401);
  }

  @Test
  void theSitesBackendMayListWhoCanBecomeAMemberAndThePlatformsMayNot() {
    Http.Answer ofSite = applications.site().ask(MEMBERS, applications.site().tokenOf("member"));
    Http.Answer ofPlatform =
        applications.platform().ask(MEMBERS, applications.platform().tokenOf("member"));

    assertThat(ofSite.json().valueStream().map(JsonNode::asText)).contains("member", "stranger");
    assertThat(ofPlatform.status()).isEqualTo(502);
  }

  private static FlnetApplication application(String name) {
    return name.equals("site") ? applications.site() : applications.platform();
  }

  private static void waitUntil(Instant instant) {
    long milliseconds = Math.max(0, Duration.between(Instant.now(), instant).toMillis());
    CompletableFuture.runAsync(
            () -> {}, CompletableFuture.delayedExecutor(milliseconds, TimeUnit.MILLISECONDS))
        .join();
  }

  private static String encode(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
