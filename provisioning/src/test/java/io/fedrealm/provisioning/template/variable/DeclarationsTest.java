package io.fedrealm.provisioning.template.variable;

import static io.fedrealm.provisioning.template.TemplateSupport.CANARY;
import static io.fedrealm.provisioning.template.TemplateSupport.load;
import static io.fedrealm.provisioning.template.TemplateSupport.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedrealm.provisioning.template.RealmTemplate;
import io.fedrealm.provisioning.template.source.TemplateSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeclarationsTest {

  private static String template(String declaration) {
    return """
        {"realm": "r", "displayName": "${X:}",
         "attributes": {"mine": "stays", "fedrealm.variable.X": "%s"}}"""
        .formatted(declaration);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "origin | https://flnet.example.org",
        "origin | https://flnet.example.org:8443",
        "origin | http://localhost:4200",
        "origin | http://127.0.0.1",
        "origin | http://[::1]:4200",
        "number 1..600 | 1",
        "number 1..600 | 600",
        "colour | #1D4f91",
        "image | data:image/svg+xml;base64,PHN2Zz4=",
        "image | /brand/logo.svg",
        "page | https://hospital.example/privacy",
        "page | /privacy",
        "one of true, false | false",
        "pattern [a-z]{2,4} | abc",
        "list of [a-z]+ | 'a, b,c'",
        "text | 'anything; at all'"
      })
  void aValueOfTheRightKindIsTaken(String rule, String value) {
    assertThat(load(template(rule + "; what it is"), "X", value).path("displayName").asText())
        .isEqualTo(value);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "origin | http://x.example",
        "origin | https://x.example/",
        "origin | https://x.example/path",
        "origin | https://x.example?q",
        "origin | https://x.example#f",
        "origin | https://u:p@x.example",
        "origin | https://x.example:99999",
        "origin | https://",
        "origin | https://x example",
        "origin | ftp://x.example",
        "origin | http://localhost.evil.example",
        "origin | x.example",
        "number 1..600 | 0",
        "number 1..600 | 601",
        "number 1..600 | 007",
        "number 1..600 | 3e2",
        "number 1..600 | -1",
        "number 1..600 | 99999999999",
        "colour | blue",
        "colour | #12345",
        "colour | #1234567",
        "image | https://x.example/logo.png",
        "image | //x.example/logo.png",
        "image | data:text/html;base64,PGE+",
        "page | http://hospital.example",
        "page | //hospital.example",
        "page | javascript:alert(1)",
        "one of true, false | yes",
        "one of true, false | True",
        "pattern [a-z]{2,4} | abcde",
        "list of [a-z]+ | 'a,,b'"
      })
  void aWrongOneIsRefusedByName(String rule, String value) {
    assertThat(problems(template(rule + "; what it is"), "X", value))
        .singleElement()
        .asString()
        .startsWith("t.json:1 $.displayName: the variable X has to be ")
        .endsWith("; it is \"" + value + "\"");
  }

  @Test
  void allWrongValuesOfABundledTemplateAreToldTogether() {
    Map<String, String> environment = new HashMap<>();
    environment.put("FRONTEND_BASE_URL", "https://x.example/");
    environment.put("FLNET_CLIENT_ACCENT", "blue");
    environment.put("FLNET_CLIENT_LOGO", "https://x.example/logo.png");
    environment.put("FLNET_CLIENT_ACCESS_TOKEN_LIFESPAN", "7200");
    environment.put("DATA_IMPORTER_SECRET", CANARY);

    assertThatThrownBy(
            () ->
                RealmTemplate.load(
                    List.of(TemplateSource.of("flnet-client")), new Variables(environment)))
        .hasMessageStartingWith("5 problems:")
        .hasMessageContaining("the variable FRONTEND_BASE_URL has to be https://HOST")
        .hasMessageContaining("the variable FLNET_CLIENT_ACCENT has to be # and six hexadecimal")
        .hasMessageContaining("the variable FLNET_CLIENT_LOGO has to be data:image/png;base64")
        .hasMessageContaining(
            "the variable FLNET_CLIENT_ACCESS_TOKEN_LIFESPAN has to be a number from 1 to 600")
        .hasMessageContaining("the variable LOCAL_LEARNING_SECRET is not set")
        .hasMessageNotContaining(CANARY);
  }

  @Nested
  class ADeclaration {

    @Test
    void isNotSentToTheServer() {
      assertThat(load(template("text; what it is")).path("attributes"))
          .hasToString("{\"mine\":\"stays\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"number; x", "number 5; x", "what it is", "text", "pattern [; x", ""})
    void thatCannotBeReadIsAProblem(String declaration) {
      assertThat(problems(template(declaration)))
          .singleElement()
          .asString()
          .startsWith("t.json:2 $.attributes['fedrealm.variable.X']: says what the variable X is:");
    }

    @Test
    void isNeededForEveryVariableOfATemplateThatHasSome() {
      assertThat(problems(template("text; what it is").replace("${X:}", "${X:}${Y:}")))
          .containsExactly(
              "t.json:1 $.displayName: the variable Y is not declared, others are: say what it is by"
                  + " an attribute \"fedrealm.variable.Y\" of the realm");
    }

    @Test
    void isNotNeededForASecretWhosePlaceSaysWhatItIs() {
      String client = ", \"clients\": [{\"clientId\": \"c\", \"secret\": \"${C_SECRET}\"}]}";

      assertThat(
              load(template("text; what it is").replace("\"}}", "\"}" + client), "C_SECRET", CANARY)
                  .at("/clients/0/secret")
                  .asText())
          .isEqualTo(CANARY);
    }

    @Test
    void ofWhatIsNotUsedIsAProblem() {
      assertThat(problems(template("text; what it is").replace("${X:}", "")))
          .containsExactly(
              "t.json:2 $.attributes['fedrealm.variable.X']: declares the variable X, which the"
                  + " template never uses");
    }

    @Test
    void ofASecretKeepsItFromWhereItWouldBeShown() {
      assertThat(problems(template("secret; what it is"), "X", CANARY))
          .containsExactly(
              "t.json:1 $.displayName: the variable X holds a secret, by its name or by its use"
                  + " elsewhere, and here it would be shown");
    }
  }
}
