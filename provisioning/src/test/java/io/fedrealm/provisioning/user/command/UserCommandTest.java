package io.fedrealm.provisioning.user.command;

import static io.fedrealm.provisioning.CliSupport.environment;
import static io.fedrealm.provisioning.CliSupport.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.fedrealm.provisioning.CliSupport.Result;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.server.FakeKeycloak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the user commands ask of a server, and what they leave alone. */
class UserCommandTest {

  private static final String ANNA =
      """
      {"id":"u1","username":"anna","email":"anna@x.example","enabled":true}
      """;

  @TempDir private Path folder;
  private final FakeKeycloak server = new FakeKeycloak();

  @BeforeEach
  void realm() {
    server
        .answer("GET", "/realms/r", 200, "{\"defaultRole\":{\"name\":\"default-roles-r\"}}")
        .answer("GET", "/realms/r/users/profile", 200, "{\"attributes\":[]}")
        .answer("GET", "/realms/r/group-by-path/Admin", 200, "{\"id\":\"g1\",\"path\":\"/Admin\"}")
        .answer(
            "GET",
            "/realms/r/users?first=0&max=1000&briefRepresentation=true",
            200,
            "[" + ANNA + "]")
        .answer(
            "GET",
            "/realms/r/users?first=0&max=1000&briefRepresentation=false",
            200,
            "[" + ANNA + "]")
        .answer(
            "GET",
            "/realms/r/groups/g1/members?first=0&max=1000&briefRepresentation=true",
            200,
            "[" + ANNA + "]");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Result user(String... arguments) {
    List<String> all = new ArrayList<>(List.of("user"));
    all.addAll(Arrays.asList(arguments));
    all.addAll(List.of("--realm", "r"));
    return run(environment(server), all.toArray(String[]::new));
  }

  private Path csv(String... lines) throws IOException {
    return Files.write(folder.resolve("users.csv"), List.of(lines));
  }

  @Test
  void allOfAUserIsReadOnlyWhenItIsComparedOrWritten() throws IOException {
    String whole = "GET /realms/r/users?first=0&max=1000&briefRepresentation=false";
    Path csv = csv("username", "anna");

    user("import", csv.toString());
    assertThat(server.requests().toString()).doesNotContain(whole);

    user("import", "--update", csv.toString());
    assertThat(server.requests().toString()).contains(whole);
  }

  @Test
  void anImportIsOneTransactionWithWhatEveryNewUserGets() throws IOException {
    Path csv = csv("username,groups", "bert,Admin", "carl,Admin");

    Result result = user("import", csv.toString());

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).isEqualTo("2 added, 0 changed, 0 as they are, 0 left out.\n");
    assertThat(server.writes())
        .singleElement()
        .asString()
        .startsWith("POST /realms/r/partialImport")
        .contains("\"ifResourceExists\":\"FAIL\"", "\"realmRoles\":[\"default-roles-r\"]")
        .contains("\"requiredActions\":[\"UPDATE_PASSWORD\"]", "\"groups\":[\"/Admin\"]")
        .doesNotContain("credentials");
  }

  @Test
  void anImportWarnsOfWhoGetsNoGroupAndNoPassword() throws IOException {
    Path csv = csv("username,groups", "bert,", "carl,Admin");

    Result result = user("import", csv.toString());

    assertThat(result.err())
        .isEqualTo(
            ("Warning: %s, line 2: bert is in no group\n"
                    + "Without a group they have no role. Name some in a column groups.\n"
                    + "Warning: no new user gets a password and nobody a mail to set one: give"
                    + " --passwords-to FILE, --password-from NAME or --mail.\n")
                .formatted(csv));
  }

