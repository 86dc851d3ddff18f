package io.fedrealm.systemtests;

import static io.fedrealm.systemtests.support.MaskedRealm.CANARY;
import static io.fedrealm.systemtests.support.MaskedRealm.MAIL;
import static io.fedrealm.systemtests.support.MaskedRealm.MARKS;
import static io.fedrealm.systemtests.support.MaskedRealm.NAME;
import static io.fedrealm.systemtests.support.MaskedRealm.READER;
import static io.fedrealm.systemtests.support.MaskedRealm.SITE;
import static io.fedrealm.systemtests.support.MaskedRealm.secret;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fedrealm.systemtests.support.Cli;
import io.fedrealm.systemtests.support.CountingProxy;
import io.fedrealm.systemtests.support.CountingProxy.Fate;
import io.fedrealm.systemtests.support.LocalKeycloak;
import io.fedrealm.systemtests.support.MaskedRealm;
import io.fedrealm.systemtests.support.SecretTakers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Secrets that Keycloak never shows again are planned when the template has another one. */
@ExtendWith(LocalKeycloak.class)
class MaskedSecretsIT {

  private static SecretTakers takers;

  @TempDir private Path folder;

  private LocalKeycloak.Server server;
  private MaskedRealm realm;
  private final StringBuilder output = new StringBuilder();

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

  @Test
  void changedOnesAreEachPlannedAndWrittenAndFoundInPlaceThen() throws IOException {
    assertThatTheServerHas("old");
    Cli.Result plan = run(3, realm.environment("new"), "plan", "--output", "json");
    assertThat(fields(plan))
        .containsExactly(
            "realm: {\"path\":\"smtpServer.password\",\"sensitive\":true,\"variables\":[\"SMTP_PASSWORD\"]}",
            "identity_provider: {\"path\":\"config.clientSecret\",\"sensitive\":true,\"variables\":[\"SITE_SECRET\"]}",
            "component: {\"path\":\"config.bindCredential\",\"sensitive\":true,\"variables\":[\"LDAP_PASSWORD\"]}",
            "client: {\"path\":\"secret\",\"sensitive\":true,\"variables\":[\"READER_SECRET\"]}");

    try (CountingProxy proxy = new CountingProxy(server.url())) {
      run(0, through(proxy, "new"), "apply", "--quiet");
      // Four changes, announced and noted, and the lease is made and deleted.
      assertThat(proxy.writes()).hasSize(4 + 2 + 2);
    }
    assertThatTheServerHas("new");
    try (CountingProxy proxy = new CountingProxy(server.url())) {
      Cli.Result again = run(0, through(proxy, "new"), "apply");
      assertThat(again.out()).contains("No changes.").doesNotContain("not compared");
      assertThat(proxy.writes()).isEmpty();
      assertThat(proxy.requests()).hasSizeLessThanOrEqualTo(4 + 1);
    }
    run(3, realm.environment("old"), "plan");
    assertThat(output.toString()).doesNotContain(CANARY, MARKS);
  }

  @Test
  void aChangedOneIsPartOfAPlanThatIsKeptAndTheFileHoldsNeitherItNorItsMark() throws IOException {
    Path file = folder.resolve("kept.plan");
    Cli.Result planned = run(3, realm.environment("new"), "plan", "--out", file.toString());
    String digest = planned.err().replaceFirst("(?s).*--digest ([0-9a-f]{64})\\s.*", "$1");

    assertThat(Files.readString(file)).doesNotContain(CANARY, MARKS);
    String[] apply = {"apply", "--quiet", file.toString(), "--digest", digest};
    assertExit(0, server.cli(realm.environment("new"), apply));
    assertThatTheServerHas("new");
    run(0, realm.environment("new"), "plan");

    Cli.Result late = server.cli(realm.environment("new"), apply);
    assertExit(1, late);
    assertThat(late.err()).contains("The plan does not fit any more", "identity_provider site-1");
  }

