package io.fedrealm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.systemtests.support.Admin;
import io.fedrealm.systemtests.support.Cli;
import io.fedrealm.systemtests.support.CountingProxy;
import io.fedrealm.systemtests.support.Http;
import io.fedrealm.systemtests.support.LocalKeycloak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** People in a template: what it costs to read them, and who may. */
@ExtendWith(LocalKeycloak.class)
class TemplateUsersIT {

  private static final String REALM = "template-users";
  private static final String SECRET = "canary-template-users-51c0d7e93b";

  /** The server, two for the realm, and its user profile, which --strict looks at. */
  private static final int WITHOUT_USERS = 4;

  @TempDir private static Path folder;
  private static LocalKeycloak.Server server;
  private static Admin admin;

  @BeforeAll
  static void realm(LocalKeycloak.Server running) throws IOException {
    server = running;
    admin = running.admin();
    apply(template(REALM, 20, 5, 40));
  }

  private static Path template(String name, int roles, int groups, int users) throws IOException {
    ObjectNode realm = JsonNodeFactory.instance.objectNode().put("realm", name);
    realm.put("enabled", true);
    for (int role = 0; role < roles; role++) {
      realm
          .withObjectProperty("roles")
          .withArrayProperty("realm")
          .addObject()
          .put("name", "r" + role);
    }
    for (int group = 0; group < groups; group++) {
      realm.withArrayProperty("groups").addObject().put("name", "g" + group);
    }
    for (int number = 0; number < users; number++) {
      ObjectNode user = realm.withArrayProperty("users").addObject();
      user.put("username", "user%04d".formatted(number))
          .put("lastName", "Person")
          .put("enabled", true);
      user.putArray("groups").add("/g" + number % groups);
      user.putArray("realmRoles").add("r" + number % roles);
      user.putObject("clientRoles").putArray("account").add("view-consent");
      user.putArray("requiredActions").add("UPDATE_PASSWORD");
    }
    Path file = folder.resolve(name + ".json");
    return Files.writeString(file, realm.toPrettyString());
  }

  private static void apply(Path template) {
    Cli.Result result =
        server.cli(server.adminEnvironment(), "apply", "--quiet", template.toString());
    assertThat(result.exitCode()).as(result.output()).isZero();
  }

  private static Cli.Result plan(CountingProxy proxy, Path template, String... options) {
    Map<String, String> environment = server.adminEnvironment();
    environment.put("FEDREALM_SERVER_URL", proxy.url());
    String[] arguments = new String[options.length + 2];
    arguments[0] = "plan";
    System.arraycopy(options, 0, arguments, 1, options.length);
    arguments[arguments.length - 1] = template.toString();
    return server.cli(environment, arguments);
  }

  @ParameterizedTest(name = "{0} roles, {1} groups, {2} users")
  @CsvSource({"10, 3, 20", "200, 50, 1100"})
  void whenNothingIsToBeChangedPlanAsksOnceForEachPageOfUsersAndNoMore(
      int roles, int groups, int users) throws IOException {
    Path template = template("template-users-" + users, roles, groups, users);
    apply(template);
    try (CountingProxy proxy = new CountingProxy(server.url())) {

      Cli.Result plan = plan(proxy, template, "--strict");

      assertThat(plan.exitCode()).as(plan.output()).isZero();
      assertThat(proxy.requests().stream().filter(request -> !request.endsWith("/token")))
          .hasSize(WITHOUT_USERS + users / 500 + 1);
    }
  }

  @Test
  void aServerWithoutTheExtensionIsReadAsWellWithMoreRequests() throws IOException {
    Path template = template(REALM, 20, 5, 40);
    ObjectNode role = (ObjectNode) admin.get(REALM + "/roles/r1");
    String user = REALM + "/users/" + find("user0003");
    ArrayNode roles = JsonNodeFactory.instance.arrayNode().add(role);
    admin.write("POST", user + "/role-mappings/realm", roles);
    String group = user + "/groups/" + admin.group(REALM, "g3").path("id").asText();
    admin.write("DELETE", group, null);
    try (CountingProxy proxy = new CountingProxy(server.url());
        CountingProxy stock = new CountingProxy(server.url())) {
      stock.hide("/fl-people");

      Cli.Result plan = plan(proxy, template, "--output", "json");
      Cli.Result same = plan(stock, template, "--output", "json");

      assertThat(plan.exitCode()).as(plan.output()).isEqualTo(3);
      assertThat(plan.out()).contains("user_roles", "user_groups", "user0003");
      assertThat(same.out()).isEqualTo(plan.out());
      assertThat(stock.requests()).hasSizeGreaterThan(proxy.requests().size());
    }
    apply(template);
    assertThat(admin.get(user + "/role-mappings/realm").findValuesAsText("name"))
        .contains("r3")
        .doesNotContain("r1");
    assertThat(admin.get(user + "/groups").findValuesAsText("name")).containsExactly("g3");
  }

