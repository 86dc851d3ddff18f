package io.fedrealm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.systemtests.support.Admin;
import io.fedrealm.systemtests.support.Cli;
import io.fedrealm.systemtests.support.CountingProxy;
import io.fedrealm.systemtests.support.LocalKeycloak;
import io.fedrealm.systemtests.support.RealmExport;
import io.fedrealm.systemtests.support.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The template that export makes of a live realm is that realm: plan finds nothing to change. */
@ExtendWith(LocalKeycloak.class)
class ExportIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)}");

  /** A complete realm file, as Keycloak 26.4 exported the realm of a FLNet site. */
  private static final Path FLNET =
      Cli.checkout().resolve("provisioning/src/test/resources/flnet/site-26.4.json");

  /** The users as an export has them, but for their passwords. */
  private static final String PEOPLE =
      """
      {
        "realm": "export-people",
        "enabled": true,
        "roles": {"realm": [{"name": "lead"}, {"name": "member"}]},
        "groups": [{"name": "Sites", "subGroups": [{"name": "A", "realmRoles": ["member"]}]}],
        "identityProviders": [
          {"alias": "hospital", "providerId": "oidc", "enabled": true,
           "config": {"clientId": "f", "clientAuthMethod": "private_key_jwt",
                      "authorizationUrl": "https://id.a.example/auth",
                      "tokenUrl": "https://id.a.example/token"}}
        ],
        "organizationsEnabled": true,
        "organizations": [
          {"name": "Hospital A", "alias": "a", "enabled": true,
           "domains": [{"name": "a.example", "verified": true}],
           "identityProviders": [{"alias": "hospital"}],
           "groups": [{"name": "Lab", "description": "Bench", "realmRoles": ["member"],
             "subGroups": [{"name": "Night", "attributes": {"floor": ["2"]}}]}],
           "members": [{"username": "anna", "groups": ["/Lab", "/Lab/Night"]},
                       {"username": "bert"}]}
        ],
        "clients": [
          {"clientId": "worker", "secret": "${WORKER_SECRET}", "publicClient": false,
           "serviceAccountsEnabled": true, "standardFlowEnabled": false, "fullScopeAllowed": false}
        ],
        "users": [
          {"serviceAccountClientId": "worker", "realmRoles": ["default-roles-export-people"],
           "groups": ["/Sites/A"]},
          {"username": "bert", "emailVerified": false, "enabled": false,
           "groups": ["/Sites", "/Sites/A"], "clientRoles": {"account": ["view-consent"]}},
          {"username": "anna", "email": "anna@a.example", "emailVerified": true,
           "firstName": "Anna", "lastName": "A", "enabled": true,
           "requiredActions": ["CONFIGURE_TOTP"], "groups": ["/Sites/A"],
           "federatedIdentities": [
             {"identityProvider": "hospital", "userId": "4711", "userName": "anna@a"}],
           "realmRoles": ["lead", "member"]}
        ]
      }
      """;

  private static final String TEXTS =
      """
      {
        "realm": "export-texts",
        "enabled": true,
        "displayName": "${REALM_NAME,OTHER}",
        "internationalizationEnabled": true,
        "supportedLocales": ["en"],
        "localizationTexts": {"en": {"greeting": "Dear ${USER_NAME} ${user.name}"}},
        "attributes": {"note": "${NOTE:x}", "${KEY}": "kept"},
        "roles": {"realm": [
          {"name": "lead", "description": "${ROLE_LEAD} ${role_lead} $${TWICE}"}]},
        "clients": [
          {"clientId": "page", "name": "${client_page} ${CLIENT_NAME}", "description": "${A:${B}}",
           "publicClient": true, "standardFlowEnabled": false}]
      }
      """;

  @TempDir private Path folder;

  private static LocalKeycloak.Server server;
  private static Admin admin;

  @BeforeAll
  static void connect(LocalKeycloak.Server running) {
    server = running;
    admin = server.admin();
  }

  static List<Template> templates() {
    return Template.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("templates")
  void ofARealmFromOneOfOurTemplates(Template template) throws IOException {
    assertExportIsTheRealm(server.untouched(template));
  }

  @Test
  void ofARealmThatWasImported() throws IOException {
    String text =
        Files.readString(FLNET)
            .replaceAll("\\$\\{[A-Z_]*SECRET}", "canary-imported-4e1d7b90c2a85f36")
            .replaceAll("\\$\\{[A-Z_]+}", "http://localhost:4200");
    ObjectNode realm = (ObjectNode) JSON.readTree(text);
    realm.put("realm", "export-imported").remove("id");
    admin.write("POST", "", realm);

    assertExportIsTheRealm("export-imported");
  }

  /**
   * In descriptions, names, localization and attributes; Keycloak's own message keys among them.
   */
  @Test
  void ofARealmWithTextsThatLookLikeVariables() throws IOException {
    admin.write("POST", "", JSON.readTree(TEXTS));

    assertExportIsTheRealm("export-texts");
    assertThat(Files.readString(folder.resolve("export-texts.json")))
        .contains(
            "\"$${ROLE_LEAD} ${role_lead} $$${TWICE}\"", "\"Dear $${USER_NAME} ${user.name}\"");
  }

  /** And so it can be taken to another server: here, to another realm of this one. */
  @Test
  void makesTheSameRealmElsewhere() throws IOException {
    Template template = Template.of("fedn");
    server.apply("fedn", template.variables("export-from"));
    Path file = export("export-from");
    Map<String, String> environment = environment(file, "export-from");
    Files.writeString(file, Files.readString(file).replace("export-from", "export-elsewhere"));

    Cli.Result result = server.cli(environment, "apply", "--quiet", file.toString());

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(RealmExport.comparable(admin, "export-elsewhere"))
        .isEqualTo(RealmExport.comparable(admin, "export-from"));
  }

  @Test
  void whatIsLeftOutIsWhatANewRealmOfThisServerHas() throws IOException {
    admin.write("POST", "", JSON.createObjectNode().put("realm", "NEW-REALM"));
    admin.write("POST", "NEW-REALM/roles", JSON.createObjectNode().put("name", "prototype"));
    admin.write("POST", "NEW-REALM/groups", JSON.createObjectNode().put("name", "prototype"));
    admin.write("POST", "NEW-REALM/clients", JSON.createObjectNode().put("clientId", "prototype"));
    admin.write(
        "POST",
        "NEW-REALM/client-scopes",
        JSON.createObjectNode().put("name", "prototype").put("protocol", "openid-connect"));
    JsonNode known =
        JSON.readTree(
            Cli.checkout()
                .resolve(
                    "provisioning/src/main/resources/io/fedrealm/provisioning/realm/new-realm.json")
                .toFile());

    JsonNode export = RealmExport.of(admin, "NEW-REALM");
    for (JsonNode client : export.path("clients")) {
      if (client.path("clientId").asText().equals("prototype")) {
        // Not Keycloak's: the server-wide client policies put it there.
        ((ObjectNode) client.path("attributes")).remove("pkce.code.challenge.method");
      }
    }

    assertThat(RealmExport.comparable(export, "NEW-REALM"))
        .isEqualTo(RealmExport.comparable(known, "NEW-REALM"));
  }

  @Test
  void hasThePeopleByGroupWithWhatWasGivenToThemAndWithoutPasswords() throws IOException {
    Map<String, String> environment = server.adminEnvironment();
    environment.put("WORKER_SECRET", "canary-worker-0d4b8a61e7f2c953");
    Path template = Files.writeString(folder.resolve("people.json"), PEOPLE);
    Cli.Result applied = server.cli(environment, "apply", "--quiet", template.toString());
    assertThat(applied.exitCode()).as(applied.output()).isZero();
    ObjectNode profile = (ObjectNode) admin.get("export-people/users/profile");
    profile.put("unmanagedAttributePolicy", "ADMIN_EDIT");
    admin.write("PUT", "export-people/users/profile", profile);
    String id = admin.addUser("export-people", "carl", "canary-carl-7a90c1e5d3");
    ObjectNode carl = (ObjectNode) admin.get("export-people/users/" + id);
    carl.putObject("attributes").putArray("site").add("A").add("B");
    admin.write("PUT", "export-people/users/" + id, carl);

    Path file = export("export-people", "--users");
    Map<String, String> variables = environment(file, "export-people");
    Cli.Result plan = server.cli(variables, "plan", file.toString());

    assertThat(plan.exitCode()).as(plan.output()).isZero();
    JsonNode users = JSON.readTree(file.toFile()).path("users");
    assertThat(users.findValuesAsText("username"))
        .containsExactly("service-account-worker", "carl", "bert", "anna");
    assertThat(users.path(0).path("groups")).hasToString("[\"/Sites/A\"]");
    assertThat(users.path(1).path("attributes")).hasToString("{\"site\":[\"A\",\"B\"]}");
    assertThat(users.path(2)).isEqualTo(JSON.readTree(PEOPLE).at("/users/1"));
    assertThat(users.path(3)).isEqualTo(JSON.readTree(PEOPLE).at("/users/2"));
    assertThat(JSON.readTree(file.toFile()).path("organizations"))
        .isEqualTo(JSON.readTree(PEOPLE).path("organizations"));

    Files.writeString(file, Files.readString(file).replace("export-people", "export-moved"));
    Cli.Result moved = server.cli(variables, "apply", "--quiet", file.toString());
    assertThat(moved.exitCode()).as(moved.output()).isZero();
    assertThat(JSON.readTree(export("export-moved", "--users").toFile()).path("users"))
        .isEqualTo(JSON.readTree(users.toString().replace("export-people", "export-moved")));
  }

  private Path export(String realm, String... options) throws IOException {
    Path file = folder.resolve(realm + ".json");
    try (CountingProxy proxy = new CountingProxy(server.url())) {
      Map<String, String> environment = server.adminEnvironment();
      environment.put("FEDREALM_SERVER_URL", proxy.url());
      List<String> arguments = new ArrayList<>(List.of("export", realm, "--out", file.toString()));
      arguments.addAll(List.of(options));
      Cli.Result result = server.cli(environment, arguments.toArray(String[]::new));
      assertThat(result.exitCode()).as(result.err()).isZero();
      assertThat(result.err()).doesNotContain("plan will refuse");
      assertThat(proxy.writes()).isEmpty();
    }
    assertThat(Files.readString(file))
        .doesNotContain("canary-", "**********")
        .doesNotContain("\"id\" :");
    return file;
  }

  private void assertExportIsTheRealm(String realm) throws IOException {
    Path file = export(realm);

    Cli.Result plan = server.cli(environment(file, realm), "plan", file.toString());

    assertThat(plan.exitCode()).as(plan.output()).isZero();
    assertThat(plan.out()).contains("No changes.");
    long live = RealmExport.of(admin, realm).toPrettyString().length();
    assertThat(Files.size(file)).as("readable").isLessThan(live / 2);
  }

  /** The variables that the template asks for, with the secrets that the realm has. */
  private static Map<String, String> environment(Path file, String realm) throws IOException {
    Map<String, String> environment = server.adminEnvironment();
    for (JsonNode client : JSON.readTree(file.toFile()).path("clients")) {
      Matcher variable = VARIABLE.matcher(client.path("secret").asText());
      if (variable.matches()) {
        String id = client.path("clientId").asText();
        environment.put(variable.group(1), admin.client(realm, id).path("secret").asText());
      }
    }
    return environment;
  }
}
