package io.fedrealm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.systemtests.support.Admin;
import io.fedrealm.systemtests.support.Cli;
import io.fedrealm.systemtests.support.CountingProxy;
import io.fedrealm.systemtests.support.FlnetRealms;
import io.fedrealm.systemtests.support.LocalKeycloak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plan and apply on a live realm: what is asked of the server, what is written, what is refused.
 */
@Tag("fast")
@ExtendWith(LocalKeycloak.class)
class PlanApplyIT {

  private static final String REALM = "plan-apply";

  private static LocalKeycloak.Server server;
  private static Admin admin;

  @TempDir private Path folder;

  @BeforeAll
  static void makeRealm(LocalKeycloak.Server running) {
    server = running;
    admin = server.admin();
    server.apply("flnet-client", FlnetRealms.client(REALM));
  }

  @Test
  void aSecondApplyWritesNothingAndSaysSo() {
    try (CountingProxy proxy = new CountingProxy(server.url())) {
      Cli.Result result = run(proxy, "apply", "flnet-client");

      assertThat(result.exitCode()).isZero();
      assertThat(result.out()).contains("No changes.");
      assertThat(proxy.writes()).isEmpty();
      assertThat(proxy.requests()).hasSizeLessThanOrEqualTo(4);
    }
  }

  @Test
  void planShowsWhatWasChangedByHandAndApplyPutsItBack() {
    String realm = "plan-apply-drift";
    server.apply("flnet-client", FlnetRealms.client(realm));
    changeByHand(realm);
    Map<String, String> environment = environment(FlnetRealms.client(realm));

    Cli.Result plan = server.cli(environment, "plan", "flnet-client");

    assertThat(plan.exitCode()).as("changes are pending").isEqualTo(3);
    assertThat(plan.out())
        .contains("registrationAllowed: true → false")
        .contains("clientRoles.realm-management: -realm-admin")
        .contains("secret: (sensitive, from LOCAL_LEARNING_SECRET)")
        .contains("defaultClientScopes: -address")
        .doesNotContain("changed-by-hand-0123456789");

    assertThat(server.cli(environment, "apply", "flnet-client").exitCode()).isZero();
    assertThat(server.cli(environment, "plan", "flnet-client").exitCode()).isZero();
  }

  @Test
  void planAsJsonNamesEachFieldAndNoSecret() throws IOException {
    Cli.Result plan =
        server.cli(
            environment(FlnetRealms.client("not-yet-there")),
            "plan",
            "--output",
            "json",
            "flnet-client");

    JsonNode json = new com.fasterxml.jackson.databind.ObjectMapper().readTree(plan.out());
    assertThat(json.path("schemaVersion").asInt()).isEqualTo(1);
    assertThat(json.at("/realms/0/realm").asText()).isEqualTo("not-yet-there");
    assertThat(json.at("/summary/create").asInt()).isGreaterThan(15);
    assertThat(plan.out()).contains("\"sensitive\" : true").doesNotContain("canary-");
  }

  @Test
  void everyMissingVariableIsNamedAndNothingIsAsked() {
    try (CountingProxy proxy = new CountingProxy(server.url())) {
      Map<String, String> environment = server.adminEnvironment();
      environment.put("FEDREALM_SERVER_URL", proxy.url());

      Cli.Result result = server.cli(environment, "apply", "flnet-client", "fedn");

      assertThat(result.exitCode()).isEqualTo(2);
      assertThat(result.err())
          .contains("FRONTEND_BASE_URL", "DATA_IMPORTER_SECRET", "LOCAL_LEARNING_SECRET")
          .contains("FEDN_ADMIN_SECRET", "FEDN_CLIENT_SECRET", "flnet-client.json:");
      assertThat(proxy.requests()).isEmpty();
    }
  }

  @Test
  void secretsThatAreNoneAreRefusedTogetherAndNothingIsAsked() {
    try (CountingProxy proxy = new CountingProxy(server.url())) {
      Map<String, String> environment = server.adminEnvironment();
      environment.putAll(FlnetRealms.client(REALM));
      environment.put("FEDREALM_SERVER_URL", proxy.url());
      environment.put("DATA_IMPORTER_SECRET", "**********");
      environment.put("LOCAL_LEARNING_SECRET", "${LOCAL_LEARNING_SECRET}");

      Cli.Result result = server.cli(environment, "apply", "flnet-client");

      assertThat(result.exitCode()).isEqualTo(2);
      assertThat(result.err()).contains("mask of an exported secret", "looks like a placeholder");
      assertThat(proxy.requests()).isEmpty();
    }
  }

