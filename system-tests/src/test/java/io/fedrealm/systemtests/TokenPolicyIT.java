package io.fedrealm.systemtests;

import static io.fedrealm.systemtests.PolicyRealm.REDIRECT;
import static io.fedrealm.systemtests.PolicyRealm.assertRefused;
import static io.fedrealm.systemtests.PolicyRealm.attribute;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fedrealm.systemtests.support.Http;
import io.fedrealm.systemtests.support.LocalKeycloak;
import io.fedrealm.systemtests.support.SignIn;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The client policies that the server is started with hold in a realm that has none of its own, and
 * its administrators cannot switch them off (docs/token-policy.md).
 */
@Tag("fast")
@ExtendWith(LocalKeycloak.class)
class TokenPolicyIT {

  private static final String PASSWORD = "canary-token-policy-person-41d7";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static LocalKeycloak.Server server;
  private static PolicyRealm given;

  @BeforeAll
  static void aRealmWithoutPoliciesAndClientsThatCameInByAnImport(LocalKeycloak.Server running) {
    server = running;
    given = new PolicyRealm(server, "token-policy");
    given.admin.addUser(given.name, "somebody", PASSWORD);
    given.smuggle("good", client -> {});
    given.smuggle("any-redirect", client -> client.putArray("redirectUris").add("*"));
    given.smuggle("any-origin", client -> client.putArray("webOrigins").add("*"));
    given.smuggle("password", PolicyRealm::passwordGrant);
    given.smuggle(
        "password-exception",
        client -> {
          PolicyRealm.passwordGrant(client);
          attribute("fl.allow.password.grant", "true").accept(client);
        });
  }

  @Nested
  class TheServer {

    @Test
    void hasPoliciesForEveryClientAndNoProfilesButOurs() {
      JsonNode policies =
          given.admin.get(given.name + "/client-policies/policies?include-global-policies=true");
      JsonNode profiles =
          given.admin.get(given.name + "/client-policies/profiles?include-global-profiles=true");

      assertThat(policies.path("globalPolicies").findValuesAsText("name"))
          .containsExactly("fl-server-wide", "fl-server-wide-public", "fl-server-wide-code-flow");
      assertThat(policies.path("policies")).isEmpty();
      assertThat(profiles.path("globalProfiles").valueStream().map(p -> p.path("name").asText()))
          .containsExactly("fl-server-wide", "fl-server-wide-public", "fl-server-wide-code-flow");
    }

