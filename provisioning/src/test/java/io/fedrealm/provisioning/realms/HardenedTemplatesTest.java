package io.fedrealm.provisioning.realms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What all templates have in common, so that a rule that is mended in one is mended in all. */
class HardenedTemplatesTest {

  /** The settings in which realms differ, each for a reason that the page gives. */
  private static final Set<String> OWN =
      Set.of(
          "realm",
          "displayName",
          "accessTokenLifespan",
          "accessTokenLifespanForImplicitFlow",
          "offlineSessionIdleTimeout",
          "offlineSessionMaxLifespan",
          "revokeRefreshToken",
          "attributes");

  private static final String ALGORITHM = "access.token.signed.response.alg";

  /**
   * The named exceptions, each off unless its variable is true: FEDn's command line at the token
   * endpoint and at the token service, and NVFlare's own example.
   */
  private static final Map<String, String> PASSWORD_LOGINS =
      Map.of(
          "fedn-password-login", "${FEDN_PASSWORD_LOGIN:false}",
          "fedn-token-service", "${FEDN_PASSWORD_LOGIN:false}",
          "myclient", "${NVFLARE_EXAMPLE:false}");

  static List<TemplateFile> templates() {
    return TemplateFile.all();
  }

  @ParameterizedTest
  @MethodSource("templates")
  void itsSettingsAreThoseOfAllTemplates(TemplateFile template) {
    assertThat(settings(template)).isEqualTo(settings(TemplateFile.read("flnet-client")));
  }

  /** Plain settings only: the parts of the realm are arrays and objects. */
  private static ObjectNode settings(TemplateFile template) {
    ObjectNode settings = template.root().deepCopy();
    settings.remove(OWN);
    Set.copyOf(settings.properties()).stream()
        .filter(field -> field.getValue().isContainerNode())
        .filter(field -> !field.getValue().path(0).isTextual())
        .forEach(field -> settings.remove(field.getKey()));
    return settings;
  }

  @ParameterizedTest
  @MethodSource("templates")
  void onePolicyHoldsForEveryClient(TemplateFile template) {
    JsonNode policy = template.root().at("/clientPolicies/policies/0");

    assertThat(policy.path("enabled").asBoolean()).isTrue();
    assertThat(policy.at("/conditions/0/condition").asText()).isEqualTo("any-client");
    assertThat(policy.path("conditions")).hasSize(1);
    assertThat(policy.at("/profiles/0").asText()).isEqualTo("fl-client");
    assertThat(executors(template))
        .contains(
            "pkce-enforcer",
            "reject-implicit-grant",
            "fl-password-grant",
            "full-scope-disabled",
            "fl-token-policy",
            "fl-redirect-uris",
            "secure-client-uris-pattern");
  }

  private static List<String> executors(TemplateFile template) {
    return executorsOf(template).map(executor -> executor.path("executor").asText()).toList();
  }

  private static Stream<JsonNode> executorsOf(TemplateFile template) {
    return template
        .root()
        .at("/clientProfiles/profiles")
        .valueStream()
        .flatMap(profile -> profile.path("executors").valueStream());
  }

  @ParameterizedTest
  @MethodSource("templates")
  void itsTokensKeepTheBoundOfItsPolicy(TemplateFile template) {
    JsonNode bound =
        executorsOf(template)
            .filter(executor -> executor.path("executor").asText().equals("fl-token-policy"))
            .findFirst()
            .orElseThrow()
            .at("/configuration/max-access-token-lifespan");
    String lifespan = TemplateFile.shown(template.root().path("accessTokenLifespan").asText());

    assertThat(Integer.parseInt(lifespan)).isBetween(60, bound.asInt());
    assertThat(template.root().path("accessTokenLifespanForImplicitFlow").asInt())
        .isLessThanOrEqualTo(bound.asInt());
  }

  @ParameterizedTest
  @MethodSource("templates")
  void noClientHasSwitchedOnWhatThePolicyForbids(TemplateFile template) {
    for (JsonNode client : template.root().path("clients")) {
      String id = client.path("clientId").asText();
      assertThat(client.path("implicitFlowEnabled").asBoolean(true)).as(id).isFalse();
      assertThat(client.path("fullScopeAllowed").asBoolean(true)).as(id).isFalse();
      assertThat(client.path("directAccessGrantsEnabled").asText())
          .as(id)
          .isEqualTo(PASSWORD_LOGINS.getOrDefault(id, "false"));
      assertThat(client.path("attributes").path(ALGORITHM).asText()).as(id).isEqualTo("RS256");
      assertThat(client.path("secret").isMissingNode())
          .as("%s is public, has a secret, or is asked by nobody", id)
          .isEqualTo(
              client.path("publicClient").asBoolean()
                  || client.path("bearerOnly").asBoolean()
                  || nobodyAuthenticatesAs(client));
    }
  }

  /** It is to sign with a private key, and the realm knows no public one. */
  private static boolean nobodyAuthenticatesAs(JsonNode client) {
    return client.path("clientAuthenticatorType").asText().equals("client-jwt")
        && client.path("attributes").propertyStream().noneMatch(a -> a.getKey().contains("jwks"));
  }

  @ParameterizedTest
  @MethodSource("templates")
  void theRolesOfEveryServiceAccountAreStated(TemplateFile template) {
    assertThat(template.root().path("users").valueStream())
        .extracting(user -> user.path("serviceAccountClientId").asText())
        .containsExactlyInAnyOrderElementsOf(
            template
                .root()
                .path("clients")
                .valueStream()
                .filter(client -> client.path("serviceAccountsEnabled").asBoolean())
                .map(client -> client.path("clientId").asText())
                .toList());
  }
}
