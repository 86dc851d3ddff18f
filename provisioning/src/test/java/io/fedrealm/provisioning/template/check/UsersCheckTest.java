package io.fedrealm.provisioning.template.check;

import static io.fedrealm.provisioning.template.TemplateSupport.problems;
import static org.assertj.core.api.Assertions.assertThat;

import io.fedrealm.provisioning.template.TemplateSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsersCheckTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'email':'a@b.test'} | $.users[0]: has neither "username" nor "serviceAccountClientId"
          {'username':'a'},{'username':'A'} | $.users[1]: "a" stands here a second time
          {'username':'a','email':'x@b.test'},{'username':'b','email':'X@b.test'} | $.users[1]: "x@b.test" stands here a second time
          {'username':'a','credentials':[{'type':'otp','value':'${S}'}]} | $.users[0].credentials[0].type: must be "password": nothing else can be given to a user by somebody else
          {'username':'a','credentials':[{'type':'password'}]} | $.users[0].credentials[0]: has no "value"
          {'username':'a','federatedIdentities':[{'userId':'1'}]} | $.users[0].federatedIdentities[0]: has no "identityProvider"
          {'username':'a','federatedIdentities':[{'identityProvider':'p'}]} | $.users[0].federatedIdentities[0]: has no "userId"
          {'username':'a','federatedIdentities':[{'identityProvider':'p','userId':'1'},{'identityProvider':'p','userId':'2'}]} | $.users[0].federatedIdentities[1]: "p" stands here a second time
          {'username':'a','federatedIdentities':[{'identityProvider':'p','userId':'1'}]},{'username':'b','federatedIdentities':[{'identityProvider':'p','userId':'1'}]} | $.users[1].federatedIdentities[0]: links to the same person of "p" as the user "a" does: Keycloak would let neither in
          """)
  void aPersonWhomKeycloakWouldNotTakeIsRefused(String users, String problem) {
    String json = "{\"realm\":\"r\",\"users\":[" + users.replace('\'', '"') + "]}";

    assertThat(problems(json, "S", TemplateSupport.CANARY)).containsExactly("t.json:1 " + problem);
  }

  @Test
  void aPasswordIsAVariable() {
    String json =
        """
        {"realm":"r","users":[{"username":"a","credentials":[{"value":"in the file"}]}]}
        """;

    assertThat(problems(json))
        .containsExactly(
            "t.json:1 $.users[0].credentials[0].value: a secret does not belong into a file: write"
                + " one variable here and nothing else, ${NAME}");
  }
}
