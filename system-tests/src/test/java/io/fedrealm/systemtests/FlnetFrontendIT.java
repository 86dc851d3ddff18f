package io.fedrealm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.systemtests.support.Admin;
import io.fedrealm.systemtests.support.FlnetRealms;
import io.fedrealm.systemtests.support.Http;
import io.fedrealm.systemtests.support.Jwt;
import io.fedrealm.systemtests.support.LocalKeycloak;
import io.fedrealm.systemtests.support.RealmClient;
import io.fedrealm.systemtests.support.SignIn;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in to FLNet's frontends: authorization code with PKCE S256, and nothing else. */
@ExtendWith(LocalKeycloak.class)
class FlnetFrontendIT {

  private static final String SITE = "flnet-site-people";
  private static final String PLATFORM = "flnet-platform-people";
  private static final String PASSWORD = "canary-4f6d8b2a9c1e5703";

  /** Every public frontend of the two templates. */
  static final List<Frontend> FRONTENDS =
      List.of(
          new Frontend(SITE, "frontend", FlnetRealms.FRONTEND + "/"),
          new Frontend(PLATFORM, "frontend", FlnetRealms.FRONTEND + "/"),
          new Frontend(PLATFORM, "flnet-tool-dev", "http://localhost:8999/callback"));

  private static LocalKeycloak.Server server;
  private static Admin admin;

  record Frontend(String realm, String clientId, String redirectUri) {

    SignIn signIn() {
      return new SignIn(server.realm(realm), clientId, redirectUri);
    }
  }

  @BeforeAll
  static void makeRealms(LocalKeycloak.Server running) {
    server = running;
    admin = server.admin();
    server.apply("flnet-client", FlnetRealms.client(SITE));
    server.apply("flnet-platform", FlnetRealms.platform(PLATFORM));
    admin.addUser(SITE, "person", PASSWORD);
    admin.addUser(PLATFORM, "person", PASSWORD);
  }

  @ParameterizedTest
  @FieldSource("FRONTENDS")
  void anAuthorizationRequestWithoutPkceIsRefused(Frontend frontend) {
    Map<String, String> request = frontend.signIn().request("openid");
    request.remove("code_challenge");
    request.remove("code_challenge_method");

    assertThat(error(frontend.signIn().authorize(request))).isEqualTo("invalid_request");
  }

  @ParameterizedTest
  @FieldSource("FRONTENDS")
  void anAuthorizationRequestWithPlainPkceIsRefused(Frontend frontend) {
    Map<String, String> request = frontend.signIn().request("openid");
    request.put("code_challenge_method", "plain");

    assertThat(error(frontend.signIn().authorize(request))).isEqualTo("invalid_request");
  }

  @ParameterizedTest
  @FieldSource("FRONTENDS")
  void theImplicitFlowIsRefused(Frontend frontend) {
    Map<String, String> request = frontend.signIn().request("openid");
    request.put("response_type", "token");

    Http.Answer answer = frontend.signIn().authorize(request);

    assertThat(answer.location() + answer.body())
        .contains("unauthorized_client")
        .doesNotContain("access_token");
  }

  @ParameterizedTest
  @FieldSource("FRONTENDS")
  void aPasswordGrantIsRefused(Frontend frontend) {
    Http.Answer answer =
        server
            .realm(frontend.realm())
            .token(
                Map.of(
                    "grant_type",
                    "password",
                    "client_id",
                    frontend.clientId(),
                    "username",
                    "person",
                    "password",
                    PASSWORD));

    assertThat(answer.status()).isIn(400, 401);
    assertThat(answer.json().has("access_token")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/",
        "http://localhost:4200.evil.example/",
        "http://localhost:4200@evil.example/",
        "http://localhost:42000/",
        "https://localhost:4200/",
        "http://localhost:4200/../../evil",
        "*",
        "http://localhost:4200*"
      })
  void aRedirectOutsideTheApplicationIsRefused(String redirectUri) {
    for (Frontend frontend : FRONTENDS) {
      Map<String, String> request = frontend.signIn().request("openid");
      request.put("redirect_uri", redirectUri);

      Http.Answer answer = frontend.signIn().authorize(request);

      assertThat(answer.status()).as(frontend + " " + redirectUri).isEqualTo(400);
      assertThat(answer.location()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "*",
    "https://*",
    "https://*.example.org/cb",
    "http://localhost:4200*",
    "https://other.example.org/*",
    "http://other.example.org/callback"
  })
  void aWildcardRedirectCannotBeGivenToAFrontendLater(String redirectUri) {
    for (Frontend frontend : FRONTENDS) {
      ObjectNode client = admin.client(frontend.realm(), frontend.clientId());
      client.putArray("redirectUris").add(redirectUri);

      Http.Answer answer =
          admin.send("PUT", frontend.realm() + "/clients/" + client.path("id").asText(), client);

      assertThat(answer.status()).as(frontend + " " + redirectUri).isEqualTo(400);
    }
  }

  @Test
  void flnetsDeepLinksAndSilentSignOnComeBackToTheApplication() {
    for (String path :
        List.of("", "/", "/cohorts/7?tab=members", "/assets/silent-check-sso.html")) {
      SignIn signIn = new SignIn(server.realm(SITE), "frontend", FlnetRealms.FRONTEND + path);

      assertThat(signIn.authorize(signIn.request("openid")).status()).as(path).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource({
    SITE + ",Data-Admin",
    SITE + ",Data-Access-Manager",
    SITE + ",Admin",
    PLATFORM + ",admin",
    PLATFORM + ",Data-Scientist"
  })
  void aPersonHasTheRoleInTheTokenWhileInTheGroup(String realm, String role) {
    String user = admin.addUser(realm, "member-of-" + role.toLowerCase(), PASSWORD);
    String membership =
        realm + "/users/" + user + "/groups/" + admin.group(realm, role).path("id").asText();
    Frontend frontend = FRONTENDS.get(realm.equals(SITE) ? 0 : 1);
    String username = "member-of-" + role.toLowerCase();

    assertThat(roles(frontend, username)).doesNotContain(role);

    admin.write("PUT", membership, null);
    assertThat(roles(frontend, username)).contains(role);

    admin.write("DELETE", membership, null);
    assertThat(roles(frontend, username)).doesNotContain(role);
  }

  @Test
  void aPersonsTokenNamesTheApiAsAudienceAndThePersonByUsername() {
    Jwt token =
        RealmClient.accessToken(FRONTENDS.get(0).signIn().token("person", PASSWORD, "openid"));

    assertThat(token.header().path("alg").asText()).isEqualTo("RS256");
    assertThat(token.lifetime()).isEqualTo(300);
    assertThat(token.claims().path("preferred_username").asText()).isEqualTo("person");
    assertThat(token.claims().path("aud").toString()).contains("\"local-learning-api\"");
    assertThat(token.claims().has("groups")).isFalse();
  }

  private static List<String> roles(Frontend frontend, String username) {
    Jwt token = RealmClient.accessToken(frontend.signIn().token(username, PASSWORD, "openid"));
    return token.claims().at("/realm_access/roles").valueStream().map(JsonNode::asText).toList();
  }

  private static String error(Http.Answer answer) {
    assertThat(answer.status()).isEqualTo(302);
    return SignIn.query(answer.location()).get("error");
  }
}
