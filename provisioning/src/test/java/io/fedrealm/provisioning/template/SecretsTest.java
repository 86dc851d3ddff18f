package io.fedrealm.provisioning.template;

import static io.fedrealm.provisioning.template.TemplateSupport.CANARY;
import static io.fedrealm.provisioning.template.TemplateSupport.load;
import static io.fedrealm.provisioning.template.TemplateSupport.message;
import static io.fedrealm.provisioning.template.TemplateSupport.problems;
import static io.fedrealm.provisioning.template.TemplateSupport.template;
import static org.assertj.core.api.Assertions.assertThat;

import io.fedrealm.provisioning.realm.SecretFields;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

  private static String withSecret(String json) {
    return "{\"realm\": \"r\", \"clients\": [{\"clientId\": \"c\", \"secret\": %s}]}"
        .formatted(json);
  }

  @Nested
  class InATemplate {

    static Stream<Arguments> secrets() {
      String write = ": write one variable here and nothing else, ${NAME}";
      return Stream.of(
          Arguments.of(
              "\"canary-hunter2-hunter2\"", "a secret does not belong into a file" + write),
          Arguments.of("1234567890123456", "a secret does not belong into a file" + write),
          Arguments.of("true", "a secret does not belong into a file" + write),
          Arguments.of("\"canary-${THE_SECRET}\"", "a secret does not belong into a file" + write),
          Arguments.of("\"${THE_SECRET}${OTHER}\"", "a secret does not belong into a file" + write),
          Arguments.of("\"${authSecret}\"", "a secret does not belong into a file" + write),
          Arguments.of("\"\"", "an empty secret lets anybody in" + write),
          Arguments.of("\"**********\"", "is the mask of an exported secret" + write),
          Arguments.of(
              "\"${THE_SECRET:canary-default}\"", "a secret has no default: write ${THE_SECRET}"),
          Arguments.of("\"${THE_SECRET:}\"", "a secret has no default: write ${THE_SECRET}"),
          Arguments.of(
              "\"${vault.mine}\"",
              "a reference to Keycloak's vault is refused: without the entry in the vault, Keycloak"
                  + " takes the reference itself for the secret"
                  + write));
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void mustBeOneVariable(String json, String reason) {
      assertThat(message(withSecret(json), "THE_SECRET", CANARY, "OTHER", CANARY))
          .isEqualTo("1 problem:\n  t.json:1 $.clients[0].secret: " + reason)
          .doesNotContain("canary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"canary-0123456789\"]", "{\"a\": \"canary-0123456789\"}"})
    void inAListOrObjectIsRefusedTwice(String json) {
      assertThat(problems(withSecret(json)))
          .hasSize(2)
          .allMatch(problem -> problem.startsWith("t.json:1 $.clients[0].secret"))
          .noneMatch(problem -> problem.contains("canary"));
    }

    @Test
    void thatIsNullIsLeftToKeycloakWhichMakesOne() {
      assertThat(load(withSecret("null")).at("/clients/0").has("secret")).isFalse();
    }
  }

  @Nested
  class InAVariable {

    @ParameterizedTest
    @ValueSource(strings = {CANARY, "0123456789abcdef", "\"}],\\ {0123456789"})
    void thatIsLongEnoughIsTaken(String value) {
      assertThat(load(withSecret("\"${S}\""), "S", value).at("/clients/0/secret").asText())
          .isEqualTo(value);
    }

    static Stream<Arguments> values() {
      return Stream.of(
          Arguments.of(
              "**********", "the variable holds the mask of an exported secret, not a secret"),
          Arguments.of(
              "${LOCAL_LEARNING_SECRET}",
              "the variable's value looks like a placeholder, not like a secret"),
          Arguments.of("canary-01234567", "the variable's value is shorter than 16 characters"),
          Arguments.of("😀😁😂😃😄😅😆😇", "the variable's value is shorter than 16 characters"),
          Arguments.of(
              "****************",
              "the variable's value repeats a few characters: it can be guessed"),
          Arguments.of(
              "                    ",
              "the variable's value repeats a few characters: it can be guessed"),
          Arguments.of(
              "abababababababababab",
              "the variable's value repeats a few characters: it can be guessed"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void thatIsNoneIsRefusedWithoutBeingShown(String value, String reason) {
      assertThat(message(withSecret("\"${S}\""), "S", value))
          .isEqualTo("1 problem:\n  t.json:1 $.clients[0].secret: " + reason)
          .doesNotContain(value);
    }
  }

  @Nested
  class Elsewhere {

    @Test
    void theVariableOfASecretMayNotStandWhereItIsShown() {
      assertThat(
              message(
                  """
                  {
                    "realm": "r",
                    "displayName": "Welcome ${S}",
                    "clients": [{"clientId": "c", "secret": "${S}", "description": "${S}"}]
                  }
                  """,
                  "S",
                  CANARY))
          .isEqualTo(
              """
              1 problem:
                t.json:3 $.displayName: the variable S holds a secret, by its name or by its use \
              elsewhere, and here it would be shown""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"C_SECRET", "MAIL_PASSWORD"})
    void aVariableThatIsCalledASecretIsOne(String name) {
      assertThat(problems("{\"realm\": \"r\", \"displayName\": \"${" + name + "}\"}", name, CANARY))
          .containsExactly(
              "t.json:1 $.displayName: the variable "
                  + name
                  + " holds a secret, by its name or by its use elsewhere, and here it would be"
                  + " shown");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "\"clients\": [\"%s\"]",
          "\"clients\": [{\"clientId\": \"c\", \"enabled\": \"%s\"}]",
          "\"accessTokenLifespan\": \"%s\"",
          "\"attributes\": \"%s\"",
          "\"roles\": \"%s\"",
          "\"bruteForceStrategy\": \"%s\"",
          "\"clientProfiles\": \"%s\"",
          "\"smtpServer\": [\"%s\"]"
        })
    void aValueOfAWrongTypeIsNotRepeated(String field) {
      String json = "{\"realm\": \"r\", " + field.formatted("${S}") + "}";

      assertThat(message(json, "S", CANARY)).contains("must be").doesNotContain("canary");
    }

    @Test
    void neitherTemplateNorItsStateShowsThemAsText() {
      RealmTemplate template = template(withSecret("\"${S}\""), "S", CANARY);

      assertThat(template.state() + " " + template.state().all() + template.state().resources())
          .contains("client c")
          .doesNotContain("canary");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$.clients[12].secret",
        "$.clients[0].registrationAccessToken",
        "$.clients[0].attributes['client.secret.rotated']",
        "$.clients[0].attributes['saml.signing.private.key']",
        "$.smtpServer.password",
        "$.smtpServer.authTokenClientSecret",
        "$.users[0].credentials[1].value",
        "$.identityProviders[0].config.clientSecret",
        "$.components['org.keycloak.storage.UserStorageProvider'][0].config.bindCredential[0]",
        "$.components['org.keycloak.keys.KeyProvider'][0].config.privateKey[0]",
        "$.privateKey"
      })
  void knowsWhatKeycloakKeepsSecret(String path) {
    assertThat(SecretFields.isSecret(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$.clients[0].clientAuthenticatorType",
        "$.clients[0].attributes['client.secret.creation.time']",
        "$.components['org.keycloak.keys.KeyProvider'][0].config.secretSize[0]",
        "$.smtpServer.user",
        "$.passwordPolicy",
        "$.displayName"
      })
  void knowsWhatIsNoSecret(String path) {
    assertThat(SecretFields.isSecret(path)).isFalse();
  }
}
