package io.fedrealm.systemtests;

import static io.fedrealm.systemtests.PolicyRealm.assertRefused;
import static io.fedrealm.systemtests.PolicyRealm.attribute;
import static io.fedrealm.systemtests.PolicyRealm.passwordGrant;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.systemtests.support.Http;
import io.fedrealm.systemtests.support.LocalKeycloak;
import java.io.IOException;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A client that breaks a rule of the server is refused when it is saved, by whomever, in a realm
 * that has no client policies of its own (docs/token-policy.md).
 */
@ExtendWith(LocalKeycloak.class)
class SavedClientsIT {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static PolicyRealm given;

  @BeforeAll
  static void aRealmWithoutPolicies(LocalKeycloak.Server server) {
    given = new PolicyRealm(server, "saved-clients");
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Nested
  class AnAdministrator {

    @ParameterizedTest
    @CsvSource({
      "access.token.signed.response.alg, ES256",
      "access.token.signed.response.alg, HS256",
      "access.token.signed.response.alg, PS256",
      "access.token.signed.response.alg, none",
      "id.token.signed.response.alg, ES256",
      "user.info.response.signature.alg, ES256",
      "authorization.signed.response.alg, ES256",
      "access.token.lifespan, 601",
      "access.token.lifespan, -1",
      "access.token.lifespan, soon"
    })
    void cannotMakeAClientWhoseTokensBreakARule(String attribute, String value) {
      Http.Answer answer = given.create("made-by-hand", attribute(attribute, value));

      assertRefused(answer, "invalid_client_metadata", attribute + " is ");
      assertThat(given.admin.get(given.name + "/clients?clientId=made-by-hand")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
      "'', https://app.example.org/*, +",
      "https://app.example.org, https://app.example.org*, +",
      "https://app.example.org, https://elsewhere.example.org/*, +",
      "https://app.example.org, *, +",
      "'', http://app.example.org/callback, +",
      "'', app:/callback, +",
      "'', https://app.example.org/callback, *",
      "'', https://app.example.org/callback, http://app.example.org"
    })
    void cannotMakeAClientThatSendsCodesAnywhere(
        String rootUrl, String redirectUri, String origin) {
      Http.Answer answer = given.create("sends-anywhere", addresses(rootUrl, redirectUri, origin));

      assertRefused(
          answer, "invalid_client_metadata", origin.equals("+") ? "redirect URI" : "web origin");
    }

    @ParameterizedTest
    @CsvSource({
      "https://app.example.org, https://app.example.org/*, https://app.example.org",
      "https://app.example.org, /deep/links/*, +",
      "http://localhost:3000, http://localhost:3000/*, +",
      "'', http://localhost:8999/callback, +"
    })
    void canLeaveThePathOpenOnTheOriginOfTheApplication(
        String rootUrl, String redirectUri, String origin) {
      String clientId = "deep-links-" + Integer.toHexString((rootUrl + redirectUri).hashCode());

      assertThat(given.create(clientId, addresses(rootUrl, redirectUri, origin)).status())
          .isEqualTo(201);
    }

    private static Consumer<ObjectNode> addresses(
        String rootUrl, String redirectUri, String origin) {
      return client -> {
        client.put("rootUrl", rootUrl);
        client.putArray("redirectUris").add(redirectUri);
        client.putArray("webOrigins").add(origin);
      };
    }

    @Test
    void cannotSwitchThePasswordGrantOnButForANamedException() {
      assertRefused(
          given.create("made-with-password", PolicyRealm::passwordGrant),
          "invalid_client_metadata",
          "fl.allow.password.grant=true");
      assertThat(
              given
                  .create(
                      "made-as-exception",
                      client -> {
                        passwordGrant(client);
                        attribute("fl.allow.password.grant", "true").accept(client);
                      })
                  .status())
          .isEqualTo(201);
    }

    @Test
    void getsAClientWithoutPasswordGrantWhenTheRequestDoesNotSay() {
      assertThat(
              given
                  .create("says-nothing", client -> client.remove("directAccessGrantsEnabled"))
                  .status())
          .isEqualTo(201);
      assertThat(
              given
                  .admin
                  .client(given.name, "says-nothing")
                  .path("directAccessGrantsEnabled")
                  .asBoolean(true))
          .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"account", "account-console", "admin-cli", "broker", "security-admin-console"})
    void canSaveTheBuiltInClients(String clientId) {
      ObjectNode client = given.admin.client(given.name, clientId);

      assertThat(
              given
                  .admin
                  .send("PUT", given.name + "/clients/" + client.path("id").asText(), client)
                  .status())
          .isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            fl-token-policy        | {"max-access-token-lifespan":0}
            fl-token-policy        | {"max-access-token-lifespan":"ten minutes"}
            fl-token-policy        | {"max-lifespan":60}
            fl-password-grant      | {"allow-exceptions":"maybe"}
            fl-redirect-uris       | {"allow":"*"}
            fl-reserved-attributes | {"prefix":""}
            """)
    void cannotConfigureAnExecutorWrongly(String executor, String configuration) {
      ObjectNode body = JSON.objectNode();
      ObjectNode profile = body.putArray("profiles").addObject().put("name", "own");
      profile
          .putArray("executors")
          .addObject()
          .put("executor", executor)
          .set("configuration", json(configuration));

      assertThat(given.admin.send("PUT", given.name + "/client-policies/profiles", body).status())
          .isEqualTo(400);
    }
  }

  @Nested
  class AClientThatRegistersItself {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            400 | {"redirectUris":["*"]}
            400 | {"redirectUris":["http://app.example.org/"]}
            400 | {"attributes":{"access.token.signed.response.alg":"ES256"}}
            403 | {"attributes":{"fl.site":"site-1"}}
            403 | {"attributes":{"fl.allow.password.grant":"true"}}
            201 | {"redirectUris":["https://app.example.org/callback"]}
            """)
    void keepsTheRulesToo(int status, String registration) {
      String access =
          given
              .admin
              .write(
                  "POST",
                  given.name + "/clients-initial-access",
                  JSON.objectNode().put("count", 1).put("expiration", 60))
              .json()
              .path("token")
              .asText();
      JsonNode client = json(registration);

      Http.Answer answer =
          new Http()
              .json(
                  "POST",
                  given.realm.issuer() + "/clients-registrations/default",
                  client,
                  "Authorization",
                  "Bearer " + access);

      assertThat(answer.status()).isEqualTo(status);
    }
  }
}
