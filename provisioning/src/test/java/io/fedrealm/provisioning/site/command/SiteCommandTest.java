package io.fedrealm.provisioning.site.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedrealm.provisioning.CliSupport;
import io.fedrealm.provisioning.CliSupport.Result;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.server.FakeKeycloak;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SiteCommandTest {

  private static final String SITE_PATH = "/realms/fedn/clients?clientId=fedn%3Ademo%3Alund";

  @TempDir private Path folder;
  private FakeKeycloak server;

  @BeforeEach
  void start() {
    server =
        new FakeKeycloak()
            .answer("GET", "/realms/fedn", 200, realm("fedn"))
            .answer("GET", "/realms/fedn/client-scopes", 200, scopes("https://c.example.org"))
            .answer("GET", "/realms/fedn/roles/demo%3Aclient", 200, role("demo:client"))
            .answer("GET", "/realms/fedn/roles/offline_access", 200, role("offline_access"))
            .answer("GET", "/realms/fedn/clients/id-1/service-account-user", 200, "{\"id\":\"sa\"}")
            .answer(
                "GET",
                "/realms/fedn/users/sa/role-mappings/realm",
                200,
                "[" + role("default-roles-fedn") + "]")
            .answerLogin(200, "application/json", "{\"access_token\":\"" + token() + "\"}");
  }

  private static String realm(String framework) {
    return "{\"realm\":\"fedn\",\"accessTokenLifespan\":300,\"attributes\":{\"fl.framework\":\"%s\"}}"
        .formatted(framework);
  }

  private static String scopes(String controller) {
    return """
        [{"id":"s1","name":"project:demo","attributes":{"fl.project.controller":"%s"}},
         {"id":"s2","name":"profile"}]
        """
        .formatted(controller);
  }

  private static String role(String name) {
    return "{\"id\":\"role-%1$s\",\"name\":\"%1$s\"}".formatted(name);
  }

  private static String token() {
    String part = Base64.getUrlEncoder().encodeToString("{}".getBytes(StandardCharsets.UTF_8));
    return part + "." + part + ".canary-signature";
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void addMakesAClientGivesItExactlyItsRolesAndWritesFilesForTheOwnerAlone() throws IOException {
    Result result = run("site", "add", "lund", "--project", "demo", "--out", folder.toString());

    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
    assertThat(server.writes())
        .satisfiesExactly(
            client ->
                assertThat(client)
                    .startsWith("POST /realms/fedn/clients {")
                    .contains(
                        "\"clientId\":\"fedn:demo:lund\"",
                        "\"fl.site\":\"lund\"",
                        "\"fl.fedn.project\":\"demo\"",
                        "\"fullScopeAllowed\":false",
                        "\"directAccessGrantsEnabled\":false"),
            roles ->
                assertThat(roles)
                    .startsWith("POST /realms/fedn/users/sa/role-mappings/realm")
                    .contains("demo:client", "offline_access"),
            others ->
                assertThat(others)
                    .startsWith("DELETE /realms/fedn/users/sa/role-mappings/realm")
                    .contains("default-roles-fedn"));
    assertThat(Files.readString(folder.resolve("lund/client.yaml")))
        .contains("name: \"lund\"", "discover_host: \"https://c.example.org\"");
    try (Stream<Path> files = Files.list(folder.resolve("lund"))) {
      assertThat(files)
          .allSatisfy(
              file ->
                  assertThat(Files.getPosixFilePermissions(file).toString())
                      .doesNotContain("GROUP", "OTHERS"));
    }
  }

  @Test
  void whenAnythingFailsNothingIsLeftOfTheSite() {
    server.answer("POST", "/realms/fedn/users/sa/role-mappings/realm", 403, "{}");

    Result result = run("site", "add", "lund", "--project", "demo", "--out", folder.toString());

    assertThat(result.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(server.writes()).last().isEqualTo("DELETE /realms/fedn/clients/id-1");
    assertThat(folder.resolve("lund")).doesNotExist();
  }

  @Test
  void aSiteThatIsThereIsNotMadeAgain() {
    server.answer("GET", SITE_PATH, 200, "[{\"id\":\"c9\",\"clientId\":\"fedn:demo:lund\"}]");

    Result result = run("site", "add", "lund", "--project", "demo", "--out", folder.toString());

    refusedWithoutAWrite(result, "has a site lund already", "site rotate lund");
  }

  @Test
  void filesThatAreThereAreNotOverwritten() throws IOException {
    Files.createDirectory(folder.resolve("lund"));
    Files.writeString(folder.resolve("lund/client-secret"), "of somebody");

    Result result = run("site", "add", "lund", "--project", "demo", "--out", folder.toString());

    refusedWithoutAWrite(result, "has files already", "--out FOLDER");
    assertThat(folder.resolve("lund/client-secret")).hasContent("of somebody");
  }

  @ParameterizedTest
  @ValueSource(strings = {"lund lund", "../etc", "", "Ü", "-x y", "a/b", "a:b"})
  void aNameThatIsNoneIsRefused(String name) {
    Result result = run("site", "add", "--project", "demo", "--out", folder.toString(), "--", name);

    refusedWithoutAWrite(result, "a site's name has letters");
  }

  @Test
  void aProjectThatIsNotThereIsToldWithThoseThatAre() {
    Result result = run("site", "add", "lund", "--project", "lung", "--out", folder.toString());

    refusedWithoutAWrite(result, "has no project \"lung\". It has: demo");
  }

  @Test
  void withoutAControllerNoFileWouldBeOfUse() {
    server.close();
    server = new FakeKeycloak();
    server.answer("GET", "/realms/fedn", 200, realm("fedn"));
    server.answer("GET", "/realms/fedn/client-scopes", 200, scopes(""));

    Result result = run("site", "add", "lund", "--project", "demo", "--out", folder.toString());

    refusedWithoutAWrite(result, "give --controller URL");
  }

  @Test
  void aRealmForSomethingElseHasNoSites() {
    server.close();
    server = new FakeKeycloak().answer("GET", "/realms/fedn", 200, realm("flower"));

    Result result = run("site", "list");

    refusedWithoutAWrite(result, "The realm fedn is for flower", "--realm NAME");
  }

  @Test
  void aRealmThatIsNotThereIsTold() {
    refusedWithoutAWrite(run("site", "list", "--realm", "fend"), "has no realm \"fend\"");
  }

  @Test
  void aSiteThatIsNotThereIsTold() {
    for (String command : List.of("show", "rotate", "disable", "enable", "remove")) {
      refusedWithoutAWrite(
          run("site", command, "lund", "--project", "demo"), "has no site \"lund\"");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"site add a", "site show a", "site rotate a", "site remove a"})
  void aProjectIsAskedForWhereSitesBelongToOne(String arguments) {
    refusedWithoutAWrite(run(arguments.split(" ")), "say which project: --project SLUG");
  }

  @ParameterizedTest
  @ValueSource(strings = {"site", "site add", "site add a --csv b", "site show", "site rm"})
  void wrongUsageIsToldBeforeTheServerIsAsked(String arguments) {
    Result result = run(arguments.split(" "));

    assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).isNotBlank();
    assertThat(server.requests()).isEmpty();
  }

  private void refusedWithoutAWrite(Result result, String... messages) {
    assertThat(result.err()).contains(messages);
    assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(server.writes()).isEmpty();
  }

  private Result run(String... arguments) {
    Map<String, String> environment = new HashMap<>(CliSupport.environment(server));
    environment.put("FEDREALM_REALM", "fedn");
    return CliSupport.run(environment, arguments);
  }
}
