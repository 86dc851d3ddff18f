package io.fedrealm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.systemtests.support.Admin;
import io.fedrealm.systemtests.support.Http;
import io.fedrealm.systemtests.support.LocalKeycloak;
import io.fedrealm.systemtests.support.SignIn;
import io.fedrealm.systemtests.support.Template;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Keycloak asks no client policy when a client comes in by an import. What the policy forbids does
 * not work for such a client all the same.
 */
@ExtendWith(LocalKeycloak.class)
class ImportedClientsIT {

  private static final String SECRET = "canary-imported-5d2b8f60c7e94a13";
  private static final String PASSWORD = "canary-visitor-0c7e5a1f9b3d8642";
  private static final String REDIRECT = "https://elsewhere.example.org/cb";

  private static LocalKeycloak.Server server;
  private static Admin admin;

  /** A client that the policy would refuse, by what is wrong with it. */
  private static final Map<String, Consumer<ObjectNode>> BAD_SERVICES =
      Map.of(
          "signs-with-a-curve",
          attribute("access.token.signed.response.alg", "ES256"),
          "signs-with-a-secret",
          attribute("id.token.signed.response.alg", "HS256"),
          "lives-for-ten-hours",
          attribute("access.token.lifespan", "36000"));

  static Stream<Arguments> badServices() {
    return Template.all().stream()
        .flatMap(
            template -> BAD_SERVICES.keySet().stream().map(what -> Arguments.of(template, what)));
  }

  static List<Template> templates() {
    return Template.all();
  }

  @BeforeAll
  static void importIntoARealmOfEachTemplate(LocalKeycloak.Server running) {
    server = running;
    admin = server.admin();
    for (Template template : templates()) {
      String realm = realm(template);
      server.apply(template.name(), template.variables(realm));
      admin.addUser(realm, "somebody", PASSWORD);
      BAD_SERVICES.forEach((what, change) -> importClient(realm, what, change));
      importClient(realm, "everything-on", ImportedClientsIT::switchEverythingOn);
      importClient(realm, "harmless", client -> {});
      importClient(
          realm,
          "any-redirect",
          client -> {
            switchEverythingOn(client);
            client.putArray("redirectUris").add("*");
          });
    }
  }

  @ParameterizedTest
  @MethodSource("badServices")
  void aServiceGetsNoToken(Template template, String clientId) {
    Http.Answer answer = server.realm(realm(template)).clientCredentials(clientId, SECRET, "");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("error").asText()).isEqualTo("unauthorized_client");
    assertThat(answer.json().has("access_token")).isFalse();
  }

  @ParameterizedTest
  @MethodSource("templates")
  void aServiceThatBreaksNoRuleGetsOne(Template template) {
    assertThat(server.realm(realm(template)).clientCredentials("harmless", SECRET, "").status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @MethodSource("templates")
  void nobodyGetsATokenForAPassword(Template template) {
    Http.Answer answer =
        server
            .realm(realm(template))
            .token(
                Map.of(
                    "grant_type", "password",
                    "client_id", "everything-on",
                    "client_secret", SECRET,
                    "username", "somebody",
                    "password", PASSWORD));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().has("access_token")).isFalse();
  }

  @ParameterizedTest
  @MethodSource("templates")
  void aCodeNeedsPkceAndTheImplicitFlowIsRefused(Template template) {
    SignIn signIn = signIn(template, "everything-on");
    Map<String, String> withoutPkce = signIn.request("openid");
    withoutPkce.remove("code_challenge");
    withoutPkce.remove("code_challenge_method");
    Map<String, String> plain = signIn.request("openid");
    plain.put("code_challenge_method", "plain");
    Map<String, String> implicit = signIn.request("openid");
    implicit.put("response_type", "token");
    implicit.put("nonce", "nonce-0123456789");

    for (Map<String, String> request : List.of(withoutPkce, plain, implicit)) {
      Http.Answer answer = signIn.authorize(request);
      assertThat(answer.status()).isEqualTo(302);
      assertThat(answer.location()).contains("error=").doesNotContain("access_token");
    }
    assertThat(signIn.authorize(signIn.request("openid")).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @MethodSource("templates")
  void nobodySignsInWithAClientThatRedirectsToEverywhere(Template template) {
    SignIn signIn = signIn(template, "any-redirect");

    Http.Answer answer = signIn.authorize(signIn.request("openid"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.location()).isEmpty();
  }

  private static SignIn signIn(Template template, String clientId) {
    return new SignIn(server.realm(realm(template)), clientId, REDIRECT);
  }

  private static void importClient(String realm, String clientId, Consumer<ObjectNode> change) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("ifResourceExists", "FAIL");
    ObjectNode client = body.putArray("clients").addObject();
    client.put("clientId", clientId).put("secret", SECRET).put("serviceAccountsEnabled", true);
    client.putObject("attributes");
    change.accept(client);
    admin.write("POST", realm + "/partialImport", body);
    // An import makes no service account; asking for it does.
    String id = admin.client(realm, clientId).path("id").asText();
    admin.get(realm + "/clients/" + id + "/service-account-user");
  }

  private static void switchEverythingOn(ObjectNode client) {
    client
        .put("standardFlowEnabled", true)
        .put("implicitFlowEnabled", true)
        .put("directAccessGrantsEnabled", true)
        .put("fullScopeAllowed", true);
    client.putArray("redirectUris").add(REDIRECT);
  }

  private static Consumer<ObjectNode> attribute(String attribute, String value) {
    return client -> client.withObject("/attributes").put(attribute, value);
  }

  private static String realm(Template template) {
    return "imported-" + template.name();
  }
}
