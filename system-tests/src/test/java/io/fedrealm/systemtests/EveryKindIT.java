package io.fedrealm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fedrealm.systemtests.support.Cli;
import io.fedrealm.systemtests.support.CountingProxy;
import io.fedrealm.systemtests.support.LocalKeycloak;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A realm with at least one thing of every kind: it is made once, found as it should be, changed by
 * hand in every kind, and mended.
 */
@ExtendWith(LocalKeycloak.class)
class EveryKindIT {

  static final String REALM = "every-kind";

  private static final String CANARY = "canary-4f81d7a0c36e9b25-";
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  static final String TEMPLATE =
      Cli.checkout().resolve("system-tests/src/test/resources/every-kind.json").toString();

  private static LocalKeycloak.Server server;

  @BeforeAll
  static void makeRealm(LocalKeycloak.Server running) {
    server = running;
    Cli.Result result = server.cli(environment(), "apply", "--quiet", TEMPLATE);
    assertThat(result.exitCode()).as(result.output()).isZero();
  }

  @Test
  void aSecondApplyWritesNothingAndAsksLittle() {
    try (CountingProxy proxy = new CountingProxy(server.url())) {
      Cli.Result result = run(proxy, "apply", TEMPLATE);

      assertThat(result.out()).contains("No changes.");
      assertThat(proxy.writes()).isEmpty();
      assertThat(proxy.requests()).hasSizeLessThanOrEqualTo(12);
    }
  }

  @Test
  void whatIsChangedByHandIsAllShownAndMendedAndNothingElseIsTouched() throws IOException {
    Drift.Realm realm = new Drift.Realm(server.admin(), REALM);
    List<Drift> drift = Drift.ofEveryKind();
    drift.forEach(change -> change.edit().accept(realm));

    Cli.Result plan = server.cli(environment(), "plan", "--output", "json", TEMPLATE);
    assertThat(plan.exitCode()).as(plan.output()).isEqualTo(3);
    assertThat(plan.out()).doesNotContain("credentials");
    Set<String> expected = new TreeSet<>(drift.stream().map(Drift::resource).toList());
    expected.add("group_roles||/Hospitals/A"); // They went with the group,
    expected.add("organization_group_roles|Hospital A|/Lab/Night"); // as with this one,
    expected.add("organization_member_groups|Hospital A|alice"); // with the group, and membership,
    expected.add("user_groups||alice"); // and so did who was in it,
    expected.add("user_roles||alice"); // and who held the role of the client that was deleted.
    assertThat(resources(plan)).isEqualTo(expected);

    Cli.Result apply;
    try (CountingProxy proxy = new CountingProxy(server.url())) {
      apply = run(proxy, "apply", "--quiet", TEMPLATE);
      assertThat(apply.exitCode()).as(apply.output()).isZero();
      JsonNode changes = new ObjectMapper().readTree(plan.out()).at("/realms/0");
      AnnouncedWrites.FlowInUse login =
          new AnnouncedWrites.FlowInUse("fl browser", 2, 5, 1, "clients/ID");
      assertThat(withoutIds(proxy.writes()))
          .containsExactlyElementsOf(AnnouncedWrites.of(changes, login));
    }
    Cli.Result again = server.cli(environment(), "plan", TEMPLATE);
    assertThat(again.out()).contains("No changes.");
    assertThat(plan.output() + apply.output()).doesNotContain(CANARY);
  }

  @Test
  void strictFindsWhatNoTemplateDeclaresAndNothingOfKeycloaksOwn() {
    Drift.Realm realm = new Drift.Realm(server.admin(), REALM);
    Cli.Result clean = server.cli(environment(), "plan", "--strict", TEMPLATE);
    assertThat(clean.exitCode()).as(clean.output()).isZero();
    realm.write("POST", "clients", JsonNodeFactory.instance.objectNode().put("clientId", "eve"));

    Cli.Result plan = server.cli(environment(), "plan", "--strict", TEMPLATE);

    realm.write("DELETE", realm.client("eve"), null);
    assertThat(plan.exitCode()).isEqualTo(3);
    assertThat(plan.out()).contains("No changes.", "? client eve (in no template)");
  }

  /** Sorted; without the writes of the run's lease, a realm role that it makes and deletes. */
  private static List<String> withoutIds(List<String> writes) {
    String roles = "/admin/realms/" + REALM + "/roles";
    String deletion = "DELETE " + roles + "-by-id/";
    String lease =
        writes.stream()
            .filter(write -> write.startsWith(deletion) && !write.endsWith("/composites"))
            .map(write -> write.substring(deletion.length()))
            .findFirst()
            .orElseThrow();
    return writes.stream()
        .filter(write -> !write.equals("POST " + roles) && !write.endsWith("/" + lease))
        .map(write -> UUID.matcher(write).replaceAll("ID"))
        .sorted()
        .toList();
  }

  private static Set<String> resources(Cli.Result plan) throws IOException {
    Set<String> resources = new TreeSet<>();
    for (JsonNode change : new ObjectMapper().readTree(plan.out()).at("/realms/0/changes")) {
      resources.add(
          change.path("kind").asText()
              + "|"
              + change.path("owner").asText()
              + "|"
              + change.path("name").asText());
    }
    return resources;
  }

  private static Cli.Result run(CountingProxy proxy, String... arguments) {
    Map<String, String> environment = environment();
    environment.put("FEDREALM_SERVER_URL", proxy.url());
    return server.cli(environment, arguments);
  }

  private static Map<String, String> environment() {
    return environment(server);
  }

  /** The variables of the template. */
  static Map<String, String> environment(LocalKeycloak.Server server) {
    Map<String, String> environment = server.adminEnvironment();
    for (String secret :
        List.of(
            "SMTP_PASSWORD", "SITE_SECRET", "LDAP_PASSWORD", "STUDIES_SECRET", "ALICE_PASSWORD")) {
      environment.put(secret, CANARY + secret.toLowerCase());
    }
    return environment;
  }
}
