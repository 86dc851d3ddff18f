package io.fedrealm.provisioning.template.check;

import static io.fedrealm.provisioning.template.TemplateSupport.load;
import static io.fedrealm.provisioning.template.TemplateSupport.problems;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RepresentationCheckTest {

  @Nested
  class UnknownFieldsAndWrongTypes {

    @Test
    void areAllFoundWithLineAndPath() {
      assertThat(
              problems(
                  """
                  {
                    "realm": "r",
                    "colour": {"red": 1},
                    "enabled": "maybe",
                    "accessTokenLifespan": "soon",
                    "ssoSessionIdleTimeout": 99999999999,
                    "ssoSessionMaxLifespan": 1.5,
                    "roles": {"realm": [{"name": "a", "descripton": "b"}]},
                    "clients": [
                      {
                        "clientId": "c",
                        "redirectUris": "https://a/",
                        "attributes": {"post.logout.redirect.uris": ["+"]},
                        "protocolMappers": [{"name": "m", "configuration": {}}]
                      },
                      "d"
                    ],
                    "clientProfiles": {
                      "profiles": [{"name": "p", "executor": "x"}]
                    },
                    "clientPolicies": {
                      "policies": {}
                    },
                    "bruteForceStrategy": "SOMETIMES"
                  }
                  """))
          .containsExactlyInAnyOrder(
              "t.json:3 $.colour: Keycloak knows no field \"colour\" here: check the spelling",
              "t.json:4 $.enabled: must be true or false",
              "t.json:5 $.accessTokenLifespan: must be a whole number",
              "t.json:6 $.ssoSessionIdleTimeout: is of a type that Keycloak cannot read here, or out"
                  + " of its range",
              "t.json:7 $.ssoSessionMaxLifespan: is of a type that Keycloak cannot read here, or out"
                  + " of its range",
              "t.json:8 $.roles.realm[0].descripton: Keycloak knows no field \"descripton\" here:"
                  + " check the spelling",
              "t.json:12 $.clients[0].redirectUris: must be an array",
              "t.json:13 $.clients[0].attributes['post.logout.redirect.uris']: must be a text",
              "t.json:14 $.clients[0].protocolMappers[0].configuration: Keycloak knows no field"
                  + " \"configuration\" here: check the spelling",
              "t.json:16 $.clients[1]: must be an object",
              "t.json:19 $.clientProfiles.profiles[0].executor: Keycloak knows no field"
                  + " \"executor\" here: check the spelling",
              "t.json:22 $.clientPolicies.policies: must be an array",
              "t.json:24 $.bruteForceStrategy: must be LINEAR or MULTIPLE");
    }

    static Stream<Arguments> wrongTypes() {
      return Stream.of(
          Arguments.of("\"clients\": \"x\"", "$.clients: must be an array"),
          Arguments.of("\"clients\": {}", "$.clients: must be an array"),
          Arguments.of("\"groups\": \"x\"", "$.groups: must be an array"),
          Arguments.of("\"roles\": []", "$.roles: must be an object"),
          Arguments.of("\"roles\": {\"realm\": [1]}", "$.roles.realm[0]: must be an object"),
          Arguments.of("\"roles\": {\"client\": []}", "$.roles.client: must be an object"),
          Arguments.of("\"attributes\": \"x\"", "$.attributes: must be an object"),
          Arguments.of("\"attributes\": {\"a\": {}}", "$.attributes.a: must be a text"),
          Arguments.of("\"displayName\": []", "$.displayName: must be a text"),
          Arguments.of("\"eventsExpiration\": \"x\"", "$.eventsExpiration: must be a whole number"),
          Arguments.of("\"eventsEnabled\": []", "$.eventsEnabled: must be true or false"),
          Arguments.of("\"clientScopeMappings\": []", "$.clientScopeMappings: must be an object"),
          Arguments.of(
              "\"clientScopeMappings\": {\"c\": {}}", "$.clientScopeMappings.c: must be an array"),
          Arguments.of("\"clientProfiles\": []", "$.clientProfiles: must be an object"),
          Arguments.of(
              "\"attributes\": {\"fl.groups.mirror\": \"realm-roles\"}, \"groups\": 1",
              "$.groups: must be an array"));
    }

    @ParameterizedTest
    @MethodSource("wrongTypes")
    void areRefusedWhateverTheyAre(String field, String problem) {
      assertThat(problems("{\"realm\": \"r\", " + field + "}"))
          .containsExactly("t.json:1 " + problem);
    }
  }

  @Nested
  class WhatKeycloakCanRead {

    @Test
    void takesTheTypeOfItsField() {
      assertThat(
              load(
                  """
                  {
                    "realm": 1,
                    "enabled": "true",
                    "accessTokenLifespan": "300",
                    "eventsExpiration": "7776000",
                    "attributes": {"a": 5, "b": true}
                  }
                  """))
          .hasToString(
              "{\"realm\":\"1\",\"enabled\":true,\"accessTokenLifespan\":300,"
                  + "\"eventsExpiration\":7776000,\"attributes\":{\"a\":\"5\",\"b\":\"true\"}}");
    }

    @Test
    void isNotCompletedByFieldsThatTheTemplateDoesNotDeclare() {
      String json =
          "{\"realm\":\"r\",\"roles\":{\"realm\":[{\"name\":\"a\"}]},"
              + "\"clients\":[{\"clientId\":\"c\",\"protocolMappers\":[]}],"
              + "\"clientProfiles\":{\"profiles\":[{\"name\":\"p\",\"executors\":"
              + "[{\"executor\":\"x\",\"configuration\":{\"any\":[1,\"2\"]}}]}]}}";

      assertThat(load(json)).hasToString(json);
    }

    @Test
    void keepsTheOrderOfRolesThoughKeycloakReadsASet() {
      assertThat(
              load("""
                      {"realm": "r", "roles": {"realm": [
                        {"name": "z", "composites": {"realm": ["q", "b", "z1", "a", "k"]}}
                      ]}}
                      """)
                  .at("/roles/realm/0/composites/realm"))
          .extracting(JsonNode::textValue)
          .containsExactly("q", "b", "z1", "a", "k");
    }
  }
}
