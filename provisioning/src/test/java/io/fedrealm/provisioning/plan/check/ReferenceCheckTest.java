package io.fedrealm.provisioning.plan.check;

import static io.fedrealm.provisioning.plan.PlanSupport.state;
import static io.fedrealm.provisioning.plan.PlanSupport.template;
import static org.assertj.core.api.Assertions.assertThat;

import io.fedrealm.provisioning.template.source.Problem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReferenceCheckTest {

  private static List<String> forNewRealm(String template) {
    return texts(ReferenceCheck.problems(template(template), Optional.empty()));
  }

  private static List<String> onServer(String template, String actual) {
    return texts(ReferenceCheck.problems(template(template), Optional.of(state(actual))));
  }

  private static List<String> texts(List<Problem> problems) {
    return problems.stream().map(Problem::toString).toList();
  }

  @Nested
  class WhatNobodyHas {

    private static String mapper(String setting) {
      return ("\"clientScopes\": [{\"name\": \"s\", \"protocol\": \"p\", \"protocolMappers\": [{\"name\": \"m\","
              + " \"protocol\": \"p\", \"protocolMapper\": \"x\", \"config\": {\"%s\": \"no\"}}]}]")
          .formatted(setting);
    }

    static Stream<Arguments> dangling() {
      return Stream.of(
          Arguments.of(
              "\"groups\": [{\"name\": \"g\", \"realmRoles\": [\"no\"]}]",
              "$.groups[0]: roles of group /g names the realm role \"no\""),
          Arguments.of(
              "\"groups\": [{\"name\": \"g\", \"clientRoles\": {\"account\": [\"no\"]}}]",
              "$.groups[0]: roles of group /g names the role of client account \"no\""),
          Arguments.of(
              "\"roles\": {\"realm\": [{\"name\": \"a\", \"composites\": {\"realm\": [\"no\"]}}]}",
              "$.roles.realm[0]: composites of role a names the realm role \"no\""),
          Arguments.of(
              "\"users\": [{\"username\": \"a\", \"federatedIdentities\": [{\"identityProvider\": \"no\","
                  + " \"userId\": \"1\"}]}]",
              "$.users[0].federatedIdentities: identity provider links of user a names the identity"
                  + " provider \"no\""),
          Arguments.of(
              "\"organizations\": [{\"name\": \"A\", \"members\": [{\"username\": \"no\"}]}]",
              "$.organizations[0].members: members of organization A names the user \"no\""),
          Arguments.of(
              "\"organizations\": [{\"name\": \"A\", \"members\": [{\"username\": \"ann\","
                  + " \"groups\": [\"/No\"]}]}], \"users\": [{\"username\": \"ann\"}]",
              "$.organizations[0].members[0].groups: groups of member of organization A: ann names"
                  + " the group of organization \"/No\""),
          Arguments.of(
              "\"organizations\": [{\"name\": \"A\", \"groups\": [{\"name\": \"Lab\","
                  + " \"realmRoles\": [\"no\"]}]}]",
              "$.organizations[0].groups[0]: roles of group of organization A: /Lab names the realm"
                  + " role \"no\""),
          Arguments.of(
              "\"roles\": {\"client\": {\"no\": [{\"name\": \"a\"}]}}",
              "$.roles.client.no[0]: role of client no: a names the client \"no\""),
          Arguments.of(
              "\"clients\": [{\"clientId\": \"c\", \"defaultClientScopes\": [\"no\"]}]",
              "$.clients[0]: client c names the client scope \"no\""),
          Arguments.of(
              "\"clients\": [{\"clientId\": \"c\", \"optionalClientScopes\": [\"email\", \"no\"]}]",
              "$.clients[0]: client c names the client scope \"no\""),
          Arguments.of(
              "\"defaultOptionalClientScopes\": [\"no\"]",
              "$.defaultOptionalClientScopes: default client scopes names the client scope \"no\""),
          Arguments.of(
              "\"scopeMappings\": [{\"client\": \"no\", \"roles\": [\"offline_access\"]}]",
              "$.scopeMappings[0]: scope mapping of client no names the client \"no\""),
          Arguments.of(
              "\"scopeMappings\": [{\"clientScope\": \"no\", \"roles\": [\"offline_access\"]}]",
              "$.scopeMappings[0]: scope mapping of client scope no names the client scope \"no\""),
          Arguments.of(
              mapper("included.client.audience"),
              "$.clientScopes[0].protocolMappers[0]: mapper of client scope s: m names the client"
                  + " \"no\""),
          Arguments.of(
              mapper("usermodel.clientRoleMapping.clientId"),
              "$.clientScopes[0].protocolMappers[0]: mapper of client scope s: m names the client"
                  + " \"no\""),
          Arguments.of(
              mapper("role"),
              "$.clientScopes[0].protocolMappers[0]: mapper of client scope s: m names the realm"
                  + " role \"no\""),
          Arguments.of(
              "\"users\": [{\"serviceAccountClientId\": \"no\"}]",
              "$.users[0]: roles of service account no names the client \"no\""),
          Arguments.of(
              "\"clientPolicies\": {\"policies\": [{\"name\": \"p\", \"profiles\": [\"no\"]}]}",
              "$.clientPolicies: client policies p names the client profile \"no\""));
    }

    @ParameterizedTest
    @MethodSource("dangling")
    void isNamedWithTheResourceThatNamesIt(String field, String problem) {
      String template = "{\"realm\": \"r\", " + field + "}";
      String message =
          "t.json:1 "
              + problem
              + ", which is neither in the template nor on the server: correct or add it";

      assertThat(forNewRealm(template)).containsExactly(message);
    }

    @Test
    void isReportedAllAtOnce() {
      assertThat(
              forNewRealm(
                  """
                  {
                    "realm": "r",
                    "groups": [{"name": "g", "realmRoles": ["x"], "clientRoles": {"y": ["z"]}}]
                  }
                  """))
          .hasSize(3);
    }
  }

  @Nested
  class WhatSomebodyHas {

    @Test
    void aReferenceToWhatTheTemplateHasIsNoProblem() {
      assertThat(
              forNewRealm(
                  """
                  {
                    "realm": "r",
                    "roles": {"realm": [{"name": "a"}], "client": {"c": [{"name": "x"}]}},
                    "groups": [{"name": "g", "realmRoles": ["a"], "clientRoles": {"c": ["x"]}}],
                    "clientScopes": [{"name": "s", "protocol": "openid-connect"}],
                    "clients": [{"clientId": "c", "defaultClientScopes": ["s"],
                                 "serviceAccountsEnabled": true}],
                    "users": [{"serviceAccountClientId": "c", "clientRoles": {"c": ["x"]}}],
                    "clientProfiles": {"profiles": [{"name": "p"}]},
                    "clientPolicies": {"policies": [{"name": "q", "profiles": ["p", "fapi-2-security-profile"]}]}
                  }
                  """))
          .isEmpty();
    }

    @Test
    void aReferenceToWhatKeycloakMakesInANewRealmIsNoProblem() {
      assertThat(
              forNewRealm(
                  """
                  {
                    "realm": "My-Realm",
                    "groups": [{"name": "g",
                      "realmRoles": ["offline_access", "default-roles-my-realm"],
                      "clientRoles": {"realm-management": ["view-users"]}}],
                    "clients": [{"clientId": "c", "defaultClientScopes": ["basic", "service_account"]}]
                  }
                  """))
          .isEmpty();
    }

    @Test
    void aReferenceToWhatTheServerHasIsNoProblem() {
      assertThat(
              onServer(
                  """
                  {
                    "realm": "r",
                    "groups": [{"name": "g", "realmRoles": ["live"], "clientRoles": {"c": ["x"]}}],
                    "defaultDefaultClientScopes": ["s"]
                  }
                  """,
                  """
                  {
                    "realm": "r",
                    "roles": {"realm": [{"name": "live"}], "client": {"c": [{"name": "x"}]}},
                    "clients": [{"clientId": "c"}],
                    "clientScopes": [{"name": "s"}]
                  }
                  """))
          .isEmpty();
    }

    @Test
    void aReferenceToWhatWasTakenFromTheRealmIsAProblem() {
      assertThat(
              onServer(
                  """
                  {
                    "realm": "r",
                    "groups": [{"name": "g", "realmRoles": ["offline_access"]}],
                    "defaultDefaultClientScopes": ["email"]
                  }
                  """,
                  "{\"realm\": \"r\"}"))
          .hasSize(2)
          .anyMatch(problem -> problem.contains("\"offline_access\""))
          .anyMatch(problem -> problem.contains("client scope \"email\""));
    }
  }

  @Nested
  class AServiceAccount {

    private static final String TEMPLATE =
        "{\"realm\": \"r\", %s \"users\": [{\"serviceAccountClientId\": \"c\"}]}";

    private static String client(String fields) {
      return "\"clients\": [{\"clientId\": \"c\"" + fields + "}]";
    }

    @Test
    void needsAClientThatHasOne() {
      String none =
          "t.json:1 $.users[0]: the client \"c\" has no service account: set serviceAccountsEnabled";

      assertThat(forNewRealm(TEMPLATE.formatted(client("") + ","))).containsExactly(none);
      assertThat(onServer(TEMPLATE.formatted(""), "{\"realm\": \"r\", " + client("") + "}"))
          .containsExactly(none);
      assertThat(
              onServer(
                  TEMPLATE.formatted(client(", \"serviceAccountsEnabled\": false") + ","),
                  "{\"realm\": \"r\", " + client(", \"serviceAccountsEnabled\": true") + "}"))
          .containsExactly(none);
    }

    @Test
    void isThereWhenTheServersClientHasOneAndTheTemplateDoesNotSay() {
      assertThat(
              onServer(
                  TEMPLATE.formatted(client("") + ","),
                  "{\"realm\": \"r\", " + client(", \"serviceAccountsEnabled\": true") + "}"))
          .isEmpty();
    }
  }
}
