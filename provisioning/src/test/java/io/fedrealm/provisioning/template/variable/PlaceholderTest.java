package io.fedrealm.provisioning.template.variable;

import static io.fedrealm.provisioning.template.TemplateSupport.load;
import static io.fedrealm.provisioning.template.TemplateSupport.problems;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholderTest {

  @Nested
  class Ours {

    @Test
    void isAnUpperCaseNameInBraces() {
      assertThat(Placeholder.in("a ${SITE_2} b"))
          .containsExactly(new Placeholder("${SITE_2}", "SITE_2", Optional.empty()));
    }

    @Test
    void mayHaveADefaultWithColonsSpacesAndSlashes() {
      assertThat(Placeholder.in("${URL:http://a:1/b c}"))
          .containsExactly(
              new Placeholder("${URL:http://a:1/b c}", "URL", Optional.of("http://a:1/b c")));
    }

    @Test
    void mayHaveAnEmptyDefaultWhichIsNotNoDefault() {
      assertThat(Placeholder.in("${ROLE:}"))
          .containsExactly(new Placeholder("${ROLE:}", "ROLE", Optional.of("")));
    }

    @Test
    void standsSeveralTimesInAText() {
      assertThat(Placeholder.in("${A}-${B:x}-${A}"))
          .extracting(Placeholder::variable)
          .isEqualTo(List.of("A", "B", "A"));
    }
  }

  @Nested
  class Keycloaks {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "${authBaseUrl}",
          "${client_account}",
          "${profileScopeConsentText}",
          "${vault.smtp}",
          "${Welcome}",
          "${FOObar}",
          "${}",
          "$SITE",
          "{SITE}"
        })
    void isLeftAsItIs(String text) {
      assertThat(load("{\"realm\": \"r\", \"displayName\": \"%s\"}".formatted(text)))
          .hasToString("{\"realm\":\"r\",\"displayName\":\"%s\"}".formatted(text));
    }
  }

  @Nested
  class MeantAsOursAndNone {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "${SITE:${OTHER}}",
          "${A:${OTHER}}",
          "${SITE:{project}}",
          "${SITE,OTHER}",
          "${SITE?must be set}",
          "${SITE",
          "${SITE name}",
          "x ${OTHER} ${SITE-x}"
        })
    void isRefused(String text) {
      assertThat(
              problems("{\"realm\": \"r\", \"displayName\": \"%s\"}".formatted(text), "OTHER", "o"))
          .singleElement()
          .asString()
          .startsWith("t.json:1 $.displayName: ${ is followed by what is no variable");
    }

    @Test
    void isRefusedInTheNameOfAField() {
      assertThat(
              problems(
                  """
                  {
                    "realm": "r",
                    "attributes": {"${SITE}": "x"}
                  }
                  """,
                  "SITE",
                  "s"))
          .containsExactly(
              "t.json:3 $.attributes['${SITE}']: a variable cannot stand in a field's name, only in"
                  + " a value: write $${ when it shall be a text and no variable");
    }
  }

  @Nested
  class AText {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "${SITE}",
          "a ${SITE:x y} b",
          "$${SITE}",
          "$$${SITE:}",
          "${A:${SITE}}",
          "${A:$${SITE}}",
          "${SITE,OTHER}",
          "${SITE",
          "${SITE} ${Welcome} $${Welcome} ${role_admin} ${vault.a} ${user.name} $SITE {SITE} $",
          "plain"
        })
    void standsInATemplateAsItsLiteral(String text) {
      String literal = Placeholder.literal(text);

      assertThat(Placeholder.in(literal)).isEmpty();
      assertThat(
              load("{\"realm\": \"r\", \"displayName\": \"%s\"}".formatted(literal), "SITE", "s"))
          .hasToString("{\"realm\":\"r\",\"displayName\":\"%s\"}".formatted(text));
    }

    @ParameterizedTest
    @CsvSource({
      "$${SITE},${SITE}",
      "$${SITE:x},${SITE:x}",
      "$$${SITE},$${SITE}",
      "$${SITE}-${SITE}-$${SITE},${SITE}-s-${SITE}",
      "$${Welcome},$${Welcome}",
      "$$,$$"
    })
    void isWrittenWithOneDollarMore(String template, String text) {
      assertThat(
              load("{\"realm\": \"r\", \"displayName\": \"%s\"}".formatted(template), "SITE", "s"))
          .hasToString("{\"realm\":\"r\",\"displayName\":\"%s\"}".formatted(text));
    }

    @Test
    void mayStandInTheNameOfAFieldAndItsValueIsFound() {
      String template =
          """
          {
            "realm": "r",
            "attributes": {"$${SITE}": "$${SITE}"},
            "roles": {"client": {
              "$${SITE}": [
                {"name": "a", "colour": "red"}
              ]
            }}
          }
          """;

      assertThat(load(template.replace(", \"colour\": \"red\"", "")).path("attributes"))
          .hasToString("{\"${SITE}\":\"${SITE}\"}");
      assertThat(problems(template))
          .containsExactly(
              "t.json:6 $.roles.client['$${SITE}'][0].colour: Keycloak knows no field \"colour\""
                  + " here: check the spelling");
    }

    @Test
    void isNoSecret() {
      assertThat(
              problems(
                  "{\"realm\": \"r\", \"clients\": [{\"clientId\": \"c\", \"secret\": \"$${S}\"}]}"))
          .singleElement()
          .asString()
          .contains("a secret does not belong into a file");
    }
  }
}
