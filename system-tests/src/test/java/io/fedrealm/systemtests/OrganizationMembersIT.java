package io.fedrealm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

/** Members of organizations, and who may be named as one. */
@ExtendWith(LocalKeycloak.class)
class OrganizationMembersIT {

  private static final String REALM = "organization-members";

  /** As {@code kc.sh export} writes it. */
  private static final String IMPORTED =
      """
      {"realm": "organization-members", "enabled": true, "organizationsEnabled": true,
       "identityProviders": [
         {"alias": "hospital", "providerId": "oidc", "enabled": true,
          "config": {"clientId": "f", "clientAuthMethod": "private_key_jwt",
                     "authorizationUrl": "https://id.a.example/auth",
                     "tokenUrl": "https://id.a.example/token"}}],
       "users": [
         {"username": "anna", "enabled": true,
          "federatedIdentities": [
            {"identityProvider": "hospital", "userId": "1", "userName": "anna"}]},
         {"username": "bert", "enabled": true},
         {"username": "carl", "enabled": true}],
       "organizations": [
         {"name": "A", "alias": "a", "enabled": true,
          "domains": [{"name": "a.example", "verified": true}],
          "identityProviders": [{"alias": "hospital"}],
          "members": [
            {"username": "anna", "membershipType": "UNMANAGED"},
            {"username": "bert", "membershipType": "UNMANAGED"}]},
         {"name": "B", "alias": "b", "enabled": true,
          "domains": [{"name": "b.example", "verified": true}]}]}
      """;

  @TempDir private static Path folder;
  private static LocalKeycloak.Server server;
  private static Admin admin;

  @BeforeAll
  static void importRealm(LocalKeycloak.Server running) throws IOException {
    server = running;
    admin = running.admin();
    admin.write("POST", "", new ObjectMapper().readTree(IMPORTED));
  }

  private static Path template(String... members) throws IOException {
    return Files.writeString(
        folder.resolve("members.json"),
        """
        {"realm": "%s", "organizations": [{"name": "A", "members": [%s]}]}
        """
            .formatted(REALM, String.join(", ", members)));
  }

  private static String member(String username) {
    return "{\"username\": \"%s\"}".formatted(username);
  }

  private static String managed(String username) {
    return "{\"username\": \"%s\", \"membershipType\": \"MANAGED\"}".formatted(username);
  }

  private static Cli.Result run(String... arguments) {
    return server.cli(server.adminEnvironment(), arguments);
  }

  private static List<String> members() {
    for (JsonNode organization : admin.get(REALM + "/organizations")) {
      if (organization.path("name").asText().equals("A")) {
        String id = organization.path("id").asText();
        return admin
            .get(REALM + "/organizations/" + id + "/members")
            .valueStream()
            .map(member -> member.path("username").asText())
            .sorted()
            .toList();
      }
    }
    throw new AssertionError("no organization A");
  }

  @Test
  void peopleWhoAreInNoTemplateComeAndGo() throws IOException {
    Path template = template(member("anna"), member("Carl"));

    Cli.Result plan = run("plan", template.toString());
    assertThat(plan.exitCode()).as(plan.output()).isEqualTo(3);
    assertThat(plan.out()).contains("~ members of organization A", "members: -bert +carl");
    assertThat(run("apply", "--quiet", template.toString()).exitCode()).isZero();

    assertThat(members()).containsExactly("anna", "carl");
    assertThat(admin.get(REALM + "/users").findValuesAsText("username"))
        .containsExactlyInAnyOrder("anna", "bert", "carl");
    Path before = template(member("anna"), member("bert"));
    assertThat(run("apply", "--quiet", before.toString()).exitCode()).isZero();
    assertThat(members()).containsExactly("anna", "bert");
  }

  @Test
  void strictTellsThatThereAreSomeWhenTheTemplateNamesNone() throws IOException {
    Path template = folder.resolve("no-members.json");
    Files.writeString(
        template, "{\"realm\": \"" + REALM + "\", \"organizations\": [{\"name\": \"A\"}]}");

    assertThat(run("plan", template.toString()).exitCode()).isZero();
    assertThat(run("plan", "--strict", template.toString()).out())
        .contains("? members of organization A (in no template)");
  }

  @Test
  void nobodyWhomAnIdentityProviderWouldHaveToMakeAndNobodyUnknown() throws IOException {
    Cli.Result refused = run("apply", template(managed("carl"), member("nobody")).toString());

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .contains("names managed members that the organization has not (carl)")
        .contains("names the user \"nobody\"");
  }

  @Test
  void withTheExtensionPlanAsksForThemOnceForEachPageOfPeople() throws IOException {
    String[] plan = {"plan", "--output", "json", template(member("carl")).toString()};
    try (CountingProxy proxy = new CountingProxy(server.url());
        CountingProxy stock = new CountingProxy(server.url())) {
      stock.hide("/fl-people");

      Cli.Result one = through(proxy, plan);
      Cli.Result other = through(stock, plan);

      assertThat(one.exitCode()).as(one.output()).isEqualTo(3);
      assertThat(other.out()).isEqualTo(one.out());
      // The server, two for the realm, organizations, people.
      assertThat(proxy.requests().stream().filter(request -> !request.endsWith("/token")))
          .hasSize(5);
      // Instead of the last: the answer that there is none, the users, the members of A and B.
      assertThat(stock.requests().stream().filter(request -> !request.endsWith("/token")))
          .hasSize(8);
    }
  }

  private static Cli.Result through(CountingProxy proxy, String... arguments) {
    Map<String, String> environment = server.adminEnvironment();
    environment.put("FEDREALM_SERVER_URL", proxy.url());
    return server.cli(environment, arguments);
  }

  @Test
  void whatIsExportedOfThemIsPlannedWithoutChanges() throws IOException {
    Path file = folder.resolve("export.json");

    Cli.Result export = run("export", "--users", REALM, "--out", file.toString());

    assertThat(export.exitCode()).as(export.output()).isZero();
    JsonNode template = new ObjectMapper().readTree(file.toFile());
    assertThat(template.at("/organizations/0/members"))
        .hasToString("[{\"username\":\"anna\"},{\"username\":\"bert\"}]");
    assertThat(template.at("/users/0/federatedIdentities/0/userId").asText()).isEqualTo("1");
    Cli.Result plan = run("plan", file.toString());
    assertThat(plan.exitCode()).as(plan.output()).isZero();
  }
}
