package io.fedrealm.provisioning.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonCheckTest {

  /** As Keycloak 26.7 ships it, and an attribute of the realm's own. */
  private static final String PROFILE =
      """
      {"attributes": [
        {"name": "username", "validations": {
          "length": {"min": 3, "max": 255},
          "username-prohibited-characters": {}, "up-username-not-idn-homograph": {}}},
        {"name": "email", "required": {"roles": ["user"]},
          "validations": {"email": {}, "length": {"max": 255}}},
        {"name": "firstName", "validations": {"person-name-prohibited-characters": {}}},
        {"name": "ward", "required": {"roles": ["admin", "user"]}, "validations": {
          "options": {"options": ["A", "B"]}, "pattern": {"pattern": "[A-Z]"}}}
      ]}
      """;

  private static List<String> problems(String username, String email, String first, String... ward)
      throws JsonProcessingException {
    UserDefaults rules = new UserDefaults("default-roles-x", List.of(), false, false, false, "");
    Map<String, List<String>> attributes =
        ward.length == 0 ? Map.of() : Map.of("ward", List.of(ward));
    return new PersonCheck(new ObjectMapper().readTree(PROFILE), rules)
        .problems(new Person(username, email, first, null, null, List.of(), attributes));
  }

  @Test
  void whoFitsTheProfileIsTaken() throws Exception {
    assertThat(problems("m.weber@x", "m.weber+fl@hospital.example", "Ana-María O'Neil", "A"))
        .isEmpty();
  }

  @Test
  void everythingThatKeycloakWouldRefuseIsTold() throws Exception {
    assertThat(problems("a<", "not an address", "a|b", "C"))
        .containsExactlyInAnyOrder(
            "username: is shorter than 3 characters",
            "username: has a character not allowed",
            "email: is no e-mail address",
            "firstName: has a character not allowed",
            "ward: is none of the values that the user profile allows");
    assertThat(problems("mаria", null, null, "A"))
        .as("a Cyrillic letter")
        .containsExactly("username: has a letter that is not Latin");
    assertThat(problems("service-account-x", null, null, "A")).hasSize(1);
  }

  @Test
  void whatAnAdministratorHasToGiveIsDemandedAndWhatTheUserGivesIsNot() throws Exception {
    assertThat(problems("maria", null, null))
        .containsExactly("ward: the realm's user profile demands it");
  }

  @Test
  void anAttributeThatKeycloakWouldDropIsRefused() throws Exception {
    UserDefaults rules = new UserDefaults("default-roles-x", List.of(), false, true, false, "");
    PersonCheck check = new PersonCheck(new ObjectMapper().readTree("{}"), rules);
    Person person =
        new Person("maria", null, null, null, null, List.of(), Map.of("x", List.of("y")));

    assertThat(check.problems(person))
        .containsExactly(
            "username: this realm takes the e-mail address as user name",
            "attribute.x: the realm's user profile has no such attribute, Keycloak drops it");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lead@example.test | /org_a/nvflare-demo-org_a-lead,/studies/study-a | ",
        "lead@example.test | /org_a/nvflare-de-mo-org_a-lead,/org_a/nvflare-de-mo-org_a-member | ",
        " | /org_a/nvflare-demo-org_a-lead | email: NVIDIA FLARE knows people by it",
        "lead@localhost | /org_a/nvflare-demo-org_a-lead | email: NVIDIA FLARE takes only",
        "a@b.de | /org_a/nvflare-demo-org_a-super | the role \"super\"",
        "a@b.de | /x/nvflare-lead | is not nvflare-PROJECT-ORGANISATION-ROLE",
        "a@b.de | /studies/default | \"default\" is the study of everybody",
        "a@b.de | /studies/Study | a study's name has small letters",
        "a@b.de | /a/nvflare-demo-org_a-lead,/b/nvflare-demo-org_b-lead | (org_a, org_b)"
      })
  void inARealmOfNvflareTheNamesAreThoseThatItTakes(String email, String groups, String problem)
      throws Exception {
    Person person =
        new Person("maria", email, null, null, null, List.of(groups.split(",")), Map.of());
    UserDefaults rules =
        new UserDefaults("default-roles-x", List.of(), false, false, false, "nvflare");

    List<String> problems =
        new PersonCheck(new ObjectMapper().readTree("{}"), rules).problems(person);

    if (problem == null) {
      assertThat(problems).isEmpty();
    } else {
      assertThat(problems).singleElement().asString().contains(problem);
    }
  }
}