  @Test
  void onAServerThatCannotTellThoseThatNobodyNotedAreNamedAndWrittenOnceWhenAskedFor() {
    realm.forgetMarks();
    try (CountingProxy stock = new CountingProxy(server.url())) {
      stock.hide("/fl-secrets");
      Map<String, String> environment = through(stock, "new");
      environment.put(READER, secret("old", READER)); // A client's can be compared.

      Cli.Result plan = run(0, environment, "plan");
      assertThat(plan.out())
          .contains("No changes.", "--write-secrets")
          .contains("realm, smtpServer.password", "identity provider site-1, config.clientSecret")
          .contains("hospital-ldap, config.bindCredential");

      run(0, environment, "apply", "--quiet", "--write-secrets");
      assertThatTheServerHas("new");
      Cli.Result again = run(0, environment, "plan", "--write-secrets");
      assertThat(again.out()).contains("No changes.").doesNotContain("not compared");
      run(3, through(stock, "old"), "plan");
    }
    assertThat(output.toString()).doesNotContain(CANARY, MARKS);
  }

  @Test
  void aRunThatIsKilledBetweenWritingAndNotingLeavesThemToBeWrittenWhicheverIsWantedThen()
      throws IOException {
    int noting = 1 + 1 + 4 + 1; // The lease, the announcement, the changes.
    try (CountingProxy proxy = new CountingProxy(server.url())) {
      AtomicReference<Cli.Running> process = new AtomicReference<>();
      proxy.fates(
          write -> {
            if (write == noting) {
              proxy.goAway();
              process.get().kill();
            }
            return write < noting ? Fate.PASSES : Fate.LOST;
          });
      process.set(realm.start(through(proxy, "new"), "apply"));
      assertThat(process.get().await().exitCode()).isEqualTo(128 + 9);
    }
    assertThatTheServerHas("new");

    for (String wanted : List.of("new", "old")) {
      Cli.Result plan = run(3, realm.environment(wanted), "plan", "--output", "json");
      assertThat(fields(plan)).as(wanted).hasSize(wanted.equals("new") ? 3 : 4);
    }
    run(0, realm.environment("old"), "apply", "--quiet");
    assertThatTheServerHas("old");
    run(0, realm.environment("old"), "plan");
  }

  @Test
  void ofTwoOperatorsAtOnceTheLastOnesAreOnTheServerAndNoted() {
    List<Cli.Running> both =
        Stream.of("mine", "yours").map(g -> realm.start(realm.environment(g), "apply")).toList();
    both.forEach(run -> assertExit(0, run.await()));

    boolean mine = realm.run(realm.environment("mine"), "plan").exitCode() == 0;
    assertThatTheServerHas(mine ? "mine" : "yours");
    run(mine ? 0 : 3, realm.environment("mine"), "plan");
    run(mine ? 3 : 0, realm.environment("yours"), "plan");
  }

  /** What the server shows to whom it has the secrets for. */
  private void assertThatTheServerHas(String generation) {
    assertThat(takers.mailGoesOut(server.admin(), NAME, secret(generation, MAIL))).isTrue();
    assertThat(takers.mailGoesOut(server.admin(), NAME, secret("other", MAIL))).isFalse();
    assertThat(takers.secretShown(server.realm(NAME), "site-1"))
        .isEqualTo(secret(generation, SITE));
  }

  private Cli.Result run(int exitCode, Map<String, String> environment, String... arguments) {
    Cli.Result result = realm.run(environment, arguments);
    output.append(result.output());
    assertExit(exitCode, result);
    return result;
  }

  private static void assertExit(int code, Cli.Result result) {
    assertThat(result.exitCode()).as(result.output()).isEqualTo(code);
  }

  /** What differs: the kind, and the field as the plan says it. */
  private static List<String> fields(Cli.Result plan) throws IOException {
    List<String> fields = new ArrayList<>();
    for (JsonNode change : new ObjectMapper().readTree(plan.out()).at("/realms/0/changes")) {
      change.path("fields").forEach(f -> fields.add(change.path("kind").asText() + ": " + f));
    }
    return fields;
  }

  private Map<String, String> through(CountingProxy proxy, String generation) {
    Map<String, String> environment = realm.environment(generation);
    environment.put("FEDREALM_SERVER_URL", proxy.url());
    return environment;
  }
}
