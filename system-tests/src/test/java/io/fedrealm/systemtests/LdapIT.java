package io.fedrealm.systemtests;

import static io.fedrealm.systemtests.support.LdapRealm.CANARY;
import static io.fedrealm.systemtests.support.LdapRealm.NAME;
import static io.fedrealm.systemtests.support.LdapRealm.password;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fedrealm.systemtests.support.Cli;
import io.fedrealm.systemtests.support.Directory;
import io.fedrealm.systemtests.support.Http;
import io.fedrealm.systemtests.support.LdapRealm;
import io.fedrealm.systemtests.support.LocalKeycloak;
import io.fedrealm.systemtests.support.RealmClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** People of a directory get in by what a template says of it, and their directory keeps them. */
@ExtendWith(LocalKeycloak.class)
class LdapIT {

  private static final String PERSONAL = password("personal");

  @TempDir private Path folder;

  private LocalKeycloak.Server server;
  private Directory directory;
  private LdapRealm realm;
  private final StringBuilder output = new StringBuilder();

  @BeforeEach
  void applyTemplate(LocalKeycloak.Server running) {
    server = running;
    directory = new Directory(password("old"));
    for (String person : List.of("anna", "bert", "carl")) {
      directory.addPerson(person, PERSONAL);
    }
    directory.addGroup("Data-Admin", "anna");
    directory.addGroup("Admin", "bert");
    realm = new LdapRealm(server, directory, folder);
    run(0, realm.environment("old"), "apply", "--quiet");
  }

  @AfterEach
  void noPasswordIsShown() {
    directory.close();
    assertThat(output.toString()).doesNotContain(CANARY);
  }

  @Test
  void aPersonOfTheDirectoryHasTheRoleOfTheirGroupThere() {
    assertThat(rolesOf("anna")).contains("Data-Admin").doesNotContain("Admin");
    assertThat(rolesOf("carl")).doesNotContain("Data-Admin", "Admin");

    directory.join("carl", "Data-Admin");
    server.admin().write("POST", NAME + "/clear-user-cache", null);

    assertThat(rolesOf("carl")).contains("Data-Admin");
    assertThat(run(0, realm.environment("old"), "plan").out()).contains("No changes.");
  }

  @Test
  void aChangedPasswordOfTheRealmIsTheOneChangeAndPeopleSignInAgainWhenItIsApplied()
      throws IOException {
    directory.changePassword(password("new"));
    assertThat(logIn("bert").status()).isNotEqualTo(302);

    Cli.Result plan = run(3, realm.environment("new"), "plan", "--output", "json");
    JsonNode changes = new ObjectMapper().readTree(plan.out()).at("/realms/0/changes");
    assertThat(changes).hasSize(1);
    assertThat(changes.at("/0/name").asText()).isEqualTo("hospital");
    assertThat(changes.at("/0/fields"))
        .hasToString(
            "[{\"path\":\"config.bindCredential\",\"sensitive\":true,"
                + "\"variables\":[\"LDAP_PASSWORD\"]}]");
    run(0, realm.environment("new"), "apply");

    assertThat(rolesOf("bert")).contains("Admin");
    run(0, realm.environment("new"), "plan");
  }

  @Test
  void anExportNamesThemOnlyAsLeftOutAndIsPlannedWithoutChanges() throws IOException {
    rolesOf("anna");
    server.admin().addUser(NAME, "zoe", PERSONAL);
    Path file = folder.resolve("export.json");

    Cli.Result export = run(0, server.cli(realm.environment("old"), exportTo(file)));

    assertThat(export.err()).contains("left out: people who come from a user storage", "anna");
    JsonNode template = new ObjectMapper().readTree(file.toFile());
    assertThat(template.path("users").findValuesAsText("username")).containsExactly("zoe");
    assertThat(Files.readString(file)).doesNotContain(CANARY);
    Map<String, String> environment = realm.environment("old");
    environment.put("HOSPITAL_BIND_CREDENTIAL", environment.get(LdapRealm.BIND_PASSWORD));
    run(0, server.cli(environment, "plan", file.toString()));
  }

  private static String[] exportTo(Path file) {
    return new String[] {"export", "--users", NAME, "--out", file.toString()};
  }

  @Test
  void aPersonIsKeptOutHereAndHasTheirPasswordAndTheGroupsOfTheDirectoryThere() {
    assertThat(user(0, "show", "anna").out()).contains("userStorage     hospital", "/Data-Admin");
    user(0, "disable", "anna");
    assertThat(logIn("anna").status()).isNotEqualTo(302);
    user(0, "enable", "anna");

    assertThat(user(1, "reset-password", "anna").err())
        .contains("anna comes from the user storage hospital", "set the password there");
    assertThat(user(1, "move", "anna", "--to", "Guests").err())
        .contains("anna comes from the user storage hospital and is in /Data-Admin there");
    user(0, "move", "carl", "--to", "Guests");
    user(0, "move", "carl", "--to", "Admin");

    assertThat(rolesOf("anna")).contains("Data-Admin");
    assertThat(rolesOf("carl")).contains("Admin");
    assertThat(user(0, "show", "anna").out()).doesNotContain("Guests");
    run(0, realm.environment("old"), "plan");
  }

  private Cli.Result user(int exitCode, String... arguments) {
    List<String> all = new ArrayList<>(List.of("user"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--realm", NAME));
    return run(exitCode, server.cli(server.adminEnvironment(), all.toArray(String[]::new)));
  }

  private Http.Answer logIn(String username) {
    return realm.signIn().arrive(username, PERSONAL);
  }

  private List<String> rolesOf(String username) {
    Http.Answer answer = realm.signIn().token(username, PERSONAL, "openid");
    return RealmClient.accessToken(answer)
        .claims()
        .at("/realm_access/roles")
        .valueStream()
        .map(JsonNode::asText)
        .toList();
  }

  private Cli.Result run(int exitCode, Map<String, String> environment, String... arguments) {
    return run(exitCode, realm.run(environment, arguments));
  }

  private Cli.Result run(int exitCode, Cli.Result result) {
    output.append(result.output());
    assertThat(result.exitCode()).as(result.output()).isEqualTo(exitCode);
    return result;
  }
}
