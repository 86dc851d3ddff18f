package io.fedrealm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.systemtests.support.Cli;
import io.fedrealm.systemtests.support.DeviceLogin;
import io.fedrealm.systemtests.support.Http;
import io.fedrealm.systemtests.support.LocalKeycloak;
import io.fedrealm.systemtests.support.PythonSuite;
import io.fedrealm.systemtests.support.RealmClient;
import io.fedrealm.systemtests.support.SignIn;
import io.fedrealm.systemtests.support.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * vantage6 5 from PyPI, unmodified, and the realm of {@code realms/vantage6.json}; what it is asked
 * stands in {@code src/test/python/vantage6}.
 */
@ExtendWith(LocalKeycloak.class)
class Vantage6IT {

  private static final String REALM = "vantage6-suite";
  private static final String OTHER = "vantage6-suite-other";
  private static final String PERSON = "researcher";
  private static final String PASSWORD = "canary-vantage6-4b8e1d7a20c95f36";
  private static final String UI = "http://localhost:7600/";
  private static final String METHOD = "/attributes/pkce.code.challenge.method";
  private static final Template TEMPLATE = Template.of("vantage6");

  private static LocalKeycloak.Server server;

  @TempDir private Path folder;

  @BeforeAll
  static void makeRealms(LocalKeycloak.Server running) {
    server = running;
    for (String realm : new String[] {REALM, OTHER}) {
      server.apply("vantage6", TEMPLATE.variables(realm));
      server.admin().addUser(realm, PERSON, PASSWORD);
    }
  }

  @TestFactory
  Stream<DynamicTest> vantage6TakesItsTokensAndRefusesAllOthers() throws IOException {
    Path setup = folder.resolve("setup.json");
    Files.writeString(setup, setup().toPrettyString());
    return new PythonSuite("vantage6").run(Map.of("FEDREALM_VANTAGE6_SETUP", setup.toString()));
  }

  private static ObjectNode setup() {
    RealmClient realm = server.realm(REALM);
    JsonNode device = deviceLogin(realm).json();
    JsonNode browser =
        new SignIn(realm, "vantage6-ui", UI).token(PERSON, PASSWORD, "openid").json();
    JsonNode account =
        new SignIn(realm, "account-console", realm.issuer() + "/account/")
            .token(PERSON, PASSWORD, "openid")
            .json();
    return JsonNodeFactory.instance
        .objectNode()
        .put("server", server.url())
        .put("realm", REALM)
        .put("adminSecret", Template.secret("VANTAGE6_ADMIN_CLIENT_SECRET"))
        .put("newPassword", PASSWORD)
        .put("deviceToken", device.path("access_token").asText())
        .put("deviceIdToken", device.path("id_token").asText())
        .put("browserToken", browser.path("access_token").asText())
        .put("browserIdToken", browser.path("id_token").asText())
        .put("accountToken", account.path("access_token").asText())
        .put(
            "otherRealmToken",
            deviceLogin(server.realm(OTHER)).json().path("access_token").asText());
  }

  /** As release/5.0 of the Python client asks: a public client, without PKCE. */
  private static Http.Answer deviceLogin(RealmClient realm) {
    return new DeviceLogin(realm, Map.of("client_id", "public_client"))
        .token(PERSON, PASSWORD, "openid");
  }

  @Test
  void thePythonClientsRefreshTokenIsUsedOnce() {
    Http.Answer login = deviceLogin(server.realm(REALM));

    assertThat(refresh(login).status()).isEqualTo(200);
    assertThat(refresh(login).status()).isEqualTo(400);
  }

  private static Http.Answer refresh(Http.Answer login) {
    return server
        .realm(REALM)
        .token(
            Map.of(
                "grant_type", "refresh_token",
                "client_id", "public_client",
                "refresh_token", login.json().path("refresh_token").asText()));
  }

  @Test
  void planPruneAndAuditLeaveTheNodesAloneThatVantage6HasMade() throws IOException {
    server.admin().write("POST", REALM + "/clients", node("hospital-b-node-client"));
    Map<String, String> environment = server.adminEnvironment();
    environment.putAll(TEMPLATE.variables(REALM));

    Cli.Result plan = server.cli(environment, "plan", "--prune", "vantage6");
    Cli.Result apply = server.cli(environment, "apply", "--prune", "vantage6");
    Cli.Result audit = server.cli(environment, "audit", "--realm", REALM, "--fail-on", "medium");

    assertThat(plan.exitCode()).as(plan.output()).isZero();
    assertThat(apply.out()).contains("No changes.");
    assertThat(audit.exitCode()).as(audit.output()).isZero();
    assertThat(server.admin().client(REALM, "hospital-b-node-client").path("enabled").asBoolean())
        .isTrue();
  }

  /** What create_service_account_in_keycloak of vantage6/backend/common/auth.py sends. */
  private static JsonNode node(String clientId) throws IOException {
    return new ObjectMapper()
        .readTree(
            """
            {"clientId": "%s", "publicClient": false, "enabled": true,
             "serviceAccountsEnabled": true, "standardFlowEnabled": false,
             "protocolMappers": [
               {"name": "vantage6_client_type", "protocol": "openid-connect",
                "protocolMapper": "oidc-hardcoded-claim-mapper",
                "config": {"claim.name": "vantage6_client_type", "claim.value": "node",
                           "access.token.claim": "true"}}]}
            """
                .formatted(clientId));
  }

  @Test
  void theExceptionFromPkceEndsWhenTheCodeFlowIsSwitchedOn() {
    ObjectNode excepted = server.admin().client(REALM, "public_client");
    excepted.put("clientId", "another-command-line").remove(List.of("id", "protocolMappers"));
    server.admin().write("POST", REALM + "/clients", excepted);
    ObjectNode client = server.admin().client(REALM, "another-command-line");
    assertThat(client.at(METHOD).asText()).isEmpty();
    client.put("standardFlowEnabled", true).putArray("redirectUris").add("http://localhost:1/cb");

    server.admin().write("PUT", REALM + "/clients/" + client.path("id").asText(), client);

    assertThat(server.admin().client(REALM, "another-command-line").at(METHOD).asText())
        .isEqualTo("S256");
  }
}
