package io.fedrealm.systemtests;

import static io.fedrealm.systemtests.support.MaskedRealm.CANARY;
import static io.fedrealm.systemtests.support.MaskedRealm.LDAP;
import static io.fedrealm.systemtests.support.MaskedRealm.MAIL;
import static io.fedrealm.systemtests.support.MaskedRealm.MARKS;
import static io.fedrealm.systemtests.support.MaskedRealm.NAME;
import static io.fedrealm.systemtests.support.MaskedRealm.SITE;
import static io.fedrealm.systemtests.support.MaskedRealm.secret;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fedrealm.systemtests.support.Cli;
import io.fedrealm.systemtests.support.CountingProxy;
import io.fedrealm.systemtests.support.LocalKeycloak;
import io.fedrealm.systemtests.support.MaskedRealm;
import io.fedrealm.systemtests.support.SecretTakers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Secrets that Keycloak never shows again are drift when somebody changes them on the server. */
@ExtendWith(LocalKeycloak.class)
class SecretsChangedByHandIT {

  private static SecretTakers takers;

  @TempDir private Path folder;

  private LocalKeycloak.Server server;
  private MaskedRealm realm;

  @BeforeAll
  static void start() {
    takers = new SecretTakers();
  }

  @AfterAll
  static void stop() {
    takers.close();
  }

  @BeforeEach
  void makeRealm(LocalKeycloak.Server running) {
    server = running;
    realm = new MaskedRealm(server, takers, folder);
  }

  @ParameterizedTest
  @CsvSource({
    MAIL + ",realm smtpServer.password",
    SITE + ",identity_provider config.clientSecret",
    LDAP + ",component config.bindCredential"
  })
  void eachIsPlannedWrittenAndInPlaceThen(String variable, String field) throws IOException {
    realm.changeByHand(variable, "by-hand");

    Cli.Result plan = run(3, "old", "plan", "--output", "json");
    assertThat(fields(plan)).containsExactly(field);

    run(0, "old", "apply", "--quiet");
    assertThat(run(0, "old", "plan").out()).contains("No changes.").doesNotContain("not compared");
  }

  @Test
  void theServerHasThoseOfTheTemplateAgain() {
    for (String variable : List.of(MAIL, SITE, LDAP)) {
      realm.changeByHand(variable, "by-hand");
    }
    assertThat(takers.mailGoesOut(server.admin(), NAME, secret("by-hand", MAIL))).isTrue();

    run(0, "old", "apply", "--quiet");

    assertThat(takers.mailGoesOut(server.admin(), NAME, secret("old", MAIL))).isTrue();
    assertThat(takers.secretShown(server.realm(NAME), "site-1")).isEqualTo(secret("old", SITE));
  }

  @Test
  void aPlanAsksOnceMoreAndSendsNothing() {
    try (CountingProxy proxy = new CountingProxy(server.url())) {
      Map<String, String> environment = realm.environment("old");
      environment.put("FEDREALM_SERVER_URL", proxy.url());

      Cli.Result plan = realm.run(environment, "plan");

      assertThat(plan.exitCode()).as(plan.output()).isZero();
      assertThat(proxy.writes()).isEmpty();
      assertThat(proxy.requests().stream().filter(request -> request.contains(NAME)))
          .containsExactly(
              "GET /admin/realms/masked-secrets/fl-clients?first=0&max=50",
              "GET /admin/realms/masked-secrets/fl-secrets",
              "GET /admin/realms/masked-secrets/clients?first=0&max=200");
    }
  }

  @Test
  void thoseOfARealmInWhichNobodyNotedAnyAreCompared() throws IOException {
    realm.forgetMarks();
    realm.changeByHand(SITE, "by-hand");

    Cli.Result plan = run(3, "old", "plan", "--output", "json");
    assertThat(fields(plan)).containsExactly("identity_provider config.clientSecret");

    run(0, "old", "apply", "--quiet");
    assertThat(run(0, "old", "plan").out()).contains("No changes.").doesNotContain("not compared");
    assertThat(takers.secretShown(server.realm(NAME), "site-1")).isEqualTo(secret("old", SITE));
  }

  @Test
  void aValueThatIsOnTheServerAndInTheTemplateByNowIsNotedWithoutHarm() {
    realm.changeByHand(MAIL, "new");
    realm.changeByHand(SITE, "new");
    realm.changeByHand(LDAP, "new");

    run(0, "new", "apply", "--quiet");

    run(0, "new", "plan");
    assertThat(takers.mailGoesOut(server.admin(), NAME, secret("new", MAIL))).isTrue();
  }

  /** With the secrets of a generation; whatever is said, it holds none and no mark. */
  private Cli.Result run(int exitCode, String generation, String... arguments) {
    Cli.Result result = realm.run(realm.environment(generation), arguments);
    assertThat(result.exitCode()).as(result.output()).isEqualTo(exitCode);
    assertThat(result.output()).doesNotContain(CANARY, MARKS, "secretMarks");
    return result;
  }

  /** What differs: the kind and the field, which tells nothing but that it is a secret. */
  private static List<String> fields(Cli.Result plan) throws IOException {
    List<String> fields = new ArrayList<>();
    for (JsonNode change : new ObjectMapper().readTree(plan.out()).at("/realms/0/changes")) {
      for (JsonNode field : change.path("fields")) {
        assertThat(field.fieldNames())
            .toIterable()
            .containsExactlyInAnyOrder("path", "sensitive", "variables");
        assertThat(field.path("sensitive").asBoolean()).isTrue();
        fields.add(change.path("kind").asText() + " " + field.path("path").asText());
      }
    }
    return fields;
  }
}