    @ParameterizedTest
    @ValueSource(strings = {"globalPolicies", "policies"})
    void doesNotLetARealmSwitchItOff(String field) {
      ObjectNode body = JSON.objectNode();
      body.putArray(field).addObject().put("name", "fl-server-wide").put("enabled", false);

      assertThat(given.admin.send("PUT", given.name + "/client-policies/policies", body).status())
          .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            client-policies.policies | not json
            client-policies.profiles | {"profiles":[{"name":"fl-server-wide","executors":[]}]}
            """)
    void givesNoTokenInARealmThatHidesThePolicyInItsAttributes(String attribute, String json) {
      PolicyRealm tampered = new PolicyRealm(server, "token-policy-" + attribute.substring(16));
      tampered.smuggle("good", client -> {});
      assertThat(tampered.service("good").status()).isEqualTo(200);
      JsonNode attributes = tampered.stored().path("attributes");

      tampered.set("attributes", ((ObjectNode) attributes.deepCopy()).put(attribute, json));

      assertRefused(tampered.service("good"), "unauthorized_client", "of the realm");
      tampered.admin.write(
          "PUT",
          tampered.name + "/" + attribute.replace('.', '/'),
          JSON.objectNode().set(attribute.substring(16), JSON.arrayNode()));
      assertThat(tampered.service("good").status()).isEqualTo(200);
    }
  }

  @Nested
  class AClientThatCameInByAnImport {

    @ParameterizedTest
    @CsvSource({
      "access.token.signed.response.alg, ES256",
      "access.token.signed.response.alg, HS256",
      "access.token.signed.response.alg, none",
      "id.token.signed.response.alg, PS256",
      "user.info.response.signature.alg, ES256",
      "access.token.lifespan, 31536000",
      "access.token.lifespan, -1",
      "access.token.lifespan, soon"
    })
    void aClientThatCameInByAnImportGetsNoToken(String attribute, String value) {
      String clientId = "smuggled-" + attribute + value;
      given.smuggle(clientId, attribute(attribute, value));

      assertRefused(given.service(clientId), "unauthorized_client", attribute + " is ");
    }

    @Test
    void aClientThatCameInWithAWholeRealmGetsNoTokenEither() {
      ObjectNode body =
          JSON.objectNode().put("realm", "token-policy-imported").put("enabled", true);
      ObjectNode client = PolicyRealm.client("smuggled");
      attribute("access.token.signed.response.alg", "ES256").accept(client);
      body.putArray("clients").add(client);
      PolicyRealm.serviceAccount(body, "smuggled");
      given.admin.write("POST", "", body);

      assertRefused(
          server
              .realm("token-policy-imported")
              .clientCredentials("smuggled", PolicyRealm.SECRET, ""),
          "unauthorized_client",
          "access.token.signed.response.alg is ES256");
    }

    @ParameterizedTest
    @ValueSource(strings = {"any-redirect", "any-origin"})
    void signsNobodyInAndRedirectsNowhere(String clientId) {
      SignIn browser = new SignIn(given.realm, clientId, REDIRECT);

      Http.Answer page = browser.authorize(browser.request("openid"));

      assertThat(page.status()).isEqualTo(400);
      assertThat(page.location()).isEmpty();
      assertThat(page.body()).contains("wildcard");
    }

    @Test
    void withThePasswordGrantGetsNoTokenButForANamedException() {
      assertRefused(password("password"), "unauthorized_client", "fl.allow.password.grant=true");
      assertThat(password("password-exception").status()).isEqualTo(200);
    }

    @Test
    void thatBreaksNoRuleGetsOne() {
      assertThat(given.service("good").status()).isEqualTo(200);
    }
  }

  private static Http.Answer password(String clientId) {
    return given.realm.token(
        Map.of(
            "grant_type",
            "password",
            "client_id",
            clientId,
            "username",
            "somebody",
            "password",
            PASSWORD));
  }

  @Nested
  class TheRealm {

    @Test
    void givesNoTokenWhileItsDefaultIsAnotherAlgorithmOrALongerLife() {
      PolicyRealm other = new PolicyRealm(server, "token-policy-settings");
      other.smuggle("good", client -> {});

      other.set("defaultSignatureAlgorithm", TextNode.valueOf("ES256"));
      assertRefused(
          other.service("good"),
          "unauthorized_client",
          "the default signature algorithm of the realm is ES256");
      other.set("defaultSignatureAlgorithm", TextNode.valueOf("RS256"));
      other.set("accessTokenLifespan", JSON.numberNode(3600));
      assertRefused(
          other.service("good"),
          "unauthorized_client",
          "the access token lifespan of the realm is 3600 seconds");
      other.set("accessTokenLifespan", JSON.numberNode(600));
      assertThat(other.service("good").status()).isEqualTo(200);
    }

    @Test
    void letsPeopleIntoBothConsoles() {
      for (List<String> console :
          List.of(
              List.of("security-admin-console", "/admin/" + given.name + "/console/"),
              List.of("account-console", "/realms/" + given.name + "/account/"))) {
        SignIn person = new SignIn(given.realm, console.get(0), server.url() + console.get(1));

        assertThat(person.token("somebody", PASSWORD, "openid").status()).isEqualTo(200);
      }
    }

    @Test
    void signsNobodyInToAdminCliByPassword() {
      assertRefused(password("admin-cli"), "unauthorized_client", "the password grant");
    }
  }
}
