package io.fedrealm.provisioning.template.check;

import static io.fedrealm.provisioning.template.TemplateSupport.problems;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.template.TemplateSupport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlMapperCheckTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String ROLE_CONFIG =
      """
      {
        "claim.name": "role",
        "multivalued": "false",
        "fl.role.scope.prefix": "role:",
        "fl.project.scope.prefix": "project:",
        "fl.role.table": "[{\\"key\\":\\"{project}:admin\\",\\"value\\":\\"admin\\"}]"
      }
      """;

  private static final String PROJECT_CONFIG =
      """
      {
        "claim.name": "project",
        "fl.project.scope.prefix": "project:",
        "fl.project.role.prefix": "{project}:"
      }
      """;

  /** A template whose one mapper has a configuration with one entry changed; null takes it out. */
  private static String template(String provider, String config, String key, String value) {
    try {
      ObjectNode changed = (ObjectNode) JSON.readTree(config);
      changed.remove(key);
      if (value != null) {
        changed.put(key, value);
      }
      return """
          {"realm": "r", "clientScopes": [{"name": "s", "protocol": "openid-connect",
          "protocolMappers": [{"name": "m", "protocol": "openid-connect", "protocolMapper": "%s",
          "config": %s}]}]}
          """
          .formatted(provider, changed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertProblem(String template, String key, String message) {
    String member = key.contains(".") ? "['" + key + "']" : "." + key;
    assertThat(problems(template))
        .containsExactly(
            "t.json:3 $.clientScopes[0].protocolMappers[0].config"
                + member
                + ": "
                + key
                + " "
                + message);
  }

  private static void assertMissing(String provider, String config, String key, String message) {
    assertThat(problems(template(provider, config, key, null)))
        .containsExactly(
            "t.json:3 $.clientScopes[0].protocolMappers[0].config: " + key + " " + message);
  }

  @Nested
  class TheRoleMapper {

    static Stream<Arguments> wrong() {
      String unreadable =
          "cannot be read: write [{\"key\":\"KEYCLOAK ROLE\",\"value\":\"FRAMEWORK ROLE\"}, …]";
      return Stream.of(
          Arguments.of("multivalued", "yes", "must be true or false"),
          Arguments.of("fl.role.scope.prefix", "", "must be a text without white space"),
          Arguments.of("fl.role.scope.prefix", "my role:", "must be a text without white space"),
          Arguments.of("fl.project.scope.prefix", "p\u00a0:", "must be a text without white space"),
          Arguments.of(
              "fl.role.scope.prefix",
              "project:x",
              "must differ from fl.project.scope.prefix, and neither may begin with the other: a"
                  + " scope must ask for one thing"),
          Arguments.of("fl.role.table", "", unreadable),
          Arguments.of("fl.role.table", "[]", unreadable),
          Arguments.of("fl.role.table", "{}", unreadable),
          Arguments.of("fl.role.table", "[", unreadable),
          Arguments.of("fl.role.table", "[{\"key\":\"a\",\"value\":\"b\"}] x", unreadable),
          Arguments.of("fl.role.table", "[{\"key\":\"a\"}]", "row 1 lacks its value"),
          Arguments.of("fl.role.table", "[{\"value\":\"a\"}]", "row 1 lacks its key"),
          Arguments.of("fl.role.table", "[{\"key\":\"a\",\"value\":7}]", "row 1 lacks its value"),
          Arguments.of(
              "fl.role.table",
              "[{\"key\":\"a\",\"value\":\"b \"}]",
              "row 1: the value begins or ends with white space"),
          Arguments.of(
              "fl.role.table",
              "[{\"key\":\"{site}:a\",\"value\":\"b\"}]",
              "row 1: the only placeholder is {project}, not \"{site}:a\""),
          Arguments.of(
              "fl.role.table",
              "[{\"key\":\"a\",\"value\":\"{project}\"}]",
              "row 1: the value must not hold curly brackets, but for {org}"),
          Arguments.of(
              "fl.role.table",
              "[{\"key\":\"a\",\"value\":\"b\"},{\"key\":\"a\",\"value\":\"c\"}]",
              "row 2 gives \"a\" the role \"c\", a row before it \"b\""));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void isRefusedWithAConfigurationThatCannotWork(String key, String value, String message) {
      assertProblem(template("fl-role-mapper", ROLE_CONFIG, key, value), key, message);
    }

    @Test
    void aRoleMapperWithoutATableIsRefused() {
      assertMissing(
          "fl-role-mapper",
          ROLE_CONFIG,
          "fl.role.table",
          "cannot be read: write [{\"key\":\"KEYCLOAK ROLE\",\"value\":\"FRAMEWORK ROLE\"}, …]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"multivalued", "fl.role.scope.prefix", "fl.project.scope.prefix"})
    void hasDefaultsForTheRest(String key) {
      assertThat(loads(template("fl-role-mapper", ROLE_CONFIG, key, null))).isTrue();
    }

    @Test
    void mayRepeatARow() {
      String table = "[{\"key\":\"a\",\"value\":\"b\"},{\"key\":\"a\",\"value\":\"b\"}]";

      assertThat(loads(template("fl-role-mapper", ROLE_CONFIG, "fl.role.table", table))).isTrue();
    }
  }

  @Nested
  class TheProjectMapper {

    static Stream<Arguments> wrong() {
      String separator =
          "needs a character after {project} that no project's name can hold, such as a colon, or a"
              + " role in project a-b would count for project a";
      return Stream.of(
          Arguments.of("fl.project.scope.prefix", "", "must be a text without white space"),
          Arguments.of(
              "fl.project.role.prefix", "{project} :", "must be a text without white space"),
          Arguments.of(
              "fl.project.role.prefix",
              "project:",
              "must contain {project}, or a role in one project would count for all"),
          Arguments.of("fl.project.role.prefix", "{project}", separator),
          Arguments.of("fl.project.role.prefix", "x:{project}-", separator),
          Arguments.of("fl.project.role.prefix", "{project}:{project}.", separator),
          Arguments.of(
              "fl.project.role.prefix",
              "{site}:{project}:",
              "knows the placeholder {project} only"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void isRefusedWithAConfigurationThatCannotWork(String key, String value, String message) {
      assertProblem(template("fl-project-mapper", PROJECT_CONFIG, key, value), key, message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{project}:", "fedn/{project}/", "{project}{project}:"})
    void mayHaveAnyPrefixThatEndsAProjectsName(String prefix) {
      assertThat(
              loads(
                  template("fl-project-mapper", PROJECT_CONFIG, "fl.project.role.prefix", prefix)))
          .isTrue();
    }
  }

  @Nested
  class TheClaim {

    static Stream<Arguments> wrong() {
      return Stream.of(
          Arguments.of("", "is empty: name the claim, for example role"),
          Arguments.of(" ", "holds white space or a control character"),
          Arguments.of("my role", "holds white space or a control character"),
          Arguments.of(".role", "is not well formed: each dot needs a name before and after it"),
          Arguments.of("fl..role", "is not well formed: each dot needs a name before and after it"),
          Arguments.of("fl.", "is not well formed: each dot needs a name before and after it"),
          Arguments.of("fl\\", "is not well formed: each dot needs a name before and after it"),
          Arguments.of("sub", "\"sub\" is a reserved claim: choose another name"),
          Arguments.of("\\sub", "\"\\sub\" is a reserved claim: choose another name"),
          Arguments.of(
              "realm_access.roles",
              "\"realm_access.roles\" is a reserved claim: choose another name"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void aClaimNameThatCannotWorkIsRefused(String name, String message) {
      for (String provider : List.of("fl-role-mapper", "fl-project-mapper")) {
        String config = provider.equals("fl-role-mapper") ? ROLE_CONFIG : PROJECT_CONFIG;
        assertProblem(template(provider, config, "claim.name", name), "claim.name", message);
      }
    }

    @Test
    void isNamedThoughTheExtensionHasADefault() {
      assertMissing(
          "fl-role-mapper",
          ROLE_CONFIG,
          "claim.name",
          "is empty: name the claim, for example role");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"role", "fl.role", "https://fl\\.example/role", "sub\\.x", "x.sub", "rôle"})
    void mayBeAnyOther(String name) {
      assertThat(ClaimNameRule.reasonAgainst(name)).isEmpty();
    }

    @Test
    void mayBeAsLongAsItLikes() {
      assertThat(ClaimNameRule.reasonAgainst("a.".repeat(100_000) + "b")).isEmpty();
    }
  }

  @Test
  void everyMapperOfOursWritesNoReservedClaim() {
    String config = "{\"fl.site.claim.name\": \"site\", \"fl.org.claim.name\": \"\"}";

    assertProblem(
        template("fl-site-mapper", config, "fl.site.claim.name", "azp"),
        "fl.site.claim.name",
        "\"azp\" is a reserved claim: choose another name");
    assertThat(loads(template("fl-site-mapper", config, "x", "y"))).isTrue();
    assertThat(loads(template("oidc-hardcoded-claim-mapper", config, "claim.name", "sub")))
        .isTrue();
  }

  @Test
  void mappersOfClientsAreCheckedAndOthersAreNot() {
    assertThat(
            problems(
                """
                {"realm": "r", "clients": [{"clientId": "c", "protocolMappers": [
                  {"name": "a", "protocol": "openid-connect", "protocolMapper": "oidc-x"},
                  {"name": "b", "protocol": "openid-connect", "protocolMapper": "fl-project-mapper"}
                ]}]}
                """))
        .containsExactly(
            "t.json:3 $.clients[0].protocolMappers[1]: claim.name is empty: name the claim, for"
                + " example role");
  }

  private static boolean loads(String json) {
    JsonNode realm = TemplateSupport.load(json);
    return realm.path("realm").asText().equals("r");
  }
}
