package io.fedrealm.extension.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.models.ClientModel;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProviderFactory;

/** Holds docs/token-policy.md and the code together. */
class PolicyDocumentationTest {

  private String page;

  static Stream<ClientPolicyExecutorProviderFactory> executors() {
    return Stream.of(
        new TokenPolicyFactory(),
        new RedirectUrisFactory(),
        new PasswordGrantFactory(),
        new ReservedAttributesFactory());
  }

  @BeforeEach
  void readThePage() throws IOException {
    page = Files.readString(Path.of("..", "docs", "token-policy.md"));
  }

  @ParameterizedTest
  @MethodSource("executors")
  void everyExecutorStandsThereWithItsConfiguration(ClientPolicyExecutorProviderFactory executor) {
    assertThat(page.lines())
        .anySatisfy(
            line -> {
              assertThat(line).startsWith("| `" + executor.getId() + "` |");
              executor
                  .getConfigProperties()
                  .forEach(
                      property ->
                          assertThat(line)
                              .contains("`" + property.getName() + "`")
                              .contains("`" + property.getDefaultValue() + "` when absent"));
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        PolicyGuardFactory.PROVIDER_ID,
        PasswordGrantFactory.EXCEPTION_ATTRIBUTE,
        PublicPkceFactory.EXCEPTION_ATTRIBUTE,
        "--spi-security-profile--default--name=fl-security-profile",
        "fl-client-profiles",
        "fl-client-policies",
        "fl-server-wide",
        "client-policies.policies",
        "client-policies.profiles"
      })
  void whatTheOperatorTypesStandsThere(String text) {
    assertThat(page).contains(text);
  }

  @Test
  void theMessagesStandThereAsTheyAre() {
    PolicyRealm given =
        new PolicyRealm("fl")
            .attributes(
                Map.of(
                    "access.token.signed.response.alg", "ES256", "access.token.lifespan", "7200"))
            .addresses(null, Set.of("https://app.example.org/*"), Set.of("*"));
    ClientModel client = given.client;

    assertThat(new TokenPolicy(given.session).problems(client)).allSatisfy(this::isExplained);
    assertThat(new RedirectUris(given.session).problems(client))
        .hasSize(2)
        .allSatisfy(this::isExplained);
    assertThat(new PasswordGrant(given.session).problems(client))
        .allSatisfy(message -> assertThat(page).contains(message));
  }

  private void isExplained(String message) {
    assertThat(page).contains("| `" + message + "`");
  }
}
