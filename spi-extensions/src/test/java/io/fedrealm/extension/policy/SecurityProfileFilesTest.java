package io.fedrealm.extension.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.ClientPoliciesRepresentation;
import org.keycloak.representations.idm.ClientPolicyExecutorConfigurationRepresentation;
import org.keycloak.representations.idm.ClientPolicyExecutorRepresentation;
import org.keycloak.representations.idm.ClientPolicyRepresentation;
import org.keycloak.representations.idm.ClientProfileRepresentation;
import org.keycloak.representations.idm.ClientProfilesRepresentation;
import org.keycloak.representations.idm.SecurityProfileConfiguration;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProvider;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProviderFactory;
import org.keycloak.util.JsonSerialization;

/** The server-wide security profile in the jar. */
class SecurityProfileFilesTest {

  private static final List<ClientPolicyExecutorProviderFactory> OURS =
      List.of(
          new TokenPolicyFactory(),
          new RedirectUrisFactory(),
          new PasswordGrantFactory(),
          new ReservedAttributesFactory());

  private static <T> T read(String file, Class<T> type) throws IOException {
    try (InputStream json = SecurityProfileFilesTest.class.getResourceAsStream("/" + file)) {
      assertThat(json).as(file).isNotNull();
      return JsonSerialization.readValue(json, type);
    }
  }

  private static ClientProfileRepresentation profile() throws IOException {
    return profile("fl-server-wide");
  }

  private static ClientProfileRepresentation profile(String name) throws IOException {
    return read("fl-client-profiles.json", ClientProfilesRepresentation.class)
        .getProfiles()
        .stream()
        .filter(profile -> profile.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theProfileNamesTheOtherTwoFiles() throws IOException {
    SecurityProfileConfiguration profile =
        read("fl-security-profile.json", SecurityProfileConfiguration.class);

    assertThat(profile.getClientProfiles()).isEqualTo("fl-client-profiles");
    assertThat(profile.getClientPolicies()).isEqualTo("fl-client-policies");
  }

  @Test
  void everyClientOfEveryRealmIsCovered() throws IOException {
    List<ClientPolicyRepresentation> policies =
        read("fl-client-policies.json", ClientPoliciesRepresentation.class).getPolicies();

    assertThat(policies).allMatch(ClientPolicyRepresentation::isEnabled);
    assertThat(policies.get(0).getProfiles()).containsExactly("fl-server-wide");
    assertThat(policies.get(0).getConditions())
        .extracting("conditionProviderId", "configuration")
        .containsExactly(tuple("any-client", JsonSerialization.mapper.createObjectNode()));
  }

  @Test
  void publicClientsAndEveryCodeFlowNeedPkce() throws IOException {
    List<ClientPolicyRepresentation> policies =
        read("fl-client-policies.json", ClientPoliciesRepresentation.class).getPolicies();

    assertThat(policies.subList(1, policies.size()))
        .extracting(
            policy -> policy.getConditions().get(0).getConditionProviderId(),
            ClientPolicyRepresentation::getProfiles)
        .containsExactly(
            tuple("client-access-type", List.of("fl-server-wide-public")),
            tuple("grant-type", List.of("fl-server-wide-code-flow")));
    assertThat(profile("fl-server-wide-public").getExecutors())
        .extracting(ClientPolicyExecutorRepresentation::getExecutorProviderId)
        .containsExactly("fl-public-pkce");
    assertThat(profile("fl-server-wide-code-flow").getExecutors())
        .extracting(ClientPolicyExecutorRepresentation::getExecutorProviderId)
        .containsExactly("pkce-enforcer");
  }

  @Test
  void theExecutorsAreThese() throws IOException {
    assertThat(profile().getExecutors())
        .extracting(ClientPolicyExecutorRepresentation::getExecutorProviderId)
        .containsExactly(
            "reject-implicit-grant",
            "fl-token-policy",
            "fl-redirect-uris",
            "fl-password-grant",
            "fl-reserved-attributes");
  }

  @Test
  void ourExecutorsAcceptTheirConfiguration() throws IOException {
    for (ClientPolicyExecutorProviderFactory factory : OURS) {
      ClientPolicyExecutorProvider<?> executor = factory.create(null);
      assertThat(
              profile().getExecutors().stream()
                  .filter(entry -> entry.getExecutorProviderId().equals(factory.getId()))
                  .map(
                      entry ->
                          (ClientPolicyExecutorConfigurationRepresentation)
                              JsonSerialization.mapper.convertValue(
                                  entry.getConfiguration(),
                                  executor.getExecutorConfigurationClass())))
          .singleElement()
          .satisfies(config -> assertThat(config.validateConfig()).isTrue());
    }
  }

  /**
   * Keycloak's own ten profiles are not copied: one that names an executor which a later Keycloak
   * does not have any more ({@code full-scope-disabled} in 27) would refuse every token.
   */
  @Test
  void onlyOurOwnProfilesAreThere() throws IOException {
    assertThat(read("fl-client-profiles.json", ClientProfilesRepresentation.class).getProfiles())
        .extracting(ClientProfileRepresentation::getName)
        .containsExactly("fl-server-wide", "fl-server-wide-public", "fl-server-wide-code-flow");
  }

  @Test
  void theDefaultsInTheConsoleAreThoseOfTheFiles() throws IOException {
    Map<String, JsonNode> configurations =
        profile().getExecutors().stream()
            .collect(
                Collectors.toMap(
                    ClientPolicyExecutorRepresentation::getExecutorProviderId,
                    ClientPolicyExecutorRepresentation::getConfiguration));

    for (ClientPolicyExecutorProviderFactory factory : OURS) {
      factory
          .getConfigProperties()
          .forEach(
              property ->
                  assertThat(configurations.get(factory.getId()).path(property.getName()).asText())
                      .isEqualTo(property.getDefaultValue()));
    }
  }
}
