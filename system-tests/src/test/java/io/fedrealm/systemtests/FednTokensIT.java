package io.fedrealm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.systemtests.support.Admin;
import io.fedrealm.systemtests.support.FednRealm;
import io.fedrealm.systemtests.support.Http;
import io.fedrealm.systemtests.support.Jwt;
import io.fedrealm.systemtests.support.LocalKeycloak;
import io.fedrealm.systemtests.support.RealmClient;
import io.fedrealm.systemtests.support.SignIn;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The role and project mappers and the token rules, on the FEDn realm of a real server. */
@Tag("fast")
@ExtendWith(LocalKeycloak.class)
class FednTokensIT {

  private static final String REALM = "fedn-tokens";
  private static final String PASSWORD = "canary-0c7e5a1f9b3d8642";
  private static final String REFRESHING_CLIENT = "fedn-cli-with-refresh-tokens";
  private static final String REDIRECT = "http://localhost:8095/callback";

  private static Admin admin;
  private static RealmClient realm;

  @BeforeAll
  static void makeRealm(LocalKeycloak.Server server) {
    server.apply("fedn", FednRealm.variables(REALM));
    admin = server.admin();
    realm = server.realm(REALM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"admin", "controller", "combiner", "client"})
  void aServiceGetsItsRoleAndProjectAsOneStringEachAndNoAudience(String role) {
    Jwt token = realm.serviceToken("fedn-" + role, FednRealm.secret(role), "");

    assertThat(token.header().path("alg").asText()).isEqualTo("RS256");
    assertThat(token.claims().path("role")).isEqualTo(text(role));
    assertThat(token.claims().path("project")).isEqualTo(text("demo"));
    assertThat(token.claims().has("aud")).isFalse();
    assertThat(token.claims().has("realm_access")).isFalse();
  }

  @Test
  void aMemberOfSeveralGroupsGetsTheFirstRoleOfTheTableOrTheOneThatTheScopeNames() {
    member("several", "demo:client", "demo:admin");

    assertThat(claims("several", "openid project:demo").path("role")).isEqualTo(text("admin"));
    assertThat(claims("several", "openid project:demo role:client").path("role"))
        .isEqualTo(text("client"));
  }

  @Test
  void aRoleInsideACompositeRoleCounts() {
    ObjectNode composite = JsonNodeFactory.instance.objectNode().put("name", "staff");
    admin.write("POST", REALM + "/roles", composite);
    admin.write("POST", REALM + "/roles/staff/composites", roles("demo:combiner"));
    String user = admin.addUser(REALM, "composed", PASSWORD);
    admin.write("POST", REALM + "/users/" + user + "/role-mappings/realm", roles("staff"));

    assertThat(claims("composed", "openid project:demo").path("role")).isEqualTo(text("combiner"));
  }

  @Test
  void aRoleThatIsAskedForAndNotHeldRefusesTheRequest() {
    member("only-client", "demo:client");

    refused(signIn().token("only-client", PASSWORD, "openid project:demo role:admin"));
  }

  @Test
  void aProjectInWhichNothingIsHeldRefusesTheRequest() {
    admin.addUser(REALM, "nobody", PASSWORD);

    refused(signIn().token("nobody", PASSWORD, "openid project:demo"));
  }

  @Test
  void aTokenWithoutTheClaimsThatItsScopePromisesIsNotIssued() {
    member("no-project", "demo:client");

    refused(signIn().token("no-project", PASSWORD, "openid"));
  }

  @Test
  void aRefreshIsRefusedOnceTheRoleIsTakenAway() {
    String user = member("leaver", "demo:client");
    ObjectNode client = admin.client(REALM, "fedn-cli");
    client.remove("id");
    client.put("clientId", REFRESHING_CLIENT);
    ((ObjectNode) client.path("attributes")).put("use.refresh.tokens", "true");
    admin.write("POST", REALM + "/clients", client);
    Http.Answer first =
        new SignIn(realm, REFRESHING_CLIENT, REDIRECT)
            .token("leaver", PASSWORD, "openid project:demo");
    String group = admin.group(REALM, "demo:client").path("id").asText();

    Http.Answer refreshed = refresh(first);
    assertThat(RealmClient.accessToken(refreshed).claims().path("role")).isEqualTo(text("client"));

    admin.write("DELETE", REALM + "/users/" + user + "/groups/" + group, null);
    refused(refresh(refreshed));
  }

