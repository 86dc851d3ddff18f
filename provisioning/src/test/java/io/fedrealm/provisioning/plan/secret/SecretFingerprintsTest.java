package io.fedrealm.provisioning.plan.secret;

import static io.fedrealm.provisioning.plan.PlanSupport.changes;
import static io.fedrealm.provisioning.plan.PlanSupport.json;
import static io.fedrealm.provisioning.plan.PlanSupport.state;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.plan.PlanSupport;
import io.fedrealm.provisioning.plan.change.RealmPlan;
import io.fedrealm.provisioning.plan.diff.Difference;
import io.fedrealm.provisioning.realm.RealmState;
import io.fedrealm.provisioning.realm.ResourceId;
import io.fedrealm.provisioning.realm.ResourceType;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretFingerprintsTest {

  private static final String OLD = "canary-old-0123456789";
  private static final String NEW = "canary-new-0123456789";
  private static final String MASK = "**********";
  private static final ResourceId SITE = ResourceId.of(ResourceType.IDENTITY_PROVIDER, "site");

  private static MaskedSecret secret(String value) {
    return new MaskedSecret(SITE, "config.clientSecret", value);
  }

  private static ObjectNode attributes(SecretFingerprints marks) {
    ObjectNode attributes = JsonNodeFactory.instance.objectNode();
    marks.putInto(attributes);
    return attributes;
  }

  @Nested
  class AMark {

    private final SecretFingerprints marks = SecretFingerprints.none().with(secret(OLD));

    @Test
    void fitsTheValueThatWasWrittenAndNoOther() {
      SecretFingerprints read = SecretFingerprints.noted("", attributes(marks));

      assertThat(read.fit(secret(OLD))).isTrue();
      assertThat(read.fit(secret(NEW))).isFalse();
    }

    @Test
    void isOfOneFieldOfOneThing() {
      assertThat(marks.know(new MaskedSecret(SITE, "config.other", OLD))).isFalse();
      assertThat(
              marks.know(
                  new MaskedSecret(
                      ResourceId.of(ResourceType.IDENTITY_PROVIDER, "site-2"),
                      "config.clientSecret",
                      OLD)))
          .isFalse();
    }

    @Test
    void holdsTooLittleOfTheHashToTellWhetherAGuessIsRight() {
      String text = attributes(marks).toString();

      assertThat(text)
          .doesNotContain(OLD)
          .containsPattern("clientSecret[^:]*:[^:]\"[\\w-]{3}\\\\\"");
    }

    @Test
    void isAnotherInAnotherRealmAndNoneOfThemHoldsTheSalt() {
      SecretFingerprints other =
          SecretFingerprints.noted("another", attributes(SecretFingerprints.none()));

      assertThat(attributes(other.with(secret(OLD)))).isNotEqualTo(attributes(marks));
      assertThat(attributes(marks).toString()).doesNotContain("salt");
    }

    @Test
    void isTheSameWheneverTheSameIsWrittenSoThatTwoOfThemTellNoMoreThanOne() {
      SecretFingerprints back =
          SecretFingerprints.noted(
              "", attributes(marks.withPending(secret(NEW)).of(List.of(SITE))));

      assertThat(attributes(back.with(secret(NEW)).with(secret(OLD)))).isEqualTo(attributes(marks));
    }

    @Test
    void ofASecretThatIsBeingWrittenIsOfNoValue() {
      SecretFingerprints read =
          SecretFingerprints.noted("", attributes(marks.withPending(secret(NEW))));

      assertThat(read.isPending(secret(NEW))).isTrue();
      assertThat(read.know(secret(OLD))).isTrue();
      assertThat(read.fit(secret(OLD))).isFalse();
      assertThat(read.fit(secret(NEW))).isFalse();
    }

    @Test
    void goesWithWhatItBelongsTo() {
      assertThat(marks.of(List.of(SITE)).know(secret(OLD))).isTrue();
      assertThat(marks.of(List.of()).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "no JSON",
          "[1]",
          "7",
          "{\"marks\":{%s:\"abc\"}}",
          "{\"version\":1,\"salt\":\"0123456789012345678901\",\"marks\":{%s:\"abc\"}}",
          "{\"version\":3,\"marks\":{%s:\"abc\"}}",
          "{\"version\":2,\"marks\":{%s:\"abcd\"}}",
          "{\"version\":2,\"marks\":{%s:7}}",
          "{\"version\":2,\"marks\":[%s]}"
        })
    void thatAnybodyMadeSomethingElseOfIsNone(String text) {
      String key = "\"identity_provider\\n\\nsite\\nconfig.clientSecret\"";
      ObjectNode attributes =
          JsonNodeFactory.instance.objectNode().put("fedrealm.secrets", text.formatted(key));

      assertThat(SecretFingerprints.noted("", attributes).know(secret(OLD))).isFalse();
    }
  }

  @Nested
  class APlan {

    private static final String REALM =
        """
        {"realm": "r", "smtpServer": {"host": "h", "password": "%1$s"},
         "identityProviders": [{"alias": "site", "providerId": "oidc",
           "config": {"clientSecret": "%1$s", "clientId": "c"}}],
         "components": {"t": [{"name": "ldap", "providerId": "ldap",
           "config": {"bindCredential": ["%1$s"]}}]},
         "authenticationFlows": [{"alias": "f", "authenticationExecutions": [
           {"authenticator": "a", "requirement": "REQUIRED", "authenticatorConfig": "x"}]}],
         "authenticatorConfig": [{"alias": "x", "config": {"secret.key": "%1$s"}}]}
        """;

    /** The realm as the server shows it after this tool has made it with the old secrets. */
    private static RealmState live(boolean noted) {
      ObjectNode live = json(REALM.formatted(MASK));
      if (noted) {
        Difference.between(state(REALM.formatted(OLD)), Optional.empty()).changes().stream()
            .flatMap(change -> MaskedSecret.writtenBy(change).stream())
            .reduce(SecretFingerprints.none(), SecretFingerprints::with, (a, b) -> b)
            .putInto(live.putObject("attributes"));
      }
      return RealmState.of(live);
    }

    private static RealmPlan plan(String secret, boolean noted, boolean writeSecrets) {
      return Difference.between(
          state(REALM.formatted(secret)), Optional.of(live(noted)), writeSecrets);
    }

    @Test
    void showsEachSecretThatIsAnotherThanTheOneWrittenLast() {
      assertThat(changes(plan(NEW, true, false)))
          .containsExactlyInAnyOrder(
              "~ realm|smtpServer.password|sensitive",
              "~ executions of flow f|executions.a.config.secret.key|sensitive",
              "~ identity provider site|config.clientSecret|sensitive",
              "~ component t: ldap|config.bindCredential|sensitive");
    }

    @Test
    void hasNothingToDoWhereTheyAreTheSame() {
      RealmPlan plan = plan(OLD, true, false);

      assertThat(plan.isEmpty()).isTrue();
      assertThat(plan.notes()).isEmpty();
    }

    @Test
    void namesInOneNoteThoseThatCannotBeCompared() {
      RealmPlan plan = plan(NEW, false, false);

      assertThat(plan.isEmpty()).isTrue();
      assertThat(plan.notes())
          .singleElement()
          .asString()
          .contains("--write-secrets", "identity provider site, config.clientSecret", "ldap")
          .doesNotContain(NEW);
    }

    @Test
    void writesThoseWhenAskedTo() {
      RealmPlan plan = plan(OLD, false, true);

      assertThat(changes(plan)).hasSize(4);
      assertThat(plan.notes()).isEmpty();
    }

    @Test
    void namesAlsoThoseThatOnlyKeycloakKnowsToBeSecret() {
      String realm =
          """
          {"realm": "r", "components": {"t": [{"name": "c", "providerId": "custom",
            "config": {"token": ["%s"]}}]}}
          """;
      RealmState live = state(realm.formatted(MASK));

      RealmPlan plan = Difference.between(state(realm.formatted(NEW)), Optional.of(live), false);
      RealmPlan asked = Difference.between(state(realm.formatted(NEW)), Optional.of(live), true);

      assertThat(plan.notes()).singleElement().asString().contains("component t: c, config.token");
      assertThat(changes(asked)).containsExactly("~ component t: c|config.token|sensitive");
      assertThat(MaskedSecret.writtenBy(asked.changes().get(0)))
          .extracting(MaskedSecret::value)
          .containsExactly(NEW);
    }

    @Test
    void writesNoneTwiceThatAreNoted() {
      assertThat(plan(OLD, true, true).isEmpty()).isTrue();
    }
  }

  @Nested
  class AServerThatTells {

    private static final String ID = "6b2f0c1e-1d2a-4c3b-8e4f-0a9b8c7d6e5f";

    /** The realm as it is read, with what it tells of the secrets that it has. */
    private static RealmState live(String secret, String noted) {
      ObjectNode live = json(APlan.REALM.formatted(MASK)).put("id", ID);
      String mark = secret.isEmpty() ? "" : SecretFingerprint.of(ID, secret);
      live.set(RealmState.SECRET_MARKS, json(APlan.REALM.formatted(mark)));
      if (!noted.isEmpty()) {
        Difference.between(state(APlan.REALM.formatted(noted)), Optional.empty()).changes().stream()
            .flatMap(change -> MaskedSecret.writtenBy(change).stream())
            .reduce(
                SecretFingerprints.noted(RealmState.of(live)),
                SecretFingerprints::with,
                (a, b) -> b)
            .putInto(live.putObject("attributes"));
      }
      return RealmState.of(live);
    }

    private static RealmPlan plan(String template, RealmState live) {
      return Difference.between(state(APlan.REALM.formatted(template)), Optional.of(live), false);
    }

    @Test
    void showsEachSecretThatSomebodyChangedByHand() {
      assertThat(changes(plan(OLD, live(NEW, OLD))))
          .containsExactlyInAnyOrder(
              "~ realm|smtpServer.password|sensitive",
              "~ executions of flow f|executions.a.config.secret.key|sensitive",
              "~ identity provider site|config.clientSecret|sensitive",
              "~ component t: ldap|config.bindCredential|sensitive");
    }

    @Test
    void showsThoseThatSomebodyTookAway() {
      assertThat(changes(plan(OLD, live("", OLD)))).hasSize(4);
    }

    @Test
    void hasNothingToDoWhereTheyAreAsTheTemplateSays() {
      assertThat(plan(OLD, live(OLD, OLD)).isEmpty()).isTrue();
    }

    @Test
    void comparesAlsoThoseThatNobodyNoted() {
      assertThat(changes(plan(NEW, live(OLD, "")))).hasSize(4);
      assertThat(plan(OLD, live(OLD, "")).isEmpty()).isTrue();
      assertThat(plan(OLD, live(OLD, "")).notes()).isEmpty();
    }

    @Test
    void doesNotOutweighTheNoteThatAnotherWasWritten() {
      assertThat(changes(plan(NEW, live(NEW, OLD)))).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "\"abc\"", "{\"smtpServer\":\"abc\",\"components\":[1]}"})
    void andSaysSomethingElseIsAsOneThatDoesNot(String answer) throws Exception {
      ObjectNode live = json(APlan.REALM.formatted(MASK));
      live.set(RealmState.SECRET_MARKS, new ObjectMapper().readTree(answer));

      RealmPlan plan = plan(NEW, RealmState.of(live));

      assertThat(plan.isEmpty()).isTrue();
      assertThat(plan.notes()).hasSize(1);
    }
  }

  @Test
  void aTemplateDoesNotBringTheMarksOfAnotherRealm() {
    var template =
        PlanSupport.template(
            "{\"realm\":\"r\",\"attributes\":{\"fedrealm.secrets\":\"{}\",\"a\":\"b\"}}");

    assertThat(template.representation().path("attributes")).hasToString("{\"a\":\"b\"}");
  }
}