  @Test
  void whoIsThereAsTheFileSaysIsSkippedAndWhoDiffersIsReported() throws IOException {
    Path same = csv("username,email,groups", "anna,anna@x.example,Admin");
    assertThat(user("import", same.toString()).out())
        .isEqualTo("0 added, 0 changed, 1 as they are, 0 left out.\n");

    Path differs = csv("username,email,groups", "anna,other@x.example,Admin", "bert,,Admin");
    Result result = user("import", differs.toString());

    assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err())
        .contains("line 2: the user anna is there and differs in email")
        .doesNotContain("other@x.example");
    assertThat(result.out()).startsWith("1 added, 0 changed, 0 as they are, 1 left out.");
  }

  @Test
  void withAllOrNothingOneBadLineKeepsEverythingOut() throws IOException {
    Path csv = csv("username,groups", "bert,Admin", "carl,Nobody", "service-account-x,Admin");

    Result result = user("import", "--all-or-nothing", csv.toString());

    assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err())
        .contains("line 3: groups: the realm has no group /Nobody")
        .contains("line 4: username: names that begin with service-account-");
    assertThat(server.writes()).isEmpty();
  }

  @Test
  void aDryRunOnlyReads() throws IOException {
    Result result =
        user("import", "--dry-run", "-o", "json", csv("username", "bert", "anna").toString());

    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).contains("\"dryRun\" : true", "\"added\" : 1", "\"unchanged\" : 1");
    assertThat(server.writes()).isEmpty();
  }

  @Test
  void aRefusedBatchIsHalvedUntilTheLineStandsAlone() throws IOException {
    String path = "/realms/r/partialImport";
    server
        .answer("POST", path, 409, "{\"errorMessage\":\"batch\"}")
        .answer("POST", path, 200, "{}")
        .answer("POST", path, 409, "{\"errorMessage\":\"taken\"}");

    Result result = user("import", csv("username", "bert", "carl").toString());

    assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err()).contains("line 3: refused by the server: taken");
    assertThat(result.out()).startsWith("1 added, 0 changed, 0 as they are, 1 left out.");
    assertThat(server.writes()).hasSize(3);
  }

  @Test
  void aServerThatRefusesEverythingIsNotAskedLineByLineForEver() throws IOException {
    server.answer("POST", "/realms/r/partialImport", 500, "{\"error\":\"unknown_error\"}");
    List<String> lines = new ArrayList<>(List.of("username"));
    for (int index = 0; index < 200; index++) {
      lines.add("person" + index);
    }

    Result result = user("import", csv(lines.toArray(String[]::new)).toString());

    assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err()).contains("refuses line after line");
    assertThat(server.writes()).hasSizeLessThan(60);
  }

  @Test
  void passwordsGoToTheServerAndIntoTheFileAndNowhereElse() throws IOException {
    Path passwords = folder.resolve("passwords.csv");

    Result result =
        user("import", "--passwords-to", passwords.toString(), csv("username", "bert").toString());

    String password = Files.readAllLines(passwords).get(1).replace("bert,", "");
    assertThat(server.writes().get(0))
        .contains("\"value\":\"" + password + "\",\"temporary\":true");
    assertThat(result.out() + result.err()).doesNotContain(password);
  }

  @Test
  void aPersonWhoIsThereIsNotAddedAgainAndHisNameIsNotGivenToAnother() {
    server
        .answer("GET", "/realms/r/users?exact=true&username=anna", 200, "[" + ANNA + "]")
        .answer(
            "GET",
            "/realms/r/users/u1/groups?briefRepresentation=true",
            200,
            "[{\"path\":\"/Admin\"}]");

    assertThat(user("add", "Anna", "--group", "Admin").err()).contains("nothing to do");
    Result other = user("add", "anna", "--group", "Admin", "--email", "second@x.example");

    assertThat(other.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(other.err()).contains("There is a user anna already, who differs in email");
    assertThat(server.writes()).isEmpty();
  }

  @Test
  void aGroupThatIsNotThereIsRefusedWithThoseThatAre() {
    server.answer(
        "GET", "/realms/r/groups?briefRepresentation=true", 200, "[{\"path\":\"/Admin\"}]");

    Result result = user("add", "bert", "--group", "Amdin");

    assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("no group \"/Amdin\"; at the top it has: /Admin");
    assertThat(server.writes()).isEmpty();
  }

  @Test
  void disablingEndsSessionsAndSwitchesNobodyWhenOneNameIsWrong() {
    server
        .answer("GET", "/realms/r/users?exact=true&username=anna", 200, "[" + ANNA + "]")
        .answer("GET", "/realms/r/users?exact=true&username=nobody", 200, "[]");

    assertThat(user("disable", "anna", "nobody").exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(server.writes()).isEmpty();

    assertThat(user("disable", "anna").exitCode()).isZero();
    assertThat(server.writes())
        .satisfiesExactly(
            put ->
                assertThat(put).startsWith("PUT /realms/r/users/u1").contains("\"enabled\":false"),
            post -> assertThat(post).startsWith("POST /realms/r/users/u1/logout"));
  }

  @Nested
  class SomebodyOfADirectory {

    @BeforeEach
    void comesFromIt() {
      server
          .answer(
              "GET",
              "/realms/r/users?exact=true&username=anna",
              200,
              "[" + ANNA.replace("}", ",\"federationLink\":\"s1\"}") + "]")
          .answer(
              "GET",
              "/realms/r/components/s1",
              200,
              "{\"name\":\"hospital\",\"config\":{\"editMode\":[\"READ_ONLY\"]}}");
    }

    @Test
    void isShownWithWhereTheyComeFrom() {
      assertThat(user("show", "anna").out()).contains("userStorage     hospital");
    }

    @Test
    void hasTheirPasswordSetThereWhenKeycloakOnlyReadsIt() {
      Path passwords = folder.resolve("passwords.csv");

      for (Result result :
          List.of(
              user("reset-password", "anna"),
              user("reset-password", "anna", "--passwords-to", passwords.toString()))) {
        assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(result.err()).contains("anna comes from the user storage hospital", "there");
      }
      assertThat(server.writes()).isEmpty();
      assertThat(passwords).doesNotExist();
    }

    @Test
    void isMovedThereOutOfAGroupThatItHasPutThemInto() {
      server
          .answer("GET", "/realms/r/group-by-path/Lab", 200, "{\"id\":\"g2\",\"path\":\"/Lab\"}")
          .answer(
              "GET",
              "/realms/r/users/u1/groups?briefRepresentation=true",
              200,
              "[{\"path\":\"/Admin\"}]")
          .answer(
              "DELETE",
              "/realms/r/users/u1/groups/g1",
              400,
              "{\"errorMessage\":\"mapper mode is READ_ONLY\"}");

      Result result = user("move", "anna", "--to", "Lab");

      assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
      assertThat(result.err())
          .contains("anna comes from the user storage hospital and is in /Admin there")
          .contains("mapper mode is READ_ONLY");
      assertThat(server.writes()).hasSize(1);
    }
  }

  @Test
  void aRealmThatIsNotThereIsToldAsThat() {
    assertThat(run(environment(server), "user", "list", "--realm", "elsewhere").err())
        .contains("The server has no realm \"elsewhere\"");
  }
}