  @Test
  void idTokenAndUserInfoCarryTheClaimsToo() {
    member("informed", "demo:admin");
    Http.Answer answer = signIn().token("informed", PASSWORD, "openid project:demo");
    JsonNode idToken = Jwt.decode(answer.json().path("id_token").asText()).claims();
    JsonNode userInfo =
        new Http()
            .get(
                realm.endpoint("userinfo"),
                "Authorization",
                "Bearer " + answer.json().path("access_token").asText())
            .json();

    for (JsonNode claims : new JsonNode[] {idToken, userInfo}) {
      assertThat(claims.path("role")).isEqualTo(text("admin"));
      assertThat(claims.path("project")).isEqualTo(text("demo"));
    }
  }

  @Test
  void introspectionTellsTheClaims() {
    ObjectNode client = admin.client(REALM, "fedn-admin");
    ((ObjectNode) client.path("attributes"))
        .put("allow.token.introspection.without.audience.check", "true");
    admin.write("PUT", REALM + "/clients/" + client.path("id").asText(), client);
    String token =
        realm
            .clientCredentials("fedn-admin", FednRealm.secret("admin"), "")
            .json()
            .path("access_token")
            .asText();

    JsonNode answer =
        new Http()
            .post(
                realm.endpoint("token/introspect"),
                Map.of(
                    "token",
                    token,
                    "client_id",
                    "fedn-admin",
                    "client_secret",
                    FednRealm.secret("admin")))
            .json();

    assertThat(answer.path("active").asBoolean()).isTrue();
    assertThat(answer.path("role")).isEqualTo(text("admin"));
    assertThat(answer.path("project")).isEqualTo(text("demo"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"claim.name\": \"\"}",
        "{\"claim.name\": \"sub\"}",
        "{\"claim.name\": \"exp\"}",
        "{\"claim.name\": \"realm_access.roles\"}",
        "{\"fl.role.table\": \"not a table\"}",
        "{\"fl.role.table\": \"[]\"}"
      })
  void aWrongConfigurationIsRefusedWhenItIsSaved(String change) throws Exception {
    ObjectNode mapper = JsonNodeFactory.instance.objectNode();
    mapper
        .put("name", "wrong")
        .put("protocol", "openid-connect")
        .put("protocolMapper", "fl-role-mapper");
    ObjectNode config = mapper.putObject("config");
    config.put("claim.name", "role");
    config.put("fl.role.table", "[{\"key\":\"demo:admin\",\"value\":\"admin\"}]");
    config.setAll((ObjectNode) new com.fasterxml.jackson.databind.ObjectMapper().readTree(change));
    String client = admin.client(REALM, "fedn-admin").path("id").asText();

    Http.Answer answer =
        admin.send("POST", REALM + "/clients/" + client + "/protocol-mappers/models", mapper);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).containsAnyOf("claim", "table", "Claim", "Table");
  }

  private static SignIn signIn() {
    return new SignIn(realm, "fedn-cli", REDIRECT);
  }

  private static String member(String username, String... groups) {
    String user = admin.addUser(REALM, username, PASSWORD);
    for (String group : groups) {
      String id = admin.group(REALM, group).path("id").asText();
      admin.write("PUT", REALM + "/users/" + user + "/groups/" + id, null);
    }
    return user;
  }

  private static JsonNode claims(String username, String scope) {
    return RealmClient.accessToken(signIn().token(username, PASSWORD, scope)).claims();
  }

  private static Http.Answer refresh(Http.Answer answer) {
    return realm.token(
        Map.of(
            "grant_type",
            "refresh_token",
            "client_id",
            REFRESHING_CLIENT,
            "refresh_token",
            answer.json().path("refresh_token").asText()));
  }

  private static void refused(Http.Answer answer) {
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("error").asText()).isEqualTo("invalid_scope");
    assertThat(answer.json().has("access_token")).isFalse();
  }

  private static ArrayNode roles(String... names) {
    ArrayNode roles = JsonNodeFactory.instance.arrayNode();
    for (String name : names) {
      roles.add(admin.get(REALM + "/roles/" + name));
    }
    return roles;
  }

  private static JsonNode text(String text) {
    return JsonNodeFactory.instance.textNode(text);
  }
}
