package io.fedrealm.provisioning.plan;

import static io.fedrealm.provisioning.plan.PlanSupport.changes;
import static io.fedrealm.provisioning.plan.PlanSupport.json;
import static io.fedrealm.provisioning.plan.PlanSupport.state;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.state.Kind;
import io.fedrealm.provisioning.state.RealmState;
import io.fedrealm.provisioning.state.ResourceId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretMarksTest {

  private static final String OLD = "canary-old-0123456789";
  private static final String NEW = "canary-new-0123456789";
  private static final String MASK = "**********";
  private static final ResourceId SITE = ResourceId.of(Kind.IDENTITY_PROVIDER, "site");

  private static MaskedSecret secret(String value) {
    return new MaskedSecret(SITE, "config.clientSecret", value);
  }

  private static ObjectNode attributes(SecretMarks marks) {
    ObjectNode attributes = JsonNodeFactory.instance.objectNode();
    marks.putInto(attributes);
    return attributes;
  }

  @Nested
  class AMark {

    private final SecretMarks marks = SecretMarks.none().with(secret(OLD));

    @Test
    void fitsTheValueThatWasWrittenAndNoOther() {
      SecretMarks read = SecretMarks.of(attributes(marks));

      assertThat(read.fit(secret(OLD))).isTrue();
      assertThat(read.fit(secret(NEW))).isFalse();
    }

    @Test
    void isOfOneFieldOfOneThing() {
      assertThat(marks.know(new MaskedSecret(SITE, "config.other", OLD))).isFalse();
      assertThat(
              marks.know(
                  new MaskedSecret(
                      ResourceId.of(Kind.IDENTITY_PROVIDER, "site-2"), "config.clientSecret", OLD)))
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
    void isAnotherInAnotherRealm() {
      assertThat(attributes(SecretMarks.none().with(secret(OLD)))).isNotEqualTo(attributes(marks));
    }

    @Test
    void isTheSameWheneverTheSameIsWrittenSoThatTwoOfThemTellNoMoreThanOne() {
      SecretMarks back =
          SecretMarks.of(attributes(marks.withPending(secret(NEW)).of(List.of(SITE))));

      assertThat(attributes(back.with(secret(NEW)).with(secret(OLD)))).isEqualTo(attributes(marks));
    }

    @Test
    void ofASecretThatIsBeingWrittenIsOfNoValue() {
      SecretMarks read = SecretMarks.of(attributes(marks.withPending(secret(NEW))));

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
          "{\"version\":1,\"salt\":\"short\",\"marks\":{%s:\"abc\"}}",
          "{\"version\":2,\"salt\":\"0123456789012345678901\",\"marks\":{%s:\"abc\"}}",
          "{\"version\":1,\"salt\":\"0123456789012345678901\",\"marks\":{%s:\"abcd\"}}",
          "{\"version\":1,\"salt\":\"0123456789012345678901\",\"marks\":[%s]}"
        })
    void thatAnybodyMadeSomethingElseOfIsNone(String text) {
      String key = "\"identity_provider\\n\\nsite\\nconfig.clientSecret\"";
      ObjectNode attributes =
          JsonNodeFactory.instance.objectNode().put("fedrealm.secrets", text.formatted(key));

      assertThat(SecretMarks.of(attributes).know(secret(OLD))).isFalse();
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
            .reduce(SecretMarks.none(), SecretMarks::with, (a, b) -> b)
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

  @Test
  void aTemplateDoesNotBringTheMarksOfAnotherRealm() {
    var template =
        PlanSupport.template(
            "{\"realm\":\"r\",\"attributes\":{\"fedrealm.secrets\":\"{}\",\"a\":\"b\"}}");

    assertThat(template.representation().path("attributes")).hasToString("{\"a\":\"b\"}");
  }
}
