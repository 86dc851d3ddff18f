package io.fedrealm.provisioning.template;

import static io.fedrealm.provisioning.template.TemplateSupport.load;
import static io.fedrealm.provisioning.template.TemplateSupport.problems;
import static io.fedrealm.provisioning.template.TemplateSupport.template;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

/** What an explicitly empty default leaves out. */
class OptionalElementsTest {

  private static final String TEMPLATE =
      """
      {
        "realm": "r",
        "roles": {"realm": [{"name": "${AUDITOR:}", "description": "Audits."}, {"name": "user"}]},
        "groups": [{"name": "all", "realmRoles": ["user", "${AUDITOR:}"]}],
        "scopeMappings": [{"client": "${EXTRA:}", "roles": ["user"]}],
        "users": [{"username": "service-account-x", "serviceAccountClientId": "${EXTRA:}"}],
        "clients": [
          {"clientId": "${EXTRA:}", "secret": "${EXTRA_SECRET}"},
          {"clientId": "c", "redirectUris": ["${URL:}", "https://a/${PATH_PART:}"]}
        ]
      }
      """;

  @Test
  void objectsAndTheReferencesToThemGoTogether() {
    ObjectNode realm = load(TEMPLATE);

    assertThat(realm.at("/roles/realm").findValuesAsText("name")).containsExactly("user");
    assertThat(realm.at("/groups/0/realmRoles")).hasToString("[\"user\"]");
    assertThat(realm.path("scopeMappings")).isEmpty();
    assertThat(realm.path("users")).isEmpty();
    assertThat(realm.path("clients").findValuesAsText("clientId")).containsExactly("c");
  }

  @Test
  void aTextThatOnlyContainsThemStays() {
    assertThat(load(TEMPLATE).at("/clients/0/redirectUris")).hasToString("[\"https://a/\"]");
  }

  @Test
  void aSecretOfWhatIsLeftOutNeedNotBeSet() {
    assertThat(load(TEMPLATE).findValues("secret")).isEmpty();
  }

  @Test
  void withTheVariablesSetEverythingIsThere() {
    ObjectNode realm =
        load(TEMPLATE, "AUDITOR", "Auditor", "EXTRA", "x", "EXTRA_SECRET", "0123456789abcdef");

    assertThat(realm.at("/groups/0/realmRoles")).hasToString("[\"user\",\"Auditor\"]");
    assertThat(realm.path("clients").findValuesAsText("clientId")).containsExactly("x", "c");
    assertThat(realm.path("users")).hasSize(1);
  }

  @Test
  void problemsAfterALeftOutElementHaveTheRightLine() {
    String withColour =
        TEMPLATE.replace("\"clientId\": \"c\",", "\"clientId\": \"c\", \"colour\": 1,");

    assertThat(problems(withColour))
        .containsExactly(
            "t.json:9 $.clients[1].colour: Keycloak knows no field \"colour\" here: check the"
                + " spelling");
  }

  @Test
  void servicesAreFoundByTheVariableOfTheirSecretThoughTheOnesBeforeAreLeftOut() {
    RealmTemplate loaded =
        template(
            """
            {
              "realm": "r",
              "clients": [
                {"clientId": "${EXTRA:}", "serviceAccountsEnabled": true, "secret": "${EXTRA_SECRET}"},
                {"clientId": "c", "serviceAccountsEnabled": true, "secret": "${C_SECRET}"}
              ]
            }
            """,
            "C_SECRET",
            "0123456789abcdef");

    assertThat(loaded.services()).containsExactly(new RealmTemplate.Service("c", "C_SECRET"));
  }

  @Test
  void anEmptyNumberIsLeftOutAndAnEmptyTextIsAnEmptyText() {
    JsonNode realm =
        load(
            "{\"realm\": \"r\", \"accessTokenLifespan\": \"${LIFE:}\", \"displayName\": \"${NAME:}\"}");

    assertThat(realm).hasToString("{\"realm\":\"r\",\"displayName\":\"\"}");
  }
}
