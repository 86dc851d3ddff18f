package io.fedrealm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fedrealm.systemtests.support.Cli;
import io.fedrealm.systemtests.support.CountingProxy;
import io.fedrealm.systemtests.support.LocalKeycloak;
import io.fedrealm.systemtests.support.RealmClient;
import io.fedrealm.systemtests.support.SignIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Groups of organizations: what tokens tell of them, and that they stay as the template says. */
@ExtendWith(LocalKeycloak.class)
class OrganizationGroupsIT {

  private static final String REALM = "organization-groups";
  private static final String PASSWORD = "canary-7c29e0d4b1f86a53";
  private static final String CALLBACK = "https://app.example/cb";

  private static final String TEMPLATE =
      """
      {
        "realm": "organization-groups", "enabled": true, "organizationsEnabled": true,
        "roles": {"realm": [{"name": "researcher"}, {"name": "on-call"}]},
        "clients": [
          {"clientId": "app", "publicClient": true, "standardFlowEnabled": true,
           "directAccessGrantsEnabled": false, "fullScopeAllowed": true,
           "redirectUris": ["https://app.example/cb"],
           "attributes": {"pkce.code.challenge.method": "S256"},
           "protocolMappers": [
             {"name": "groups of the organization", "protocol": "openid-connect",
              "protocolMapper": "oidc-organization-group-membership-mapper",
              "config": {"access.token.claim": "true", "addGroupRoleMappings": "true"}}]}
        ],
        "users": [
          {"username": "anna", "enabled": true, "email": "anna@a.example", "emailVerified": true,
           "firstName": "Anna", "lastName": "A", "credentials": [
             {"type": "password", "value": "${ANNA_PASSWORD}", "temporary": false}]},
          {"username": "bert", "enabled": true}
        ],
        "organizations": [
          {"name": "A", "alias": "a", "enabled": true,
           "domains": [{"name": "a.example", "verified": true}],
           "groups": [%s],
           "members": [%s]}
        ]
      }
      """;

  private static final String GROUPS =
      """
      {"name": "Lab", "description": "Bench", "attributes": {"floor": ["2"]},
       "realmRoles": ["researcher"], "subGroups": [
         {"name": "Night", "description": "On call", "attributes": {"phone": ["4711"]},
          "realmRoles": ["on-call"], "clientRoles": {"account": ["view-groups"]}}]},
      {"name": "Ward"}
      """;

  private static final String MEMBERS =
      """
      {"username": "anna", "groups": ["/Lab/Night"]}, {"username": "bert"}
      """;

  @TempDir private Path folder;
  private LocalKeycloak.Server server;
  private Drift.Realm realm;

  @BeforeEach
  void applyTemplate(LocalKeycloak.Server running) throws IOException {
    server = running;
    server.admin().send("DELETE", REALM, null);
    realm = new Drift.Realm(server.admin(), REALM);
    run(0, "apply", "--quiet", template(GROUPS, MEMBERS));
  }

  @Test
  void aTokenTellsTheGroupsOfAMemberWithTheirRolesAndASecondPlanHasNoChanges() throws IOException {
    JsonNode claim = whatTheTokenOfAnnaSays();
    assertThat(claim.path("groups")).hasToString("[\"/Lab/Night\"]");
    assertThat(claim.at("/realm_access/roles")).hasToString("[\"on-call\"]");
    assertThat(claim.at("/resource_access/account/roles")).hasToString("[\"view-groups\"]");
    try (CountingProxy proxy = new CountingProxy(server.url())) {
      Map<String, String> environment = environment();
      environment.put("FEDREALM_SERVER_URL", proxy.url());
      Cli.Result plan = server.cli(environment, "plan", template(GROUPS, MEMBERS));
      assertThat(plan.exitCode()).as(plan.output()).isZero();
      // The server, two for the realm, organizations, their groups, people, three groups' members.
      assertThat(proxy.requests().stream().filter(request -> !request.endsWith("/token")))
          .hasSize(9);
    }

    run(0, "apply", "--quiet", template(GROUPS, MEMBERS.replace("/Lab/Night", "/Ward")));

    assertThat(whatTheTokenOfAnnaSays().path("groups")).hasToString("[\"/Ward\"]");
    assertThat(whatTheTokenOfAnnaSays().has("realm_access")).isFalse();
  }

