package io.fedrealm.provisioning.template.variable;

import static io.fedrealm.provisioning.template.TemplateSupport.load;
import static io.fedrealm.provisioning.template.TemplateSupport.problems;
import static io.fedrealm.provisioning.template.TemplateSupport.variables;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.template.RealmTemplate;
import io.fedrealm.provisioning.template.source.TemplateSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubstitutionTest {

  @Nested
  class AValue {

    private static final String TEMPLATE =
        """
        {"realm": "r", "displayName": "<${NAME}|${NAME}|${OTHER:o}>"}
        """;

    @ParameterizedTest
    @ValueSource(
        strings = {
          "plain",
          "a\",\"enabled\":false,\"x\":\"",
          "}]}",
          "\\",
          "line\nbreak",
          "$1 \\0 $",
          "ünï😀"
        })
    void aValueNeverBecomesStructure(String value) {
      ObjectNode realm = load(TEMPLATE, "NAME", value);

      assertThat(realm.path("displayName").asText()).isEqualTo("<" + value + "|" + value + "|o>");
      assertThat(realm.size()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"${OTHER}", "${NAME}", "${OTHER:x}", "${authBaseUrl}"})
    void isNotLookedThroughAgain(String value) {
      assertThat(load(TEMPLATE, "NAME", value, "OTHER", "o").path("displayName").asText())
          .isEqualTo("<" + value + "|" + value + "|o>");
    }

    @Test
    void takesTheTypeOfItsField() {
      ObjectNode realm =
          load(
              """
              {"realm": "r", "accessTokenLifespan": "${LIFE}", "enabled": "${ON:true}"}
              """,
              "LIFE",
              "300");

      assertThat(realm)
          .hasToString("{\"realm\":\"r\",\"accessTokenLifespan\":300,\"enabled\":true}");
    }

    @Test
    void replacesAnEmptyDefaultAndAnEmptyVariableCountsAsNotSet() {
      String template = "{\"realm\": \"r\", \"displayName\": \"a${X:}b${Y:y}\"}";

      assertThat(load(template).path("displayName").asText()).isEqualTo("aby");
      assertThat(load(template, "X", "", "Y", "").path("displayName").asText()).isEqualTo("aby");
      assertThat(load(template, "X", "1", "Y", "2").path("displayName").asText()).isEqualTo("a1b2");
    }
  }

  @Nested
  class WhatIsMissing {

    @Test
    void isListedAllTogetherEachOnceOverAllTemplates() {
      List<TemplateSource> sources =
          List.of(
              new TemplateSource(
                  "a.json",
                  """
                  {
                    "realm": "a",
                    "displayName": "${FIRST} ${SECOND} ${FIRST}",
                    "accessTokenLifespan": "${LIFE}",
                    "clients": [{"clientId": "c", "secret": "${THE_SECRET}"}]
                  }
                  """),
              new TemplateSource(
                  "b.json", "{\"realm\": \"${REALM}\", \"displayName\": \"${FIRST}\"}"));

      assertThatThrownBy(() -> RealmTemplate.load(sources, variables()))
          .hasMessage(
              """
              5 problems:
                a.json:3 $.displayName: the variable FIRST is not set: set FIRST
                a.json:3 $.displayName: the variable SECOND is not set: set SECOND
                a.json:4 $.accessTokenLifespan: the variable LIFE is not set: set LIFE
                a.json:5 $.clients[0].secret: the variable THE_SECRET is not set: set THE_SECRET, or \
              THE_SECRET_FILE to a file that holds it
                b.json:1 $.realm: the variable REALM is not set: set REALM""");
    }

    @Test
    void isToldTogetherWithEverythingElseThatIsWrong() {
      assertThat(
              problems(
                  """
                  {
                    "realm": "${REALM}",
                    "colour": "red",
                    "roles": {"realm": [{"name": "a"}, {"name": "a"}]}
                  }
                  """))
          .containsExactly(
              "t.json:2 $.realm: the variable REALM is not set: set REALM",
              "t.json:3 $.colour: Keycloak knows no field \"colour\" here: check the spelling",
              "t.json:4 $.roles.realm[1]: \"a\" stands here a second time");
    }
  }

  @Test
  void aSecretsVariableThatIsSetTwiceIsAProblem(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("v"), "x");

    assertThat(
            problems(
                "{\"realm\": \"r\", \"clients\": [{\"clientId\": \"c\", \"secret\": \"${S}\"}]}",
                "S",
                "s",
                "S_FILE",
                file.toString()))
        .containsExactly(
            "t.json:1 $.clients[0].secret: both S and S_FILE are set: keep one of the two");
  }

  @Nested
  class Null {

    @Test
    void saysNothingInAField() {
      assertThat(load("{\"realm\": \"r\", \"displayName\": null, \"clients\": null}"))
          .hasToString("{\"realm\":\"r\"}");
    }

    @Test
    void isRefusedInAList() {
      assertThat(
              problems(
                  "{\"realm\": \"r\",\n \"clients\": [null], \"groups\": [{\"name\": \"g\", \"realmRoles\": [null]}]}"))
          .containsExactly(
              "t.json:2 $.clients[0]: null stands for nothing in a list: take it out",
              "t.json:2 $.groups[0].realmRoles[0]: null stands for nothing in a list: take it out");
    }
  }
}
