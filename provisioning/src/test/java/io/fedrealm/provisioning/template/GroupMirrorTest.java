package io.fedrealm.provisioning.template;

import static io.fedrealm.provisioning.template.TemplateSupport.load;
import static io.fedrealm.provisioning.template.TemplateSupport.problems;
import static io.fedrealm.provisioning.template.TemplateSupport.template;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GroupMirrorTest {

  @Test
  void eachDeclaredRealmRoleGetsAGroupThatGivesIt() {
    String groups =
        load("""
                {
                  "realm": "r",
                  "attributes": {"fl.groups.mirror": "realm-roles"},
                  "roles": {
                    "realm": [{"name": "Admin", "description": "All."}, {"name": "demo:client"}],
                    "client": {"c": [{"name": "not mirrored"}]}
                  }
                }
                """)
            .path("groups")
            .toString();

    assertThat(groups)
        .isEqualTo(
            "[{\"name\":\"Admin\",\"description\":\"All.\",\"realmRoles\":[\"Admin\"]},"
                + "{\"name\":\"demo:client\",\"realmRoles\":[\"demo:client\"]}]");
  }

  @Test
  void aGroupThatIsSpelledOutIsLeftAsItIs() {
    RealmTemplate template =
        template(
            """
            {
              "realm": "r",
              "attributes": {"fl.groups.mirror": "realm-roles"},
              "roles": {"realm": [{"name": "a"}, {"name": "b"}]},
              "groups": [{"name": "b", "realmRoles": []}, {"name": "x", "subGroups": [{"name": "a"}]}]
            }
            """);

    assertThat(template.groups()).containsExactly("b", "x", "a");
    assertThat(template.representation().at("/groups/0/realmRoles")).isEmpty();
  }

  @Test
  void withoutTheAttributeThereAreNoGroups() {
    assertThat(
            load("{\"realm\": \"r\", \"roles\": {\"realm\": [{\"name\": \"a\"}]}}").has("groups"))
        .isFalse();
  }

  @Test
  void anyOtherValueIsAProblem() {
    assertThat(
            problems(
                "{\"realm\": \"r\", \"attributes\": {\"fl.groups.mirror\": \"client-roles\"}}"))
        .containsExactly(
            "t.json:1 $.attributes['fl.groups.mirror']: must be \"realm-roles\" or be left out");
  }

  @Test
  void aRoleWithASlashCannotBeMirrored() {
    assertThat(
            problems(
                """
                {"realm": "r",
                 "attributes": {"fl.groups.mirror": "realm-roles"},
                 "roles": {"realm": [
                   {"name": "a/b"}]}}
                """))
        .containsExactly(
            "t.json:4 $.roles.realm[0]: the role \"a/b\" cannot be mirrored: a group's name has no"
                + " \"/\"");
  }

  @Test
  void mirrorsAreFoundInTheTemplateByThePartThatTheyStandIn() {
    RealmTemplate template =
        template(
            """
            {"realm": "r",
             "attributes": {"fl.groups.mirror": "realm-roles"},
             "roles": {"realm": [{"name": "a"}]}}
            """);

    assertThat(template.position("$.groups[0]")).hasToString("t.json:1 $");
  }
}
