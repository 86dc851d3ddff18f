package io.fedrealm.provisioning.plan.diff;

import static io.fedrealm.provisioning.plan.PlanSupport.changes;
import static io.fedrealm.provisioning.plan.PlanSupport.newRealm;
import static io.fedrealm.provisioning.plan.PlanSupport.plan;
import static io.fedrealm.provisioning.plan.PlanSupport.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.fedrealm.provisioning.plan.change.Action;
import io.fedrealm.provisioning.plan.change.RealmPlan;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DifferenceTest {

  private static List<String> settings(String desired, String actual) {
    return changes(
        plan("{\"realm\":\"r\"," + desired + "}", "{\"realm\":\"r\",\"x\":1," + actual + "}"));
  }

  @Nested
  class AField {

    @Test
    void thatTheTemplateDoesNotDeclareMayHaveAnyValue() {
      assertThat(
              settings("\"attributes\":{\"a\":\"1\"}", "\"attributes\":{\"a\":\"1\",\"b\":\"2\"}"))
          .isEmpty();
    }

    static Stream<Arguments> same() {
      return Stream.of(
          Arguments.of("\"f\":300", "\"f\":300"),
          Arguments.of("\"f\":300", "\"f\":300.0"),
          Arguments.of("\"f\":1e2", "\"f\":100"),
          Arguments.of("\"f\":\"300\"", "\"f\":300"),
          Arguments.of("\"f\":\"true\"", "\"f\":true"),
          Arguments.of("\"f\":\"\"", "\"g\":1"),
          Arguments.of("\"f\":\"\"", "\"f\":null"),
          Arguments.of("\"f\":[]", "\"f\":null"),
          Arguments.of("\"f\":{}", "\"f\":{\"a\":1}"),
          Arguments.of("\"f\":{\"a\":\"\"}", "\"g\":1"),
          Arguments.of("\"f\":[\"a\",\"b\"]", "\"f\":[\"b\",\"a\"]"),
          Arguments.of("\"f\":[\"a\",\"a\"]", "\"f\":[\"a\"]"),
          Arguments.of("\"f\":[{\"a\":1}]", "\"f\":[{\"a\":1,\"b\":2}]"),
          Arguments.of("\"f\":[{\"a\":[\"x\",\"y\"]}]", "\"f\":[{\"a\":[\"y\",\"x\"]}]"));
    }

    @ParameterizedTest
    @MethodSource("same")
    void isTheSameByValue(String desired, String actual) {
      assertThat(settings(desired, actual)).isEmpty();
    }

    static Stream<Arguments> different() {
      return Stream.of(
          Arguments.of("\"f\":300", "\"f\":301", "~ realm|f|301|300"),
          Arguments.of("\"f\":false", "\"f\":true", "~ realm|f|true|false"),
          Arguments.of("\"f\":false", "\"g\":1", "~ realm|f||false"),
          Arguments.of("\"f\":\"a\"", "\"f\":\"\"", "~ realm|f||\"a\""),
          Arguments.of("\"f\":\"\"", "\"f\":\"a\"", "~ realm|f|\"a\"|\"\""),
          Arguments.of("\"f\":\"A\"", "\"f\":\"a\"", "~ realm|f|\"a\"|\"A\""),
          Arguments.of("\"f\":[]", "\"f\":[\"a\"]", "~ realm|f|[\"a\"]|[]"),
          Arguments.of("\"f\":[\"a\"]", "\"f\":[\"a\",\"b\"]", "~ realm|f|[\"a\",\"b\"]|[\"a\"]"),
          Arguments.of("\"f\":[\"a\"]", "\"f\":\"a\"", "~ realm|f|\"a\"|[\"a\"]"),
          Arguments.of("\"f\":{\"a\":1}", "\"f\":\"a\"", "~ realm|f.a||1"),
          Arguments.of(
              "\"f\":{\"a.b\":\"1\"}", "\"f\":{\"a.b\":\"2\"}", "~ realm|f.a.b|\"2\"|\"1\""),
          Arguments.of(
              "\"f\":[{\"a\":1},{\"a\":2}]",
              "\"f\":[{\"a\":2},{\"a\":1}]",
              "~ realm|f|[{\"a\":2},{\"a\":1}]|[{\"a\":1},{\"a\":2}]"),
          Arguments.of(
              "\"f\":[{\"a\":1}]",
              "\"f\":[{\"a\":1},{\"a\":2}]",
              "~ realm|f|[{\"a\":1},{\"a\":2}]|[{\"a\":1}]"));
    }

    @ParameterizedTest
    @MethodSource("different")
    void thatDiffersIsShownWithBothValues(String desired, String actual, String change) {
      assertThat(settings(desired, actual)).containsExactly(change);
    }
  }

  @Nested
  class ASetOfRoles {

    private static final String GROUP =
        "{\"realm\":\"r\",\"groups\":[{\"name\":\"g\",\"realmRoles\":%s,\"clientRoles\":%s}]}";

    private List<String> group(String desired, String actual) {
      String[] to = desired.split(" ");
      String[] from = actual.split(" ");
      return changes(plan(GROUP.formatted(to[0], to[1]), GROUP.formatted(from[0], from[1])));
    }

    @Test
    void isTheSameWhateverTheOrder() {
      assertThat(group("[\"a\",\"b\"] {\"c\":[\"x\"]}", "[\"b\",\"a\"] {\"c\":[\"x\"]}")).isEmpty();
    }

    @Test
    void losesWhatTheTemplateDoesNotName() {
      assertThat(group("[\"a\"] {}", "[\"a\",\"b\"] {}"))
          .containsExactly("~ roles of group /g|realmRoles|[\"a\",\"b\"]|[\"a\"]");
    }

    @Test
    void losesTheRolesOfAClientThatTheTemplateDoesNotName() {
      assertThat(group("[] {}", "[] {\"realm-management\":[\"realm-admin\"]}"))
          .containsExactly("~ roles of group /g|clientRoles.realm-management|[\"realm-admin\"]|[]");
    }

    @Test
    void losesEverythingWhenTheTemplateSaysNothingOfRoles() {
      assertThat(
              changes(
                  plan(
                      "{\"realm\":\"r\",\"groups\":[{\"name\":\"g\"}]}",
                      GROUP.formatted("[\"a\"]", "{}"))))
          .containsExactly("~ roles of group /g|realmRoles|[\"a\"]|[]");
    }

    @Test
    void ofARoleThatIsNotDeclaredIsLeftAlone() {
      assertThat(
              changes(
                  plan(
                      "{\"realm\":\"r\",\"roles\":{\"realm\":[{\"name\":\"a\"}]}}",
                      """
                      {"realm":"r","roles":{"realm":[
                        {"name":"a"}, {"name":"b","composites":{"realm":["a"]}}
                      ]}}
                      """)))
          .isEmpty();
    }

    @Test
    void ofAServiceAccountIsComparedOnlyWhenItIsDeclared() {
      String live =
          """
          {"realm":"r","clients":[{"clientId":"c"}],
           "users":[{"serviceAccountClientId":"c","realmRoles":["default-roles-r"]}]}
          """;

      assertThat(changes(plan("{\"realm\":\"r\",\"clients\":[{\"clientId\":\"c\"}]}", live)))
          .isEmpty();
      assertThat(
              changes(
                  plan("{\"realm\":\"r\",\"users\":[{\"serviceAccountClientId\":\"c\"}]}", live)))
          .containsExactly("~ roles of service account c|realmRoles|[\"default-roles-r\"]|[]");
    }

    @Test
    void thatIsEmptyIsNoChangeOfANewGroup() {
      assertThat(newRealm(GROUP.formatted("[]", "{\"c\":[]}")).changes())
          .hasToString("[+ realm, + group /g]");
    }
  }

  @Nested
  class ASecret {

    private static final String CLIENT =
        "{\"realm\":\"r\",\"clients\":[{\"clientId\":\"c\",\"secret\":\"%s\",\"attributes\":%s}]}";

    @Test
    void thatIsEqualIsNoChange() {
      assertThat(plan(CLIENT.formatted("same", "{}"), CLIENT.formatted("same", "{}")).isEmpty())
          .isTrue();
    }

    @Test
    void thatDiffersIsAChangeWithoutValues() {
      RealmPlan plan =
          plan(CLIENT.formatted("canary-to", "{}"), CLIENT.formatted("canary-from", "{}"));

      assertThat(changes(plan)).containsExactly("~ client c|secret|sensitive");
      assertThat(plan.toString() + plan.changes().get(0).fields()).doesNotContain("canary");
    }

    @Test
    void thatTheServerMasksCannotBeComparedAndThePlanSaysSo() {
      RealmPlan plan = plan(CLIENT.formatted("canary", "{}"), CLIENT.formatted("**********", "{}"));

      assertThat(plan.isEmpty()).isTrue();
      assertThat(plan.notes())
          .singleElement()
          .asString()
          .startsWith("not compared, because Keycloak shows only a mask of a client's secret")
          .endsWith("the secret of client c")
          .doesNotContain("canary");
    }

    @Test
    void thatTheServerMasksIsWrittenWhenThatIsWanted() {
      RealmPlan plan =
          Difference.between(
              state(CLIENT.formatted("canary", "{}")),
              Optional.of(state(CLIENT.formatted("**********", "{}"))),
              true);

      assertThat(changes(plan)).containsExactly("~ client c|secret|sensitive");
      assertThat(plan.notes()).isEmpty();
    }

    @Test
    void amongTheAttributesOfAClientIsOneToo() {
      String desired =
          CLIENT.formatted(
              "s", "{\"saml.signing.private.key\":\"canary-to\",\"jwks.url\":\"https://a/\"}");
      String actual = CLIENT.formatted("s", "{\"saml.signing.private.key\":\"canary-from\"}");

      assertThat(changes(plan(desired, actual)))
          .containsExactly(
              "~ client c|attributes.saml.signing.private.key|sensitive",
              "~ client c|attributes.jwks.url||\"https://a/\"");
    }

    @Test
    void ofTheMailServerIsOneToo() {
      assertThat(settings("\"smtpServer\":{\"password\":\"canary\"}", "\"smtpServer\":{}"))
          .containsExactly("~ realm|smtpServer.password|sensitive");
    }

    @Test
    void ofANewClientIsShownAsOne() {
      assertThat(changes(newRealm(CLIENT.formatted("canary", "{}"))))
          .contains("+ client c|secret|sensitive")
          .noneMatch(change -> change.contains("canary"));
    }
  }

  @Nested
  class APlan {

    @Test
    void createsWhatIsNotThereAndLeavesWhatIsThereAndNotDeclared() {
      RealmPlan plan =
          plan(
              "{\"realm\":\"r\",\"clients\":[{\"clientId\":\"new\",\"enabled\":true}]}",
              "{\"realm\":\"r\",\"clients\":[{\"clientId\":\"old\"}]}");

      assertThat(plan.changes()).hasToString("[+ client new]");
      assertThat(changes(plan))
          .containsExactly("+ client new|clientId||\"new\"", "+ client new|enabled||true");
      assertThat(plan.createsRealm()).isFalse();
    }

    @Test
    void ofANewRealmBeginsWithTheRealm() {
      RealmPlan plan = newRealm("{\"realm\":\"r\",\"roles\":{\"realm\":[{\"name\":\"a\"}]}}");

      assertThat(plan.changes()).hasToString("[+ realm, + realm role a]");
      assertThat(plan.createsRealm()).isTrue();
      assertThat(plan.count(Action.CREATE)).isEqualTo(2);
      assertThat(plan.count(Action.UPDATE)).isZero();
    }

    @Test
    void comparesProfilesByNameAndLeavesOthers() {
      String profiles = "{\"realm\":\"r\",\"clientProfiles\":{\"profiles\":[%s]}}";

      assertThat(
              changes(
                  plan(
                      profiles.formatted("{\"name\":\"a.b\",\"description\":\"to\"}"),
                      profiles.formatted(
                          "{\"name\":\"x\"},{\"name\":\"a.b\",\"description\":\"from\"}"))))
          .containsExactly("~ client profiles|a.b.description|\"from\"|\"to\"");
    }
  }
}