  @Test
  void aMapperThatTheServerDoesNotHaveIsRefusedBeforeTheFirstWrite() throws IOException {
    Path template = folder.resolve("unknown-mapper.json");
    Files.writeString(
        template,
        """
        {
          "realm": "unknown-mapper",
          "enabled": true,
          "clientScopes": [
            {
              "name": "fl",
              "protocol": "openid-connect",
              "protocolMappers": [
                {"name": "x", "protocol": "openid-connect", "protocolMapper": "fl-nothing-mapper"}
              ]
            }
          ]
        }
        """);
    try (CountingProxy proxy = new CountingProxy(server.url())) {
      Cli.Result result = run(proxy, "apply", template.toString());

      assertThat(result.exitCode()).isEqualTo(2);
      assertThat(result.err())
          .contains("unknown-mapper.json:9")
          .contains("protocol mapper \"fl-nothing-mapper\"");
      assertThat(proxy.writes()).isEmpty();
    }
    assertThat(admin.send("GET", "unknown-mapper", null).status()).isEqualTo(404);
  }

  @Test
  void aReferenceToNothingIsRefusedBeforeTheFirstWrite() throws IOException {
    Path template = folder.resolve("dangling.json");
    Files.writeString(
        template,
        """
        {
          "realm": "dangling",
          "enabled": true,
          "groups": [{"name": "g", "realmRoles": ["no-such-role"]}],
          "clients": [{"clientId": "c", "defaultClientScopes": ["no-such-scope"]}]
        }
        """);

    Cli.Result result = server.cli(environment(Map.of()), "apply", template.toString());

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("no-such-role", "no-such-scope", "dangling.json:4");
    assertThat(admin.send("GET", "dangling", null).status()).isEqualTo(404);
  }

  @Test
  void aServerThatIsNotThereIsToldFromOneThatDoesNotLetUsIn() {
    Map<String, String> nobodyThere = environment(FlnetRealms.client(REALM));
    nobodyThere.put("FEDREALM_SERVER_URL", "http://127.0.0.1:1");
    Map<String, String> wrongSecret = environment(FlnetRealms.client(REALM));
    wrongSecret.put("FEDREALM_ADMIN_CLIENT_SECRET", "canary-wrong-admin-secret");

    Cli.Result unreachable = server.cli(nobodyThere, "plan", "flnet-client");
    Cli.Result refused = server.cli(wrongSecret, "plan", "flnet-client");

    assertThat(unreachable.exitCode()).isEqualTo(4);
    assertThat(unreachable.err()).contains("cannot be reached at http://127.0.0.1:1");
    assertThat(refused.exitCode()).isEqualTo(4);
    assertThat(refused.err()).contains("Login refused").doesNotContain("canary-wrong");
  }

  private Cli.Result run(CountingProxy proxy, String... arguments) {
    Map<String, String> environment = environment(FlnetRealms.client(REALM));
    environment.put("FEDREALM_SERVER_URL", proxy.url());
    return server.cli(environment, arguments);
  }

  private static Map<String, String> environment(Map<String, String> variables) {
    Map<String, String> environment = server.adminEnvironment();
    environment.putAll(variables);
    return environment;
  }

  private static void changeByHand(String realm) {
    admin.write(
        "PUT", realm, JsonNodeFactory.instance.objectNode().put("registrationAllowed", true));
    ObjectNode client = admin.client(realm, "local-learning-api");
    client.put("secret", "changed-by-hand-0123456789");
    admin.write("PUT", realm + "/clients/" + client.path("id").asText(), client);
    String management = admin.client(realm, "realm-management").path("id").asText();
    ArrayNode roles = JsonNodeFactory.instance.arrayNode();
    roles.add(admin.get(realm + "/clients/" + management + "/roles/realm-admin"));
    String group = admin.group(realm, "Admin").path("id").asText();
    admin.write("POST", realm + "/groups/" + group + "/role-mappings/clients/" + management, roles);
    String frontend = admin.client(realm, "frontend").path("id").asText();
    for (JsonNode scope : admin.get(realm + "/client-scopes")) {
      if (scope.path("name").asText().equals("address")) {
        admin.write(
            "PUT",
            realm + "/clients/" + frontend + "/default-client-scopes/" + scope.path("id").asText(),
            null);
      }
    }
  }
}
