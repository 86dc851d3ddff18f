package io.fedrealm.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.systemtests.support.Admin;
import io.fedrealm.systemtests.support.Cli;
import io.fedrealm.systemtests.support.CountingProxy;
import io.fedrealm.systemtests.support.CountingProxy.Fate;
import io.fedrealm.systemtests.support.FlnetRealms;
import io.fedrealm.systemtests.support.LocalKeycloak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** People by group, on a real server. */
@ExtendWith(LocalKeycloak.class)
class UsersIT {

  private static final String REALM = "people";

  @TempDir private static Path folder;
  private static LocalKeycloak.Server server;
  private static Admin admin;

  @BeforeAll
  static void realm(LocalKeycloak.Server running) {
    server = running;
    admin = running.admin();
    server.apply("flnet-client", FlnetRealms.client(REALM));
  }

  private static Cli.Result user(String... arguments) {
    return user(server.adminEnvironment(), arguments);
  }

  private static Cli.Result user(Map<String, String> environment, String... arguments) {
    List<String> all = new ArrayList<>(List.of("user"));
    all.addAll(Arrays.asList(arguments));
    all.addAll(List.of("--realm", REALM));
    return server.cli(environment, all.toArray(String[]::new));
  }

  private static JsonNode find(String username) {
    return admin.get(REALM + "/users?exact=true&username=" + username).path(0);
  }

  private static List<String> roles(String username) {
    String id = find(username).path("id").asText();
    return admin
        .get(REALM + "/users/" + id + "/role-mappings/realm/composite")
        .valueStream()
        .map(role -> role.path("name").asText())
        .toList();
  }

  private static Path csv(String name, String... lines) throws IOException {
    return Files.write(folder.resolve(name), List.of(lines));
  }

  @Test
  void aPersonGetsTheRolesOfAGroupAndLosesThemByMoving() {
    assertThat(user("add", "m.weber", "-g", "Admin", "--email", "m@h.example").exitCode()).isZero();
    assertThat(roles("m.weber")).contains("Admin", "default-roles-" + REALM);

    assertThat(user("move", "m.weber", "--to", "Data-Admin").exitCode()).isZero();

    assertThat(roles("m.weber")).contains("Data-Admin").doesNotContain("Admin");
    assertThat(user("show", "m.weber").out()).contains("/Data-Admin", "UPDATE_PASSWORD");
    assertThat(user("list", "--group", "Data-Admin").out()).contains("m.weber");
  }

  @Test
  void aDisabledPersonIsKeptOutUntilEnabled() {
    user("add", "j.berg", "-g", "Data-Admin");

    assertThat(user("disable", "j.berg").exitCode()).isZero();
    assertThat(find("j.berg").path("enabled").asBoolean()).isFalse();
    assertThat(user("enable", "j.berg").exitCode()).isZero();
    assertThat(find("j.berg").path("enabled").asBoolean()).isTrue();
  }

  @Test
  void anImportGivesWhatKeycloaksOwnUserCreationGives() throws IOException {
    Path csv =
        csv(
            "imported.csv",
            "username,email,firstName,lastName,groups",
            "imp.one,one@h.example,One,Imported,Admin",
            "imp<two,two@h.example,Two,Imported,Admin",
            "imp.three,one@h.example,Three,Imported,Admin",
            "imp.four,four@h.example,Four,Imported,Nowhere");
    Path passwords = folder.resolve("imported-passwords.csv");

    Cli.Result result = user("import", "--passwords-to", passwords.toString(), csv.toString());

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .contains("line 3: username: has a character not allowed")
        .contains("line 4: email: is that of the user imp.one")
        .contains("line 5: groups: the realm has no group /Nowhere");
    assertThat(roles("imp.one")).contains("Admin", "default-roles-" + REALM);
    String id = find("imp.one").path("id").asText();
    assertThat(admin.get(REALM + "/users/" + id + "/credentials")).hasSize(1);
    String password = Files.readAllLines(passwords).get(1).replace("imp.one,", "");
    assertThat(server.output()).doesNotContain(password);
  }

