package io.fedrealm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.systemtests.support.Admin;
import io.fedrealm.systemtests.support.Http;
import io.fedrealm.systemtests.support.Jwt;
import io.fedrealm.systemtests.support.LocalKeycloak;
import io.fedrealm.systemtests.support.RealmClient;
import io.fedrealm.systemtests.support.Template;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The realm for a plain API: service accounts in place of API keys. */
@ExtendWith(LocalKeycloak.class)
class ApiTokensIT {

  private static final String REALM = "api-tokens";
  private static final Template TEMPLATE = Template.of("api");

  private static LocalKeycloak.Server server;
  private static Admin admin;
  private static RealmClient realm;

  @BeforeAll
  static void makeRealm(LocalKeycloak.Server running) {
    server = running;
    server.apply("api", TEMPLATE.variables(REALM));
    admin = server.admin();
    realm = server.realm(REALM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"reader", "writer"})
  void aCallerGetsAudienceAndItsOneRoleForThreeMinutes(String role) {
    Http.Answer answer = callerOf(realm, role);
    Jwt token = RealmClient.accessToken(answer);

    assertThat(token.header().path("alg").asText()).isEqualTo("RS256");
    assertThat(keyIds()).contains(token.header().path("kid").asText());
    assertThat(token.lifetime()).isEqualTo(180);
    assertThat(token.claims().path("iss").asText()).isEqualTo(realm.issuer());
    assertThat(token.claims().path("aud").asText()).isEqualTo("api");
    assertThat(token.claims().path("azp").asText()).isEqualTo("api-" + role);
    assertThat(token.claims().path("typ").asText()).isEqualTo("Bearer");
    assertThat(token.claims().path("role").asText()).isEqualTo(role);
    assertThat(token.claims().has("realm_access")).isFalse();
    assertThat(answer.json().has("refresh_token")).isFalse();
  }

  @Test
  void aCallerThatWasGivenAnotherRoleByHandDoesNotHaveItInTheToken() {
    String realmName = "api-roles";
    server.apply("api", TEMPLATE.variables(realmName));
    giveRole(realmName, "api-reader", "writer");

    Jwt token = RealmClient.accessToken(callerOf(server.realm(realmName), "reader"));

    assertThat(token.claims().path("role").asText()).isEqualTo("reader");
  }

  @Test
  void aCallerWithoutARoleGetsNoToken() {
    String realmName = "api-no-role";
    server.apply("api", TEMPLATE.variables(realmName));
    ArrayNode roles = JsonNodeFactory.instance.arrayNode();
    roles.add(admin.get(realmName + "/roles/reader"));
    admin.write("DELETE", account(realmName, "api-reader") + "/role-mappings/realm", roles);

    Http.Answer answer = callerOf(server.realm(realmName), "reader");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("error_description").asText()).contains("'role'");
  }

  @Test
  void aSwitchedOffCallerGetsNoTokenAndTheOthersGoOn() {
    String realmName = "api-revoked";
    server.apply("api", TEMPLATE.variables(realmName));
    ObjectNode client = admin.client(realmName, "api-reader").put("enabled", false);
    admin.write("PUT", realmName + "/clients/" + client.path("id").asText(), client);

    assertThat(callerOf(server.realm(realmName), "reader").status()).isEqualTo(401);
    assertThat(callerOf(server.realm(realmName), "writer").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "wrong", "${API_READER_SECRET}", "**********"})
  void aSecretThatIsNotTheCallersIsRefused(String secret) {
    Http.Answer answer = realm.clientCredentials("api-reader", secret, "");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.json().has("access_token")).isFalse();
  }

  @Test
  void theApiItselfGetsNoToken() {
    String secret = admin.client(REALM, "api").path("secret").asText();

    Http.Answer answer = realm.clientCredentials("api", secret, "");

    assertThat(answer.status()).isIn(400, 401);
    assertThat(answer.json().has("access_token")).isFalse();
  }

  @Test
  void nobodyGetsATokenForAPassword() {
    admin.addUser(REALM, "person", "canary-visitor-0c7e5a1f9b3d8642");
    for (String client : new String[] {"api-reader", "admin-cli"}) {
      Http.Answer answer =
          realm.token(
              Map.of(
                  "grant_type",
                  "password",
                  "client_id",
                  client,
                  "client_secret",
                  Template.secret("API_READER_SECRET"),
                  "username",
                  "person",
                  "password",
                  "canary-visitor-0c7e5a1f9b3d8642"));

      assertThat(answer.status()).as(client).isIn(400, 401);
      assertThat(answer.json().has("access_token")).isFalse();
    }
  }

  private static Http.Answer callerOf(RealmClient realm, String role) {
    String secret = Template.secret("API_" + role.toUpperCase() + "_SECRET");
    return realm.clientCredentials("api-" + role, secret, "");
  }

  private static void giveRole(String realm, String client, String role) {
    ArrayNode roles = JsonNodeFactory.instance.arrayNode();
    roles.add(admin.get(realm + "/roles/" + role));
    admin.write("POST", account(realm, client) + "/role-mappings/realm", roles);
  }

  private static String account(String realm, String client) {
    String id = admin.client(realm, client).path("id").asText();
    JsonNode user = admin.get(realm + "/clients/" + id + "/service-account-user");
    return realm + "/users/" + user.path("id").asText();
  }

  private static Iterable<String> keyIds() {
    return new Http()
        .get(realm.endpoint("certs"))
        .json()
        .path("keys")
        .valueStream()
        .map(key -> key.path("kid").asText())
        .toList();
  }
}
