package io.fedrealm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.systemtests.support.Admin;
import io.fedrealm.systemtests.support.Cli;
import io.fedrealm.systemtests.support.CountingProxy;
import io.fedrealm.systemtests.support.LocalKeycloak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A realm with more clients than a page has is read page by page, and nothing of it is missed. */
@ExtendWith(LocalKeycloak.class)
class ManyClientsIT {

  private static final String REALM = "many-clients";
  private static final String PAGES = REALM + "/fl-clients";
  private static final int SITES = 80;
  private static final String LAST = "site-%02d".formatted(SITES - 1);

  @TempDir private static Path folder;
  private static LocalKeycloak.Server server;
  private static Admin admin;
  private static Path template;

  @BeforeAll
  static void realm(LocalKeycloak.Server running) throws IOException {
    server = running;
    admin = running.admin();
    template = Files.writeString(folder.resolve("realm.json"), template().toPrettyString());
    apply();
  }

  private static void apply() {
    Cli.Result made =
        server.cli(server.adminEnvironment(), "apply", "--quiet", template.toString());
    assertThat(made.exitCode()).as(made.output()).isZero();
  }

  /** Each site has a role of its own, a scope mapping, and a service account with a role. */
  private static ObjectNode template() {
    ObjectNode realm = JsonNodeFactory.instance.objectNode().put("realm", REALM);
    realm.put("enabled", true);
    realm.putObject("roles").putArray("realm").addObject().put("name", "site");
    for (int number = 0; number < SITES; number++) {
      String site = "site-%02d".formatted(number);
      ObjectNode client = realm.withArrayProperty("clients").addObject();
      client.put("clientId", site).put("publicClient", false).put("fullScopeAllowed", false);
      client.put("serviceAccountsEnabled", true).put("standardFlowEnabled", false);
      realm
          .withArrayProperty("users")
          .addObject()
          .put("username", "service-account-" + site)
          .put("serviceAccountClientId", site)
          .putArray("realmRoles")
          .add("site");
      realm
          .withArrayProperty("scopeMappings")
          .addObject()
          .put("client", site)
          .putArray("roles")
          .add("site");
    }
    ObjectNode roles = realm.withObjectProperty("roles").putObject("client");
    roles.putArray(LAST).addObject().put("name", "reads");
    return realm;
  }

  private static Cli.Result export(CountingProxy proxy) {
    return server.cli(through(proxy), "export", REALM);
  }

  private static Map<String, String> through(CountingProxy proxy) {
    Map<String, String> environment = server.adminEnvironment();
    environment.put("FEDREALM_SERVER_URL", proxy.url());
    return environment;
  }

  private static Cli.Result plan(CountingProxy proxy, String... options) {
    String[] arguments = new String[options.length + 2];
    arguments[0] = "plan";
    System.arraycopy(options, 0, arguments, 1, options.length);
    arguments[arguments.length - 1] = template.toString();
    return server.cli(through(proxy), arguments);
  }

  @Test
  void planAsksForEachPageAndFindsNothingToChange() {
    try (CountingProxy proxy = new CountingProxy(server.url())) {

      Cli.Result plan = plan(proxy);

      assertThat(plan.exitCode()).as(plan.output()).isZero();
      assertThat(proxy.requests().stream().filter(request -> request.contains(REALM)))
          .containsExactly(
              "GET /admin/realms/" + PAGES + "?first=0&max=50",
              "GET /admin/realms/" + PAGES + "?first=50&max=50",
              "GET /admin/realms/" + REALM + "/clients?first=0&max=200");
    }
  }

  @Test
  void aChangeByHandOfAClientOfTheLastPageIsFoundAsItIsWithoutPages() throws IOException {
    ObjectNode client = admin.client(REALM, LAST);
    String path = REALM + "/clients/" + client.path("id").asText();
    String account = admin.get(path + "/service-account-user").path("id").asText();
    ArrayNode role = JsonNodeFactory.instance.arrayNode().add(admin.get(REALM + "/roles/site"));
    admin.write("PUT", path, client.put("standardFlowEnabled", true));
    admin.write("DELETE", path + "/scope-mappings/realm", role);
    admin.write("DELETE", REALM + "/users/" + account + "/role-mappings/realm", role);
    admin.write("DELETE", path + "/roles/reads", null);
    try (CountingProxy proxy = new CountingProxy(server.url());
        CountingProxy stock = new CountingProxy(server.url())) {
      stock.hide("/fl-clients");

      Cli.Result plan = plan(proxy, "--output", "json");
      Cli.Result same = plan(stock, "--output", "json");

      assertThat(plan.exitCode()).as(plan.output()).isEqualTo(3);
      assertThat(plan.out())
          .contains("client_role\"", "client_roles_scope", "service_account_roles");
      assertThat(same.out()).isEqualTo(plan.out());
      apply();
      assertThat(plan(stock).exitCode()).isZero();
    }
  }

  @Test
  void exportAsksForEachPageAndGivesTheSameTemplateAsWithoutPages() {
    try (CountingProxy proxy = new CountingProxy(server.url());
        CountingProxy stock = new CountingProxy(server.url())) {
      stock.hide("/fl-clients");

      Cli.Result export = export(proxy);
      Cli.Result same = export(stock);

      assertThat(export.exitCode()).as(export.err()).isZero();
      assertThat(export.out())
          .contains("\"clientId\" : \"" + LAST + "\"", "\"service-account-" + LAST + "\"");
      assertThat(same.out()).isEqualTo(export.out());
      assertThat(same.err()).isEqualTo(export.err());
      assertThat(proxy.requests().stream().filter(request -> request.contains(REALM)))
          .containsExactly(
              "GET /admin/realms/" + PAGES + "?first=0&max=50",
              "GET /admin/realms/" + PAGES + "?first=50&max=50");
    }
  }

  @Test
  void aPageIsKeycloaksExportAndMasksSecrets() {
    String whole = REALM + "/partial-export?exportClients=true&exportGroupsAndRoles=true";
    JsonNode export = admin.write("POST", whole, JsonNodeFactory.instance.objectNode()).json();

    JsonNode page = admin.get(PAGES + "?first=0&max=1000");

    assertThat(page.path("clients")).containsExactlyInAnyOrderElementsOf(export.path("clients"));
    assertThat(page.path("users")).containsExactlyInAnyOrderElementsOf(export.path("users"));
    assertThat(page.path("scopeMappings"))
        .containsExactlyInAnyOrderElementsOf(export.path("scopeMappings"));
    assertThat(page.at("/roles/client/" + LAST)).isEqualTo(export.at("/roles/client/" + LAST));
    assertThat(names(page)).isEqualTo(names(export));
    assertThat(page.path("clients").findValuesAsText("secret")).containsOnly("**********");
  }

  private static List<String> names(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).sorted().toList();
  }

  @Test
  void aPageThatIsTooLargeOrNoneIsRefused() {
    for (String query : List.of("?first=-1", "?max=0", "?max=1001")) {
      assertThat(admin.send("GET", PAGES + query, null).status()).as(query).isEqualTo(400);
    }
  }
}