  @Test
  void aBulkImportTakesARequestForAHundredPeopleAndASecondRunWritesNothing() throws IOException {
    int people = 2000;
    List<String> lines = new ArrayList<>(List.of("username,email,lastName,groups"));
    for (int i = 0; i < people; i++) {
      lines.add("bulk%05d,bulk%05d@h.example,Bulk,Data-Access-Manager".formatted(i, i));
    }
    Path csv = csv("bulk.csv", lines.toArray(String[]::new));
    try (CountingProxy proxy = new CountingProxy(server.url())) {
      Map<String, String> environment = server.adminEnvironment();
      environment.put("FEDREALM_SERVER_URL", proxy.url());

      assertThat(user(environment, "import", csv.toString()).out()).startsWith("2000 added");
      assertThat(proxy.writes()).hasSize(people / 100);
      int requests = proxy.requests().size();
      assertThat(requests).isLessThan(people / 100 + 10);

      Cli.Result again = user(environment, "import", csv.toString());
      assertThat(again.out()).isEqualTo("0 added, 0 changed, 2000 as they are, 0 left out.\n");
      assertThat(proxy.writes()).hasSize(people / 100);
    }
  }

  @Test
  void anImportThatStoppedAfterABatchGoesOnWhereItWas() throws IOException {
    List<String> lines = new ArrayList<>(List.of("username,groups"));
    for (int i = 0; i < 700; i++) {
      lines.add("half%03d,Data-Admin".formatted(i));
    }
    user("import", csv("half.csv", lines.subList(0, 501).toArray(String[]::new)).toString());

    Cli.Result rest = user("import", csv("half.csv", lines.toArray(String[]::new)).toString());

    assertThat(rest.out()).isEqualTo("200 added, 0 changed, 500 as they are, 0 left out.\n");
  }

  @Test
  void anImportThatIsKilledAgainAndAgainEndsWithEverybodyOnce() throws IOException {
    int people = 2000;
    List<String> lines = new ArrayList<>(List.of("username,groups"));
    for (int i = 0; i < people; i++) {
      lines.add("killed%04d,Data-Admin".formatted(i));
    }
    Path csv = csv("killed.csv", lines.toArray(String[]::new));

    killAtWrite(1, Fate.LOST, csv);
    killAtWrite(1, Fate.UNANSWERED, csv);
    killAtWrite(2, Fate.LOST, csv);
    killAtWrite(1, Fate.UNANSWERED, csv);
    killAtWrite(1, Fate.LOST, csv);
    Cli.Result last = user("import", csv.toString());

    assertThat(last.out()).isEqualTo("1700 added, 0 changed, 300 as they are, 0 left out.\n");
    String group = admin.group(REALM, "Data-Admin").path("id").asText();
    assertThat(names(REALM + "/users?briefRepresentation=true&max=9999&username=killed"))
        .hasSize(people)
        .doesNotHaveDuplicates();
    assertThat(names(REALM + "/groups/" + group + "/members?briefRepresentation=true&max=9999"))
        .contains("killed0000", "killed0099", "killed0100", "killed1999")
        .filteredOn(name -> name.startsWith("killed"))
        .hasSize(people)
        .doesNotHaveDuplicates();
  }

  private static List<String> names(String users) {
    return admin.get(users).findValuesAsText("username");
  }

  /**
   * Kills an import with SIGKILL.
   *
   * @param fate whether the server has carried out the write
   */
  private static void killAtWrite(int last, Fate fate, Path csv) {
    try (CountingProxy proxy = new CountingProxy(server.url())) {
      AtomicReference<Cli.Running> process = new AtomicReference<>();
      Runnable kill =
          () -> {
            proxy.goAway();
            process.get().kill();
          };
      proxy.fates(
          write -> {
            if (write == last && fate == Fate.LOST) {
              kill.run();
            }
            return write == last ? fate : Fate.PASSES;
          });
      proxy.afterUnanswered(kill);
      Map<String, String> environment = server.adminEnvironment();
      environment.put("FEDREALM_SERVER_URL", proxy.url());
      process.set(Cli.start(environment, "user", "import", csv.toString(), "--realm", REALM));
      assertThat(process.get().await().exitCode()).isEqualTo(128 + 9);
    }
  }

  @Test
  void withUpdateAPersonWhoDiffersIsChangedAndKeepsTheRest() throws IOException {
    user("add", "l.lind", "-g", "Admin", "--email", "l@h.example", "--first-name", "Linnea");
    Path csv = csv("update.csv", "username,lastName,groups", "l.lind,Lind,Data-Admin");

    assertThat(user("import", csv.toString()).exitCode()).isEqualTo(1);
    assertThat(find("l.lind").path("lastName").asText()).isEmpty();
    assertThat(user("import", "--update", csv.toString()).exitCode()).isZero();

    assertThat(find("l.lind").path("lastName").asText()).isEqualTo("Lind");
    assertThat(find("l.lind").path("firstName").asText()).isEqualTo("Linnea");
    assertThat(roles("l.lind")).contains("Admin", "Data-Admin");
  }
}
