package io.fedrealm.provisioning.apply;

import static io.fedrealm.provisioning.apply.ApplySupport.CANARY;
import static io.fedrealm.provisioning.apply.ApplySupport.apply;
import static io.fedrealm.provisioning.apply.ApplySupport.planned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.plan.diff.PlannedRealm;
import io.fedrealm.provisioning.server.FakeKeycloak;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApplierTest {

  private static final String TEMPLATE =
      """
      {
        "realm": "r",
        "enabled": true,
        "roles": {"realm": [{"name": "a"}]},
        "groups": [{"name": "g", "realmRoles": ["a"]}],
        "clients": [{"clientId": "c", "secret": "${S}"}]
      }
      """;

  /** The realm right after it was made. */
  private static final String BARE = "{\"realm\":\"r\",\"enabled\":true}";

  private static final String WITH_ROLE =
      "{\"realm\":\"r\",\"enabled\":true,\"roles\":{\"realm\":[{\"id\":\"ra\",\"name\":\"a\"}]}}";

  /** The realm with everything made, and the group still without its role. */
  private static final String MADE =
      """
      {
        "realm": "r", "enabled": true,
        "roles": {"realm": [{"id": "ra", "name": "a"}]},
        "groups": [{"id": "g1", "name": "g"}],
        "clients": [{"id": "c1", "clientId": "c", "secret": "%s"}]
      }
      """
          .formatted(CANARY);

  private static final String DONE =
      MADE.replace("\"name\": \"g\"", "\"name\": \"g\", \"realmRoles\": [\"a\"]");

  private final FakeKeycloak fake = new FakeKeycloak();

  @AfterEach
  void stop() {
    fake.close();
  }

  private CommandException failure(PlannedRealm planned) {
    CommandException thrown =
        catchThrowableOfType(CommandException.class, () -> apply(fake, planned));
    assertThat(thrown).as("apply fails").isNotNull();
    assertThat(thrown.getMessage()).doesNotContain(CANARY, FakeKeycloak.SECRET);
    return thrown;
  }

  @Nested
  class ANewRealm {

    @Test
    void isMadeThenReadThenFilledThenReadAgainForItsRoles() {
      fake.realm("r", BARE).realm("r", MADE).realm("r", DONE);

      int changes = apply(fake, planned(TEMPLATE, null));

      assertThat(changes).isEqualTo(5);
      assertThat(fake.requests())
          .extracting(request -> request.method() + " " + request.path().split("\\?")[0])
          .containsExactly(
              "POST /realms",
              "GET /realms/r/fl-clients",
              "POST /realms/r/partial-export",
              "GET /realms/r/clients",
              "POST /realms/r/roles",
              "POST /realms/r/clients",
              "POST /realms/r/groups",
              "POST /realms/r/partial-export",
              "GET /realms/r/clients",
              "POST /realms/r/groups/g1/role-mappings/realm",
              "POST /realms/r/partial-export",
              "GET /realms/r/clients");
    }

    @Test
    void isMadeOfItsSettingsOnly() {
      fake.realm("r", BARE).realm("r", MADE).realm("r", DONE);

      apply(fake, planned(TEMPLATE, null));

      assertThat(fake.writes()).startsWith("POST /realms {\"realm\":\"r\",\"enabled\":true}");
    }

    @Test
    void needsANewLoginBecauseTheOldTokenHasNoRightsInIt() {
      fake.realm("r", BARE).realm("r", MADE).realm("r", DONE);

      apply(fake, planned(TEMPLATE, null));

      assertThat(fake.logins()).hasSize(2);
    }
  }

  @Nested
  class ARealmThatIsThere {

    @Test
    void isNotTouchedWhenThereIsNothingToDo() {
      assertThat(apply(fake, planned(TEMPLATE, DONE))).isZero();
      assertThat(fake.requests()).isEmpty();
      assertThat(fake.logins()).isEmpty();
    }

    @Test
    void getsRolesAtOnceWhenNothingIsMade() {
      fake.realm("r", DONE);

      assertThat(apply(fake, planned(TEMPLATE, MADE))).isEqualTo(1);
      assertThat(fake.writes())
          .containsExactly(
              "POST /realms/r/groups/g1/role-mappings/realm [{\"id\":\"ra\",\"name\":\"a\"}]");
    }

    @Test
    void isGoneOnWithWhereARunBeforeStopped() {
      String half = MADE.replaceAll("(?s)\"clients\".*", "\"clients\": []}");
      fake.realm("r", half).realm("r", MADE).realm("r", DONE);

      assertThat(apply(fake, planned(TEMPLATE, half))).isEqualTo(2);
      assertThat(fake.writes())
          .extracting(write -> write.split(" ")[1])
          .containsExactly("/realms/r/clients", "/realms/r/groups/g1/role-mappings/realm");
    }

    @Test
    void thatIsDeletedMeanwhileIsAnErrorInWords() {
      fake.realm("r", null);

      CommandException thrown = failure(planned(TEMPLATE, MADE));

      assertThat(thrown)
          .hasMessageStartingWith("Realm r was deleted while it was being applied.\n1 change was");
      assertThat(thrown.exitCode()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void thatLosesARoleMeanwhileIsAnErrorInWords() {
      String lost = MADE.replace("[{\"id\": \"ra\", \"name\": \"a\"}]", "[]");
      PlannedRealm planned =
          planned(
              "{\"realm\": \"r\", \"groups\": [{\"name\": \"g\", \"realmRoles\": [\"a\"]}]}", lost);

      assertThat(failure(planned))
          .hasMessageStartingWith(
              "Realm r, roles of group /g: the realm has no realm role a any more: it was changed"
                  + " while this ran\nNothing was changed in this realm before.");
    }
  }

  @Nested
  class PeopleOfTheRealm {

    private static final String PERSON =
        ", \"users\": [{\"username\": \"ann\", \"lastName\": \"%s\", \"id\": \"u1\","
            + " \"groups\": [], \"realmRoles\": [], \"clientRoles\": {}}]}";
    private static final String ANN = PERSON.formatted("Lee");

    private String with(String realm, String person) {
      return realm.strip().replaceFirst("}$", "") + person;
    }

    private List<String> readsOfPeople() {
      return fake.requests().stream()
          .map(FakeKeycloak.Request::toString)
          .filter(request -> request.contains("fl-people"))
          .toList();
    }

    private void people(String lastName) {
      String person = "[{\"user\":{\"id\":\"u1\",\"username\":\"ann\",\"lastName\":\"%s\"}}]";
      String path = "/realms/r/fl-people?first=0&max=500";
      fake.answer("GET", path, 200, person.formatted(lastName));
    }

    @Test
    void areNotReadAgainAfterAChangeThatTheyHaveNothingToDoWith() {
      fake.realm("r", DONE);

      assertThat(apply(fake, planned(with(TEMPLATE, ANN), with(MADE, ANN)))).isEqualTo(1);
      assertThat(readsOfPeople()).isEmpty();
    }

    @Test
    void areReadAgainWhenOneOfThemWasChanged() {
      fake.realm("r", DONE);
      people("Lee");

      int changes = apply(fake, planned(with(TEMPLATE, ANN), with(DONE, PERSON.formatted("Old"))));

      assertThat(changes).isEqualTo(1);
      assertThat(readsOfPeople()).hasSize(1);
    }

    @Test
    void whoseChangeTheServerDidNotKeepAreFoundOut() {
      fake.realm("r", DONE);
      people("Old");

      assertThat(failure(planned(with(TEMPLATE, ANN), with(DONE, PERSON.formatted("Old")))))
          .hasMessageContaining("user ann");
    }
  }

  @Nested
  class AServerThatDoesNotKeepAChange {

    @Test
    void isToldWithTheLinesOfThePlanAfterFourPasses() {
      fake.realm("r", DONE.replace(CANARY, "another"));

      CommandException thrown = failure(planned(TEMPLATE, DONE.replace(CANARY, "another")));

      assertThat(thrown)
          .hasMessage(
              """
              The server accepted these changes and did not keep them as they are written in t.json:
              Realm r
                ~ client c
                    secret: (sensitive, from S)""");
      assertThat(thrown.exitCode()).isEqualTo(ExitCode.FAILED);
      assertThat(fake.writes()).hasSize(4);
    }
  }

  @Nested
  class ARefusal {

    @ParameterizedTest(name = "{0}: exit code {3}")
    @CsvSource(
        delimiter = '|',
        value = {
          "400 | {\"errorMessage\":\"no\"} | no (400 at POST /admin/realms/r/clients) | 1",
          "409 | {\"errorMessage\":\"exists\"} | exists (409 at POST /admin/realms/r/clients) | 1",
          "500 | {\"error\":\"x\"} | x (500 at POST /admin/realms/r/clients) | 1",
          "502 | <html></html> | the server did not answer in JSON (text/html) (502 at POST"
              + " /admin/realms/r/clients) | 1",
          "403 | {} | is not allowed to do this (403 at POST /admin/realms/r/clients) | 4",
          "401 | {} | does not accept the login of | 4"
        })
    void saysWhereAndWhatStays(int status, String body, String said, int exitCode) {
      String type = body.startsWith("<") ? "text/html" : "application/json";
      fake.realm("r", BARE)
          .realm("r", WITH_ROLE)
          .answer("POST", "/realms/r/clients", status, type, body);

      CommandException thrown = failure(planned(TEMPLATE, BARE));

      assertThat(thrown)
          .hasMessageStartingWith("Realm r, client c: ")
          .hasMessageContaining(said)
          .hasMessageEndingWith(
              "\n1 change was made before and stays. Run apply again: it goes on from there.");
      assertThat(thrown.exitCode()).isEqualTo(exitCode);
    }

    @Test
    void stopsTheStagesAfterIt() {
      fake.realm("r", BARE).answer("POST", "/realms/r/clients", 400, "{}");

      failure(planned(TEMPLATE, BARE));

      assertThat(fake.writes())
          .extracting(write -> write.split(" ")[1])
          .containsExactly("/realms/r/roles", "/realms/r/clients");
    }

    @Test
    void ofTheRealmItselfStopsAll() {
      fake.answer("POST", "/realms", 409, "{\"errorMessage\":\"Realm r already exists\"}");

      assertThat(failure(planned(TEMPLATE, null)))
          .hasMessageStartingWith(
              "Realm r, realm: Realm r already exists (409 at POST /admin/realms)\nNothing was changed");
      assertThat(fake.writes()).as("looked at, and tried again").hasSize(3);
    }

    @Test
    void thatRepeatsTheSecretIsShownWithoutIt() {
      fake.realm("r", BARE)
          .answer("POST", "/realms/r/clients", 400, "{\"error\":\"bad " + CANARY + "\"}");

      assertThat(failure(planned(TEMPLATE, BARE))).hasMessageContaining("bad (sensitive) (400");
    }
  }

  @Nested
  class ARequestOfWhichNobodyKnowsWhetherItWasCarriedOut {

    @ParameterizedTest(name = "status {0}; 0: the connection breaks")
    @ValueSource(ints = {0, 500, 502, 503, 409})
    void isNotSentAgainWhenTheRealmHasWhatItMakes(int status) {
      String half = MADE.replaceAll("(?s)\"clients\".*", "\"clients\": []}");
      fake.realm("r", half).realm("r", MADE).realm("r", DONE);
      fake.answer("POST", "/realms/r/clients", status, "{}");

      int changes = apply(fake, planned(TEMPLATE, half));

      assertThat(changes).as("the client counts, too").isEqualTo(2);
      assertThat(fake.writes())
          .extracting(write -> write.split(" ")[1])
          .containsExactly("/realms/r/clients", "/realms/r/groups/g1/role-mappings/realm");
    }

    @Test
    void isSentAgainWhenTheRealmDoesNotHaveIt() {
      String half = MADE.replaceAll("(?s)\"clients\".*", "\"clients\": []}");
      fake.realm("r", half).realm("r", half).realm("r", MADE).realm("r", DONE);
      fake.answer("POST", "/realms/r/clients", 503, "{}");
      fake.answer("POST", "/realms/r/clients", 201, "");

      assertThat(apply(fake, planned(TEMPLATE, half))).isEqualTo(2);
      assertThat(fake.writes()).filteredOn(write -> write.contains("/clients ")).hasSize(2);
    }

    @Test
    void thatMakesARealmIsSentAgainWhenTheRealmIsNotThere() {
      fake.realm("r", null).realm("r", BARE).realm("r", MADE).realm("r", DONE);
      fake.answer("POST", "/realms", 502, "{}").answer("POST", "/realms", 201, "");

      assertThat(apply(fake, planned(TEMPLATE, null))).isEqualTo(5);
      assertThat(fake.writes()).filteredOn(write -> write.startsWith("POST /realms ")).hasSize(2);
    }

    @Test
    void thatMakesARealmIsLookedAt() {
      fake.realm("r", BARE).realm("r", BARE).realm("r", MADE).realm("r", DONE);
      fake.answer("POST", "/realms", 504, "{}");

      assertThat(apply(fake, planned(TEMPLATE, null))).isEqualTo(5);
      assertThat(fake.writes()).filteredOn(write -> write.startsWith("POST /realms ")).hasSize(1);
    }
  }

  @Nested
  class TheLease {

    @Test
    void isTakenBeforeTheFirstChangeAndGivenBackAtTheEnd() {
      String half = MADE.replaceAll("(?s)\"clients\".*", "\"clients\": []}");
      fake.realm("r", half).realm("r", MADE).realm("r", DONE);

      apply(fake, planned(TEMPLATE, half));

      assertThat(fake.leases().requests()).containsExactly("POST 201", "GET 200", "DELETE 204");
    }

    @Test
    void isGivenBackByARunThatFails() {
      fake.realm("r", BARE).answer("POST", "/realms/r/clients", 400, "{}");

      failure(planned(TEMPLATE, BARE));

      assertThat(fake.leases().role()).isNull();
    }

    @Test
    void isNotNeededForASingleChange() {
      fake.realm("r", DONE);

      apply(fake, planned(TEMPLATE, MADE));

      assertThat(fake.leases().requests()).isEmpty();
    }

    @Test
    void isNotTakenWhenThereIsNothingToDo() {
      apply(fake, planned(TEMPLATE, DONE));

      assertThat(fake.leases().requests()).isEmpty();
    }
  }

  @Test
  void anInterruptSaysWhatStays() {
    fake.realm("r", BARE);
    Thread.currentThread().interrupt();

    CommandException thrown =
        catchThrowableOfType(CommandException.class, () -> apply(fake, planned(TEMPLATE, BARE)));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(thrown)
        .hasMessage(
            "Stopped before all was done.\nNothing was changed in this realm before. Run apply"
                + " again: it goes on from there.");
    assertThat(thrown.exitCode()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(fake.writes()).isEmpty();
  }

  @Test
  void aServerThatGoesAwayIsToldAsNotReachable() {
    fake.close();

    CommandException thrown = failure(planned(TEMPLATE, BARE));

    assertThat(thrown).hasMessageStartingWith("Keycloak cannot be reached at " + fake.url());
    assertThat(thrown.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
  }

  @Test
  void theListenerIsToldOfEachChangeOnce() {
    fake.realm("r", BARE).realm("r", MADE).realm("r", DONE);
    List<String> told = Collections.synchronizedList(new ArrayList<>());

    apply(
        fake,
        planned(TEMPLATE, null),
        (realm, change, done, total) -> told.add(realm + " " + done + "/" + total + " " + change));

    assertThat(told)
        .containsExactly(
            "r 1/5 + realm",
            "r 2/5 + realm role a",
            "r 3/5 + client c",
            "r 4/5 + group /g",
            "r 5/5 ~ roles of group /g");
  }
}