  private static String find(String username) {
    return admin.get(REALM + "/users?exact=true&username=" + username).at("/0/id").asText();
  }

  @Test
  void aPasswordIsSetWithTheUserAndAgainOnlyWhenThatIsAskedFor() throws IOException {
    String realm = "template-users-passwords";
    Path template =
        Files.writeString(
            folder.resolve(realm + ".json"),
            """
            {"realm": "%s", "enabled": true, "users": [
              {"username": "anna", "enabled": true,
               "credentials": [{"type": "password", "value": "${ANNA_PASSWORD}"}]}]}
            """
                .formatted(realm));
    Map<String, String> environment = server.adminEnvironment();
    environment.put("ANNA_PASSWORD", SECRET);
    String[] apply = {"apply", "--quiet", template.toString()};
    assertThat(server.cli(environment, apply).exitCode()).isZero();
    JsonNode password = password(realm);

    environment.put("ANNA_PASSWORD", SECRET + "-another");
    Cli.Result plan = server.cli(environment, "plan", template.toString());
    assertThat(plan.exitCode()).as(plan.output()).isZero();
    assertThat(server.cli(environment, apply).exitCode()).isZero();
    assertThat(password(realm)).isEqualTo(password);

    Cli.Result reset = server.cli(environment, "apply", "--reset-passwords", template.toString());
    assertThat(reset.exitCode()).as(reset.output()).isZero();
    assertThat(reset.output()).doesNotContain(SECRET);
    assertThat(password(realm)).isNotEqualTo(password);
  }

  /** The one credential of the one user, with the time at which it was made. */
  private static JsonNode password(String realm) {
    String user = admin.get(realm + "/users").at("/0/id").asText();
    JsonNode credentials = admin.get(realm + "/users/" + user + "/credentials");
    assertThat(credentials).hasSize(1);
    return credentials.path(0).path("createdDate");
  }

  @Test
  void onlyWhoMaySeeTheRealmsUsersIsToldOfThem() {
    String reader = administrator(REALM, "reader", "view-users");
    String asker = administrator(REALM, "asker", "query-users");
    String stranger = administrator("template-users-stranger", "stranger", "realm-admin");

    assertThat(people(reader, "first=1&max=2").json()).hasSize(2);
    assertThat(people(reader, "first=1&max=2").body()).contains("user0001", "user0002");
    assertThat(people(asker, "max=2").status()).isEqualTo(403);
    assertThat(people(stranger, "max=2").status()).isEqualTo(403);
    assertThat(people("", "max=2").status()).isEqualTo(401);
  }

  @Test
  void aPageThatIsTooLargeIsRefused() {
    assertThat(admin.send("GET", REALM + "/fl-people?max=1001", null).status()).isEqualTo(400);
    assertThat(admin.send("GET", REALM + "/fl-people?first=-1", null).status()).isEqualTo(400);
    JsonNode page = admin.get(REALM + "/fl-people?max=1000");
    assertThat(page).hasSize(40);
  }

  /** The access token of a new service account that holds one role of the realm's management. */
  private static String administrator(String realm, String name, String role) {
    if (admin.send("GET", realm, null).status() == 404) {
      admin.write(
          "POST",
          "",
          JsonNodeFactory.instance.objectNode().put("realm", realm).put("enabled", true));
    }
    ObjectNode client = JsonNodeFactory.instance.objectNode();
    client.put("clientId", name).put("secret", SECRET).put("serviceAccountsEnabled", true);
    client.put("standardFlowEnabled", false).put("fullScopeAllowed", true);
    admin.write("POST", realm + "/clients", client);
    String id = admin.client(realm, name).path("id").asText();
    String account =
        admin.get(realm + "/clients/" + id + "/service-account-user").path("id").asText();
    String management = admin.client(realm, "realm-management").path("id").asText();
    ArrayNode roles =
        JsonNodeFactory.instance
            .arrayNode()
            .add(admin.get(realm + "/clients/" + management + "/roles/" + role));
    admin.write(
        "POST", realm + "/users/" + account + "/role-mappings/clients/" + management, roles);
    return server
        .realm(realm)
        .clientCredentials(name, SECRET, "")
        .json()
        .path("access_token")
        .asText();
  }

  private static Http.Answer people(String token, String query) {
    String url = server.url() + "/admin/realms/" + REALM + "/fl-people?" + query;
    return new Http().json("GET", url, null, "Authorization", "Bearer " + token);
  }
}
