package io.fedrealm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.systemtests.support.Admin;
import io.fedrealm.systemtests.support.Http;
import io.fedrealm.systemtests.support.Jwt;
import io.fedrealm.systemtests.support.LocalKeycloak;
import io.fedrealm.systemtests.support.RealmClient;
import io.fedrealm.systemtests.support.Template;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The one exception from the rule against password grants: off, on, off again. */
@ExtendWith(LocalKeycloak.class)
class FednPasswordLoginIT {

  private static final String PASSWORD = "canary-member-0c7e5a1f9b3d8642";
  private static final String CLIENT = "fedn-password-login";

  private final LocalKeycloak.Server server;
  private final Admin admin;

  FednPasswordLoginIT(LocalKeycloak.Server server) {
    this.server = server;
    this.admin = server.admin();
  }

  @Test
  void itIsOffUntilTheVariableSwitchesItOnAndOffOnceTheVariableIsGone() {
    String realm = "fedn-password";
    apply(realm, "false");
    member(realm);
    assertRefused(login(realm, CLIENT));

    apply(realm, "true");
    Jwt token = RealmClient.accessToken(login(realm, CLIENT));
    assertThat(token.header().path("alg").asText()).isEqualTo("RS256");
    assertThat(token.claims().path("role").asText()).isEqualTo("admin");
    assertThat(token.claims().path("project").asText()).isEqualTo("demo");
    assertThat(token.claims().has("aud")).isFalse();

    apply(realm, "false");
    assertRefused(login(realm, CLIENT));
  }

  @Test
  void itIsForItsClientOnly() {
    String realm = "fedn-password-on";
    apply(realm, "true");
    member(realm);

    for (String client : new String[] {"fedn-cli", "admin-cli"}) {
      assertRefused(login(realm, client));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anotherClientCannotBeGivenThePasswordGrantWhileItIsOff(boolean claimsToBeAnException) {
    String realm = "fedn-password-off-" + claimsToBeAnException;
    apply(realm, "false");
    ObjectNode client = admin.client(realm, "fedn-cli").put("directAccessGrantsEnabled", true);
    client
        .withObject("/attributes")
        .put("fl.allow.password.grant", String.valueOf(claimsToBeAnException));

    Http.Answer answer =
        admin.send("PUT", realm + "/clients/" + client.path("id").asText(), client);

    assertThat(answer.status()).isEqualTo(400);
  }

  private void apply(String realm, String passwordLogin) {
    Map<String, String> variables = Template.of("fedn").variables(realm);
    variables.put("FEDN_PASSWORD_LOGIN", passwordLogin);
    server.apply("fedn", variables);
  }

  private void member(String realm) {
    String user = admin.addUser(realm, "linnea", PASSWORD);
    String group = admin.group(realm, "demo:admin").path("id").asText();
    admin.write("PUT", realm + "/users/" + user + "/groups/" + group, null);
  }

  private Http.Answer login(String realm, String client) {
    return server
        .realm(realm)
        .token(
            Map.of(
                "grant_type",
                "password",
                "client_id",
                client,
                "scope",
                client.equals("admin-cli") ? "openid" : "openid project:demo",
                "username",
                "linnea",
                "password",
                PASSWORD));
  }

  private static void assertRefused(Http.Answer answer) {
    assertThat(answer.status()).isIn(400, 401);
    assertThat(answer.json().has("access_token")).isFalse();
  }
}
