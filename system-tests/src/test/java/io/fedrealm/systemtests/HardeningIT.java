package io.fedrealm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fedrealm.systemtests.HandEdit.Edited;
import io.fedrealm.systemtests.HandEdit.Proof.Neutralised;
import io.fedrealm.systemtests.HandEdit.Proof.Planned;
import io.fedrealm.systemtests.HandEdit.Proof.Refused;
import io.fedrealm.systemtests.support.Cli;
import io.fedrealm.systemtests.support.LocalKeycloak;
import io.fedrealm.systemtests.support.Template;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the templates rule stays ruled: each change by hand that breaks a rule is refused by the
 * server, stored as something safe, or shown by {@code fedrealm plan}. All changes are made first,
 * each realm is planned once.
 */
@ExtendWith(LocalKeycloak.class)
class HardeningIT {

  private static final Map<String, Outcome> OUTCOMES = new HashMap<>();

  private static LocalKeycloak.Server server;
  private static Cli.Result plan;
  private static JsonNode plannedRealms;

  /**
   * What became of a change.
   *
   * @param status of the admin API's answer
   * @param stored what was there afterwards; null when nobody asks
   */
  record Outcome(int status, JsonNode stored) {}

  static Stream<Arguments> edits() {
    return Template.all().stream()
        .flatMap(template -> edits(template).stream().map(edit -> Arguments.of(template, edit)));
  }

  private static List<HandEdit> edits(Template template) {
    List<HandEdit> edits = new ArrayList<>(HandEditsOfClients.of(template));
    edits.addAll(HandEditsOfRealm.of(template));
    return edits;
  }

  @BeforeAll
  static void editARealmOfEachTemplate(LocalKeycloak.Server running) throws IOException {
    server = running;
    Cli.Result apply = fedrealm("apply", "--quiet");
    assertThat(apply.exitCode()).as(apply.output()).isZero();
    for (Template template : Template.all()) {
      HandEditRealm realm = new HandEditRealm(server.admin(), realm(template));
      for (HandEdit edit : edits(template)) {
        OUTCOMES.put(key(template, edit), outcome(realm, edit));
      }
    }
    plan = fedrealm("plan", "--output", "json");
    plannedRealms = new ObjectMapper().readTree(plan.out()).path("realms");
  }

  private static Outcome outcome(HandEditRealm realm, HandEdit edit) {
    Edited edited = edit.edit().apply(realm);
    JsonNode stored = edit.proof() instanceof Neutralised ? realm.admin().get(edited.path()) : null;
    return new Outcome(edited.answer().status(), stored);
  }

  @ParameterizedTest
  @MethodSource("edits")
  void aChangeByHandThatBreaksARuleIsRefusedUndoneOrShown(Template template, HandEdit edit) {
    Outcome outcome = OUTCOMES.get(key(template, edit));

    if (edit.proof() instanceof Refused) {
      assertThat(outcome.status()).isEqualTo(400);
      return;
    }
    assertThat(outcome.status()).isBetween(200, 299);
    if (edit.proof() instanceof Neutralised safe) {
      assertThat(outcome.stored().at(safe.pointer()).asText()).isEqualTo(safe.stored());
    } else if (edit.proof() instanceof Planned shown) {
      assertThat(shown.isIn(planned(template))).as(edit.proof() + " in the plan").isTrue();
    }
  }

  @Test
  void planEndsWithThreeAndApplyMendsEverythingThatItShows() {
    assertThat(plan.exitCode()).isEqualTo(3);

    Cli.Result apply = fedrealm("apply", "--quiet");

    assertThat(apply.exitCode()).as(apply.output()).isZero();
    assertThat(fedrealm("plan", "--quiet").exitCode()).isZero();
  }

  private static JsonNode planned(Template template) {
    return plannedRealms
        .valueStream()
        .filter(realm -> realm.path("realm").asText().equals(realm(template)))
        .findFirst()
        .orElseThrow();
  }

  /** A command for the realms of all templates at once. */
  private static Cli.Result fedrealm(String... command) {
    Map<String, String> environment = server.adminEnvironment();
    List<String> arguments = new ArrayList<>(List.of(command));
    for (Template template : Template.all()) {
      environment.putAll(template.variables(realm(template)));
      arguments.add(template.name());
    }
    return server.cli(environment, arguments.toArray(String[]::new));
  }

  private static String realm(Template template) {
    return "hardening-" + template.name();
  }

  private static String key(Template template, HandEdit edit) {
    return template.name() + ": " + edit.rule();
  }
}
