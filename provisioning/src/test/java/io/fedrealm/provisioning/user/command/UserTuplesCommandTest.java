package io.fedrealm.provisioning.user.command;

import static io.fedrealm.provisioning.CliSupport.environment;
import static io.fedrealm.provisioning.CliSupport.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fedrealm.provisioning.CliSupport.Result;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.server.FakeKeycloak;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tuples that OpenFGA gets of a realm's people. */
class UserTuplesCommandTest {

  private final FakeKeycloak server = new FakeKeycloak();

  @AfterEach
  void stop() {
    server.close();
  }

  private Result tuples(String... more) {
    List<String> all = new ArrayList<>(List.of("user", "tuples", "--realm", "r"));
    all.addAll(Arrays.asList(more));
    return run(environment(server), all.toArray(String[]::new));
  }

  private void realm(List<String> members, List<String> people) {
    server
        .answer("GET", "/realms/r", 200, "{}")
        .answer("GET", "/realms/r/group-by-path/flower-user", 200, "{\"id\":\"g1\"}")
        .answer("GET", members("g1", 0), 200, list(members))
        .answer("GET", people(0), 200, list(people));
  }

  private static String members(String group, int first) {
    return "/realms/r/groups/" + group + "/members?first=" + first + PAGE;
  }

  private static String people(int first) {
    return "/realms/r/users?first=" + first + PAGE;
  }

  private static final String PAGE = "&max=1000&briefRepresentation=true";

  private static String list(List<String> users) {
    return users.stream().collect(Collectors.joining(",", "[", "]"));
  }

  private static String user(String id, boolean enabled) {
    return "{\"id\":\"%s\",\"username\":\"name-of-%s\",\"enabled\":%s}".formatted(id, id, enabled);
  }

  @Test
  void whoIsInTheGroupGetsTheRelationAndEverybodyElseLosesIt() {
    realm(
        List.of(user("u3", true), user("u1", true), user("u4", false)),
        List.of(user("u4", false), user("u1", true), user("u2", true), user("u3", true)));

    Result result = tuples("--group", "flower-user", "--object", "service:researchgrid");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out().lines())
        .containsExactly(
            "{\"deletes\":{\"tuple_keys\":["
                + tuple("u2", "service:researchgrid")
                + ","
                + tuple("u4", "service:researchgrid")
                + "],\"on_missing\":\"ignore\"}}",
            "{\"writes\":{\"tuple_keys\":["
                + tuple("u1", "service:researchgrid")
                + ","
                + tuple("u3", "service:researchgrid")
                + "],\"on_duplicate\":\"ignore\"}}");
    assertThat(result.err()).contains("2 have the relation, 2 have it not.");
  }

  private static String tuple(String id, String object) {
    return "{\"user\":\"flwr_aid:%s\",\"relation\":\"has_access\",\"object\":\"%s\"}"
        .formatted(id, object);
  }

  @Test
  void theOrderInWhichTheServerAnswersDoesNotShow() {
    List<String> users = new ArrayList<>();
    IntStream.range(0, 20).forEach(i -> users.add(user("u" + i, true)));
    realm(users, users);
    String first = tuples("--group", "flower-user", "--object", "service:a").out();
    Collections.reverse(users);
    realm(users, users);

    assertThat(tuples("--group", "flower-user", "--object", "service:a").out()).isEqualTo(first);
  }

  @Test
  void manyPeopleArePagedAndWrittenAHundredAtATime() throws IOException {
    List<String> users = new ArrayList<>();
    IntStream.range(0, 1150).forEach(i -> users.add(user("u" + i, true)));
    realm(users.subList(0, 1000), users.subList(0, 1000));
    server
        .answer("GET", members("g1", 1000), 200, list(users.subList(1000, 1150)))
        .answer("GET", people(1000), 200, list(users.subList(1000, 1150)));

    List<String> lines =
        tuples("--group", "flower-user", "--object", "service:a").out().lines().toList();

    assertThat(lines).hasSize(12);
    int written = 0;
    for (String line : lines) {
      JsonNode tuples = new ObjectMapper().readTree(line).at("/writes/tuple_keys");
      assertThat(tuples.size()).isBetween(1, 100);
      written += tuples.size();
    }
    assertThat(written).isEqualTo(1150);
  }

  @Test
  void whoIsInTwoGroupsIsWrittenOnce() {
    realm(List.of(user("u1", true)), List.of(user("u1", true), user("u2", true)));
    server
        .answer("GET", "/realms/r/group-by-path/leads", 200, "{\"id\":\"g2\"}")
        .answer("GET", members("g2", 0), 200, list(List.of(user("u1", true), user("u2", true))));

    Result result =
        tuples("-g", "flower-user", "-g", "leads", "--object", "s:a", "--relation", "runs");

    assertThat(result.out().lines()).hasSize(1);
    assertThat(result.out()).containsOnlyOnce("flwr_aid:u1").contains("\"relation\":\"runs\"");
  }

  @Test
  void anIdThatOpenFgaCannotTakeIsToldInTheOperatorsWords() {
    realm(List.of(user("f:4711:anna", true)), List.of());

    Result result = tuples("--group", "flower-user", "--object", "service:a");

    assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err()).contains("name-of-f:4711:anna", "Import users");
    assertThat(result.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"researchgrid", "service:", ":a", "service:*", "service:a b", "a:b:c"})
  void anObjectThatIsNoneIsRefusedBeforeTheServerIsAsked(String object) {
    Result result = tuples("--group", "flower-user", "--object", object);

    assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("--object has to be TYPE:NAME");
    assertThat(server.requests()).isEmpty();
  }
}
