package io.fedrealm.extension.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.services.clientpolicy.ClientPolicyContext;
import org.keycloak.services.clientpolicy.ClientPolicyEvent;
import org.keycloak.services.clientpolicy.ClientPolicyException;
import org.keycloak.services.clientpolicy.context.PreAuthorizationRequestContext;
import org.keycloak.util.JsonSerialization;

class RedirectUrisTest {

  private static final String APP = "https://app.example.org";

  private final PolicyRealm given = new PolicyRealm("fl");

  @BeforeEach
  void anApplication() {
    given.addresses(APP, Set.of(APP, APP + "/*"), Set.of("+", APP));
  }

  private void execute(ClientPolicyContext context) throws ClientPolicyException {
    new RedirectUrisFactory().create(given.session).executeOnEvent(context);
  }

  private List<String> problems() {
    return new RedirectUris(given.session).problems(given.client);
  }

  @Test
  void anApplicationWithADeepLinkBelowItsOwnOriginIsAllRight() {
    given.attributes(Map.of("post.logout.redirect.uris", "+##https://app.example.org/bye"));

    assertThat(problems()).isEmpty();
  }

  @Test
  void eachAddressThatIsNotIsNamed() {
    given
        .addresses(null, Set.of("https://b.test/*", "http://a.test/"), Set.of("*"))
        .attributes(Map.of("post.logout.redirect.uris", "-##https://c.test/*"));

    assertThat(problems())
        .satisfiesExactly(
            problem -> assertThat(problem).startsWith("redirect URI http://a.test/: plain http"),
            problem -> assertThat(problem).startsWith("redirect URI https://b.test/*: a wildcard"),
            problem ->
                assertThat(problem).startsWith("post-logout redirect URI https://c.test/*: a wild"),
            problem -> assertThat(problem).startsWith("web origin *: a wildcard"));
  }

  @Test
  void emptyFieldsOfTheConsoleAreNoAddresses() {
    given.addresses("", Set.of(""), Set.of("")).attributes(Map.of("post.logout.redirect.uris", ""));

    assertThat(problems()).isEmpty();
  }

  @Test
  void aClientWithoutAddressesIsAllRight() {
    given.addresses(null, null, null);

    assertThat(problems()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"REGISTERED", "UPDATED"})
  void aClientWithAWildcardCannotBeSaved(ClientPolicyEvent event) {
    given.addresses(APP, Set.of("*"), Set.of());

    assertThatThrownBy(() -> execute(given.saved(event)))
        .isInstanceOfSatisfying(
            ClientPolicyException.class,
            e -> {
              assertThat(e.getError()).isEqualTo("invalid_client_metadata");
              assertThat(e.getErrorDetail()).startsWith("redirect URI *: a wildcard");
            });
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "PRE_AUTHORIZATION_REQUEST",
        "AUTHORIZATION_REQUEST",
        "PUSHED_AUTHORIZATION_REQUEST"
      })
  void nobodySignsInWithAClientThatCameInWithAWildcard(ClientPolicyEvent event) {
    given.addresses(APP, Set.of(APP, "*"), Set.of());

    assertThatThrownBy(() -> execute(given.request(event)))
        .isInstanceOfSatisfying(
            ClientPolicyException.class,
            e -> assertThat(e.getError()).isEqualTo("unauthorized_client"));
  }

  @Test
  void anUnknownClientIsLeftToKeycloak() {
    assertThatNoException()
        .isThrownBy(() -> execute(new PreAuthorizationRequestContext("nobody", null)));
  }

  @Test
  void whatIsQuotedOfTheClientCannotBreakTheAnswer() {
    given.addresses(null, Set.of("https://a.test/\"{x}\\" + "y".repeat(2000)), Set.of());

    assertThatThrownBy(() -> execute(given.saved(ClientPolicyEvent.UPDATED)))
        .isInstanceOfSatisfying(
            ClientPolicyException.class,
            e ->
                assertThat(e.getErrorDetail())
                    .startsWith("redirect URI https://a.test/??x??yyy")
                    .endsWith("y ...")
                    .hasSizeLessThan(1100));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"allow\":true}", "{\"executor\":{}}"})
  void thereIsNothingToConfigure(String json) throws Exception {
    assertThat(JsonSerialization.readValue(json, NoConfig.class).validateConfig()).isFalse();
    assertThat(JsonSerialization.readValue("{}", NoConfig.class).validateConfig()).isTrue();
    assertThat(new RedirectUrisFactory().getConfigProperties()).isEmpty();
    assertThat(new RedirectUris(given.session).getExecutorConfigurationClass())
        .isEqualTo(NoConfig.class);
  }
}
