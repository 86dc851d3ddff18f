package io.fedrealm.extension.role;

import static io.fedrealm.extension.TokenRequest.clientRole;
import static io.fedrealm.extension.TokenRequest.realmRole;
import static org.assertj.core.api.Assertions.assertThat;

import io.fedrealm.extension.claim.HeldRoles;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.models.RoleModel;

class RoleTableTest {

  private static List<String> problemsOf(String json) {
    List<String> problems = new ArrayList<>();
    RoleTable.parse(json, problems::add);
    return problems;
  }

  private static RoleTable table(String json) {
    assertThat(problemsOf(json)).isEmpty();
    return RoleTable.parse(json, problem -> {});
  }

  private static HeldRoles held(RoleModel... roles) {
    return HeldRoles.of(Stream.of(roles));
  }

  @Test
  void rowsAreReadInTheirOrder() {
    assertThat(
            table(
                    """
                    [{"key":"z","value":"admin"},{"key":"a","value":"client"}]
                    """)
                .rows())
        .containsExactly(new RoleTable.Row("z", "admin"), new RoleTable.Row("a", "client"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{",
        "{}",
        "{\"key\":\"a\",\"value\":\"b\"}",
        "\"a\"",
        "null",
        "1",
        "[] []",
        "a=b"
      })
  void whatIsNoJsonListIsUnreadable(String json) {
    assertThat(problemsOf(json))
        .containsExactly("is not readable: a JSON list of key and value pairs is needed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "[]", " [ ] "})
  void aTableNeedsARow(String json) {
    assertThat(problemsOf(json)).containsExactly("must have at least one row");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"value\":\"a\"}]",
        "[{\"key\":\"\",\"value\":\"a\"}]",
        "[{\"key\":\" \",\"value\":\"a\"}]",
        "[{\"key\":null,\"value\":\"a\"}]",
        "[{\"key\":1,\"value\":\"a\"}]"
      })
  void aRowNeedsAKey(String json) {
    assertThat(problemsOf(json)).containsExactly("row 1: the key (the role in Keycloak) is empty");
  }

  @Test
  void aRowNeedsAValueAndEveryProblemIsTold() {
    assertThat(
            problemsOf(
                """
                [{"key":"a","value":"b"},{"key":"c"},7,{"key":" d","value":"e "}]
                """))
        .containsExactly(
            "row 2: the value (the role in the framework) is empty",
            "row 3: the key (the role in Keycloak) is empty",
            "row 3: the value (the role in the framework) is empty",
            "row 4: the key (the role in Keycloak) starts or ends with white space",
            "row 4: the value (the role in the framework) starts or ends with white space");
  }

  @Test
  void theSameKeyWithDifferentValuesContradictsItself() {
    assertThat(
            problemsOf(
                """
                [{"key":"a","value":"x"},{"key":"b","value":"x"},{"key":"a","value":"y"}]
                """))
        .containsExactly("rows 1 and 3 have the same key and different values");
  }

  @Test
  void theSameRowTwiceIsHarmless() {
    RoleTable table = table("[{\"key\":\"a\",\"value\":\"x\"},{\"key\":\"a\",\"value\":\"x\"}]");

    assertThat(table.heldValues(held(realmRole("a")), null, () -> null)).containsExactly("x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{projekt}:a", "{}:a", "{project}:{role}", "{ project }:a"})
  void anUnknownPlaceholderIsRefused(String key) {
    assertThat(problemsOf("[{\"key\":\"" + key + "\",\"value\":\"a\"}]"))
        .containsExactly(
            "row 1: unknown placeholder; the only one is the word project in curly brackets");
  }

  @Test
  void aPlaceholderInTheFrameworksRoleIsRefused() {
    assertThat(problemsOf("[{\"key\":\"a\",\"value\":\"{project}\"}]"))
        .containsExactly(
            "row 1: the role in the framework must not hold curly brackets, but for the word org in"
                + " them");
  }

  @Test
  void heldValuesComeInTheOrderOfTheTableAndOnlyOnce() {
    RoleTable table =
        table(
            """
            [{"key":"boss","value":"admin"},{"key":"c.worker","value":"client"},
             {"key":"root","value":"admin"},{"key":"guest","value":"reader"}]
            """);

    assertThat(
            table.heldValues(
                held(realmRole("root"), clientRole("c", "worker"), realmRole("boss")),
                null,
                () -> null))
        .containsExactly("admin", "client");
    assertThat(
            table.heldValues(held(realmRole("root"), clientRole("c", "worker")), null, () -> null))
        .containsExactly("client", "admin");
    assertThat(table.heldValues(held(realmRole("worker")), null, () -> null)).isEmpty();
  }

  @Test
  void thePlaceholderStandsForTheSelectedProject() {
    RoleTable table = table("[{\"key\":\"{project}:admin\",\"value\":\"admin\"}]");
    HeldRoles roles = held(realmRole("demo:admin"), realmRole("{project}:admin"));

    assertThat(table.needsProject()).isTrue();
    assertThat(table.heldValues(roles, "demo", () -> null)).containsExactly("admin");
    assertThat(table.heldValues(roles, "other", () -> null)).isEmpty();
    assertThat(table.heldValues(roles, null, () -> null)).isEmpty();
  }

  @Test
  void theOrganisationOfTheSubjectCompletesTheFrameworksRole() {
    RoleTable table =
        table(
            """
            [{"key":"lead","value":"nvflare-demo-{org}-lead"},{"key":"lead","value":"nvflare-demo-{org}-lead"},
             {"key":"member","value":"member"}]
            """);
    HeldRoles roles = held(realmRole("lead"), realmRole("member"));

    assertThat(table.heldValues(roles, null, () -> "org_a"))
        .containsExactly("nvflare-demo-org_a-lead", "member");
    assertThat(table.heldValues(roles, null, () -> null)).containsExactly("member");
  }
}