  @Test
  void whatAPersonGivesByHandIsSeen() throws IOException {
    String ward = realm.organizationGroup("A", "/Ward");
    realm.administration(ward + "/role-mappings");
    realm.write("PUT", ward + "/members/" + realm.id("users", "username", "bert"), null);
    realm.write("PUT", ward + "/members/" + realm.id("users", "username", "anna"), null);

    Cli.Result plan = run(3, "plan", "--strict", template(GROUPS, MEMBERS));
    assertThat(plan.out())
        .contains("~ roles of group of organization A: /Ward", "realm-management: -realm-admin")
        .contains("~ groups of member of organization A: anna", "groups: -/Ward")
        .contains("? groups of member of organization A: bert (in no template)")
        .contains("0 to create, 2 to change.");

    run(0, "apply", "--quiet", template(GROUPS, MEMBERS));
    run(0, "plan", template(GROUPS, MEMBERS));
    assertThat(server.admin().get(REALM + "/" + ward + "/members").findValuesAsText("username"))
        .containsExactly("bert");
  }

  @Test
  void pruneTakesAwayWhatFedrealmHasMadeAndNothingElse() throws IOException {
    realm.write(
        "POST",
        "organizations/" + realm.id("organizations", "name", "A") + "/groups",
        JsonNodeFactory.instance.objectNode().put("name", "by hand"));
    String ward = template("{\"name\": \"Ward\"}", "{\"username\": \"anna\", \"groups\": []}");

    Cli.Result plan = run(3, "plan", "--prune", ward);
    assertThat(plan.out())
        .contains("- group of organization A: /Lab")
        .contains("0 to create, 2 to change, 1 to delete.");
    run(0, "apply", "--quiet", "--prune", ward);

    String organization = "organizations/" + realm.id("organizations", "name", "A");
    assertThat(server.admin().get(REALM + "/" + organization + "/groups").findValuesAsText("name"))
        .containsExactly("Ward", "by hand");
    run(0, "plan", "--prune", ward);
  }

  @Test
  void anExportIsTheRealm() throws IOException {
    Path file = folder.resolve("export.json");
    Cli.Result export =
        server.cli(environment(), "export", "--users", REALM, "--out", file.toString());
    assertThat(export.exitCode()).as(export.output()).isZero();

    JsonNode organization = new ObjectMapper().readTree(file.toFile()).at("/organizations/0");
    assertThat(organization.path("groups"))
        .isEqualTo(new ObjectMapper().readTree("[" + GROUPS + "]"));
    assertThat(organization.path("members"))
        .isEqualTo(new ObjectMapper().readTree("[" + MEMBERS + "]"));
    run(0, "plan", file.toString());
  }

  private String template(String groups, String members) throws IOException {
    return Files.writeString(folder.resolve("realm.json"), TEMPLATE.formatted(groups, members))
        .toString();
  }

  private Cli.Result run(int exitCode, String... arguments) {
    Cli.Result result = server.cli(environment(), arguments);
    assertThat(result.exitCode()).as(result.output()).isEqualTo(exitCode);
    return result;
  }

  private Map<String, String> environment() {
    Map<String, String> environment = server.adminEnvironment();
    environment.put("ANNA_PASSWORD", PASSWORD);
    return environment;
  }

  private JsonNode whatTheTokenOfAnnaSays() {
    SignIn person = new SignIn(server.realm(REALM), "app", CALLBACK);
    return RealmClient.accessToken(person.tokenByNameFirst("anna", PASSWORD, "openid organization"))
        .claims()
        .at("/organization/a");
  }
}
