package io.fedrealm.provisioning.plan.check;

import static io.fedrealm.provisioning.plan.PlanSupport.state;
import static io.fedrealm.provisioning.plan.PlanSupport.template;
import static org.assertj.core.api.Assertions.assertThat;

import io.fedrealm.provisioning.server.FakeKeycloak;
import io.fedrealm.provisioning.server.KeycloakServer;
import io.fedrealm.provisioning.template.source.Problem;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GlobalProfilesTest {

  private static final String NAMES_FAPI =
      """
      {"realm": "r", "clientPolicies": {"policies": [{"name": "p", "profiles": ["fapi-1-baseline"]}]}}
      """;

  private static final String OURS =
      """
      {"profiles": [], "globalProfiles": [{"name": "fl-server-wide"}]}
      """;

  private static final String KEYCLOAKS =
      """
      {"profiles": [], "globalProfiles": [{"name": "fapi-1-baseline"}]}
      """;

  @Test
  void aProfileThatTheServerWasStartedWithoutIsToldBeforeAnythingIsWritten() {
    assertThat(problems(NAMES_FAPI, "r", OURS))
        .singleElement()
        .asString()
        .contains("t.json:1", "\"fapi-1-baseline\"", "Fix: copy that profile");
  }

  @Test
  void oneThatTheServerHasIsFine() {
    assertThat(problems(NAMES_FAPI, "r", KEYCLOAKS)).isEmpty();
  }

  @Test
  void forARealmThatIsNotThereYetTheRealmMasterSaysIt() {
    assertThat(problems(NAMES_FAPI, "master", OURS)).hasSize(1);
  }

  @Test
  void whoMayNotReadItIsNotStopped() {
    try (FakeKeycloak keycloak = new FakeKeycloak()) {
      keycloak.answer("GET", path("master"), 403, "{}");

      assertThat(problems(NAMES_FAPI, Optional.empty(), keycloak)).isEmpty();
    }
  }

  @Test
  void aTemplateThatHasTheProfileItselfCostsNoRequest() {
    String own =
        """
        {"realm": "r", "clientProfiles": {"profiles": [{"name": "fapi-1-baseline", "executors": []}]},
         "clientPolicies": {"policies": [{"name": "p", "profiles": ["fapi-1-baseline", "mine"]}]}}
        """;
    try (FakeKeycloak keycloak = new FakeKeycloak()) {
      assertThat(problems(own, Optional.of("r"), keycloak)).isEmpty();
      assertThat(keycloak.requests()).isEmpty();
    }
  }

  private static List<String> problems(String template, String asked, String answer) {
    try (FakeKeycloak keycloak = new FakeKeycloak()) {
      keycloak.answer("GET", path(asked), 200, answer);
      return problems(
          template, asked.equals("master") ? Optional.empty() : Optional.of(asked), keycloak);
    }
  }

  private static String path(String realm) {
    return "/realms/" + realm + "/client-policies/profiles?include-global-profiles=true";
  }

  private static List<String> problems(
      String template, Optional<String> live, FakeKeycloak keycloak) {
    try (KeycloakServer server = new KeycloakServer(keycloak.access())) {
      return GlobalProfiles.problems(
              template(template),
              live.map(realm -> state("{\"realm\": \"%s\"}".formatted(realm))),
              server.api())
          .stream()
          .map(Problem::toString)
          .toList();
    }
  }
}
