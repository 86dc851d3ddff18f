package io.fedrealm.provisioning.template.check;

import static io.fedrealm.provisioning.template.TemplateSupport.problems;
import static io.fedrealm.provisioning.template.TemplateSupport.template;
import static io.fedrealm.provisioning.template.TemplateSupport.variables;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedrealm.provisioning.template.RealmTemplate;
import io.fedrealm.provisioning.template.source.TemplateSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StructureCheckTest {

  @Nested
  class Names {

    static Stream<Arguments> missing() {
      return Stream.of(
          Arguments.of("\"clients\": [{\"name\": \"x\"}]", "$.clients[0]: has no \"clientId\""),
          Arguments.of(
              "\"clientScopes\": [{\"protocol\": \"p\"}]", "$.clientScopes[0]: has no \"name\""),
          Arguments.of(
              "\"clientScopes\": [{\"name\": \"s\"}]", "$.clientScopes[0]: has no \"protocol\""),
          Arguments.of("\"groups\": [{\"name\": \" \"}]", "$.groups[0]: has no \"name\""),
          Arguments.of(
              "\"groups\": [{\"name\": \"a\", \"subGroups\": [{}]}]",
              "$.groups[0].subGroups[0]: has no \"name\""),
          Arguments.of("\"roles\": {\"realm\": [{}]}", "$.roles.realm[0]: has no \"name\""),
          Arguments.of(
              "\"roles\": {\"client\": {\"a.b\": [{}]}}",
              "$.roles.client['a.b'][0]: has no \"name\""),
          Arguments.of(
              "\"clientPolicies\": {\"policies\": [{}]}",
              "$.clientPolicies.policies[0]: has no \"name\""),
          Arguments.of(
              "\"scopeMappings\": [{\"roles\": []}]",
              "$.scopeMappings[0]: name either the \"client\" or the \"clientScope\" that gets the"
                  + " roles"));
    }

    @ParameterizedTest
    @MethodSource("missing")
    void aNameThatIsMissingIsAProblem(String field, String problem) {
      assertThat(problems("{\"realm\": \"r\", " + field + "}"))
          .containsExactly("t.json:1 " + problem);
    }

    static Stream<Arguments> twice() {
      return Stream.of(
          Arguments.of(
              "\"clients\": [{\"clientId\": \"x\"}, {\"clientId\": \"x\"}]", "$.clients[1]"),
          Arguments.of("\"groups\": [{\"name\": \"x\"}, {\"name\": \"x\"}]", "$.groups[1]"),
          Arguments.of(
              "\"groups\": [{\"name\": \"g\", \"subGroups\": [{\"name\": \"x\"}, {\"name\": \"x\"}]}]",
              "$.groups[0].subGroups[1]"),
          Arguments.of(
              "\"roles\": {\"client\": {\"c\": [{\"name\": \"x\"}, {\"name\": \"x\"}]}}",
              "$.roles.client.c[1]"),
          Arguments.of(
              "\"users\": [{\"serviceAccountClientId\": \"x\"}, {\"serviceAccountClientId\": \"x\"}]",
              "$.users[1]"),
          Arguments.of(
              "\"clientProfiles\": {\"profiles\": [{\"name\": \"x\"}, {\"name\": \"x\"}]}",
              "$.clientProfiles.profiles[1]"));
    }

    @ParameterizedTest
    @MethodSource("twice")
    void aNameThatStandsTwiceIsAProblem(String field, String path) {
      assertThat(problems("{\"realm\": \"r\", " + field + "}"))
          .containsExactly("t.json:1 " + path + ": \"x\" stands here a second time");
    }

    @Test
    void mayBeTheSameInDifferentPlaces() {
      assertThat(
              template(
                      """
                      {"realm": "r",
                       "roles": {"realm": [{"name": "x"}], "client": {"x": [{"name": "x"}]}},
                       "groups": [{"name": "x", "subGroups": [{"name": "x"}]}],
                       "clients": [{"clientId": "x"}]}
                      """)
                  .realm())
          .isEqualTo("r");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "ü", "a\\\"b", "a\\\\b"})
    void ofClientScopesAreScopeTokens(String name) {
      assertThat(
              problems(
                  "{\"realm\": \"r\", \"clientScopes\": [{\"protocol\": \"p\", \"name\": \""
                      + name
                      + "\"}]}"))
          .singleElement()
          .asString()
          .startsWith("t.json:1 $.clientScopes[0]: a client scope cannot be called \"")
          .endsWith(": take ASCII characters without space, \" and \\");
    }

    @Test
    void ofGroupsHaveNoSlash() {
      assertThat(problems("{\"realm\": \"r\", \"groups\": [{\"name\": \"a/b\"}]}"))
          .containsExactly("t.json:1 $.groups[0]: a group's name cannot hold \"/\"");
    }
  }

  @Nested
  class TheRealm {

    @Test
    void aRealmWithoutANameIsAProblem() {
      assertThat(problems("{}"))
          .containsExactly("t.json:1 $: names no realm: add \"realm\": \"NAME\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a?b", "a#b", "{a}", "a;b", ".", "..", " a", "a ", "a:b", "a&b"})
    void hasNoNameThatKeycloakCannotWorkWith(String name) {
      assertThat(problems("{\"realm\": \"" + name + "\"}"))
          .singleElement()
          .asString()
          .startsWith("t.json:1 $.realm: a realm cannot be called \"" + name + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"FLNet-Client", "Klinikum Süd", "100%", "a.b_c", "研究"})
    void mayHaveAnyOther(String name) {
      assertThat(template("{\"realm\": \"" + name + "\"}").realm()).isEqualTo(name);
    }

    @Test
    void isDescribedByOneTemplateOfARun() {
      assertThatThrownBy(
              () ->
                  RealmTemplate.load(
                      List.of(
                          new TemplateSource("a.json", "{\"realm\": \"r\"}"),
                          new TemplateSource("b.json", "{\n\"realm\": \"r\"}")),
                      variables()))
          .hasMessageContaining(
              "b.json:2 $.realm: the realm \"r\" is already described by a.json: name each realm"
                  + " once");
    }
  }

  @Test
  void aMapperNamesItsProtocolAndItsProvider() {
    assertThat(
            problems(
                """
                {
                  "realm": "r",
                  "clients": [{"clientId": "c", "protocolMappers": [
                    {"name": "m"}
                  ]}]
                }
                """))
        .containsExactly(
            "t.json:4 $.clients[0].protocolMappers[0]: has no \"protocol\"",
            "t.json:4 $.clients[0].protocolMappers[0]: has no \"protocolMapper\"");
  }

  @Test
  void aClientScopeIsEitherDefaultOrOptional() {
    assertThat(
            problems(
                """
                {
                  "realm": "r",
                  "defaultDefaultClientScopes": ["a"],
                  "defaultOptionalClientScopes": ["a", "b"],
                  "clients": [{
                    "clientId": "c",
                    "defaultClientScopes": ["x", "y"],
                    "optionalClientScopes": ["y"]
                  }]
                }
                """))
        .containsExactly(
            "t.json:4 $.defaultOptionalClientScopes: the client scope \"a\" is also in"
                + " defaultDefaultClientScopes: keep it in one",
            "t.json:8 $.clients[0].optionalClientScopes: the client scope \"y\" is also in"
                + " defaultClientScopes: keep it in one");
  }
}
