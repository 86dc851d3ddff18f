package io.fedrealm.extension.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.mockito.Mockito.when;

import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.services.clientpolicy.ClientPolicyContext;
import org.keycloak.services.clientpolicy.ClientPolicyEvent;
import org.keycloak.services.clientpolicy.ClientPolicyException;
import org.keycloak.util.JsonSerialization;

class TokenPolicyTest {

  private final PolicyRealm given = new PolicyRealm("fl");
  private final TokenPolicyFactory factory = new TokenPolicyFactory();

  private static TokenPolicyConfig config(String json) throws Exception {
    return JsonSerialization.readValue(json, TokenPolicyConfig.class);
  }

  private void execute(ClientPolicyContext context) throws ClientPolicyException {
    factory.create(given.session).executeOnEvent(context);
  }

  @Nested
  class AClientWithAnotherAlgorithm {

    @ParameterizedTest
    @EnumSource(names = {"REGISTERED", "UPDATED"})
    void aClientWithAnotherAlgorithmCannotBeSaved(ClientPolicyEvent event) {
      given.attributes(Map.of("access.token.signed.response.alg", "ES256"));

      assertThatThrownBy(() -> execute(given.saved(event)))
          .isInstanceOfSatisfying(
              ClientPolicyException.class,
              e -> {
                assertThat(e.getError()).isEqualTo("invalid_client_metadata");
                assertThat(e.getErrorDetail())
                    .isEqualTo("access.token.signed.response.alg is ES256; only RS256 is allowed");
                assertThat(e.getErrorStatus().getStatusCode()).isEqualTo(400);
              });
    }

    @ParameterizedTest
    @EnumSource(
        names = {
          "AUTHORIZATION_REQUEST",
          "PUSHED_AUTHORIZATION_REQUEST",
          "DEVICE_AUTHORIZATION_REQUEST",
          "BACKCHANNEL_AUTHENTICATION_REQUEST",
          "IMPLICIT_HYBRID_TOKEN_RESPONSE",
          "TOKEN_REQUEST",
          "TOKEN_REFRESH",
          "SERVICE_ACCOUNT_TOKEN_REQUEST",
          "RESOURCE_OWNER_PASSWORD_CREDENTIALS_REQUEST",
          "DEVICE_TOKEN_REQUEST",
          "BACKCHANNEL_TOKEN_REQUEST",
          "TOKEN_EXCHANGE_REQUEST",
          "JWT_AUTHORIZATION_GRANT"
        })
    void getsNoTokenByAnyGrant(ClientPolicyEvent event) {
      given.attributes(Map.of("access.token.signed.response.alg", "ES256"));

      assertThatThrownBy(() -> execute(given.request(event)))
          .isInstanceOfSatisfying(
              ClientPolicyException.class,
              e -> assertThat(e.getError()).isEqualTo("unauthorized_client"));
    }

    @ParameterizedTest
    @EnumSource(names = {"VIEW", "UNREGISTER", "TOKEN_REVOKE", "LOGOUT_REQUEST"})
    void canBeLookedAtAndEndedAllTheSame(ClientPolicyEvent event) {
      given.attributes(Map.of("access.token.signed.response.alg", "ES256"));

      assertThatNoException().isThrownBy(() -> execute(given.request(event)));
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"REGISTER", "REGISTERED", "UPDATE", "UPDATED", "PRE_AUTHORIZATION_REQUEST"})
  void aClientThatIsAllRightIsLeftAlone(ClientPolicyEvent event) {
    assertThatNoException().isThrownBy(() -> execute(given.request(event)));
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() {
    given.attributes(
        Map.of("access.token.signed.response.alg", "ES256", "access.token.lifespan", "7200"));

    assertThatThrownBy(() -> execute(given.saved(ClientPolicyEvent.UPDATED)))
        .hasMessage(
            "access.token.signed.response.alg is ES256; only RS256 is allowed;"
                + " access.token.lifespan is 7200 seconds; 600 seconds are allowed");
  }

  @Test
  void aSamlClientCanBeSavedButGetsNoToken() {
    when(given.client.getProtocol()).thenReturn("saml");
    given.attributes(Map.of("access.token.signed.response.alg", "ES256"));

    assertThatNoException().isThrownBy(() -> execute(given.saved(ClientPolicyEvent.REGISTERED)));
    assertThatThrownBy(() -> execute(given.request(ClientPolicyEvent.TOKEN_REQUEST)))
        .isInstanceOf(ClientPolicyException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"admin-cli", "security-admin-console"})
  void theOperatorsWayInStaysOpenInTheMasterRealmOnly(String clientId) {
    PolicyRealm master = new PolicyRealm("master").client(clientId);
    when(master.realm.getDefaultSignatureAlgorithm()).thenReturn("ES256");
    given.client(clientId);
    when(given.realm.getDefaultSignatureAlgorithm()).thenReturn("ES256");

    assertThatNoException()
        .isThrownBy(
            () ->
                factory
                    .create(master.session)
                    .executeOnEvent(master.request(ClientPolicyEvent.TOKEN_REQUEST)));
    assertThatThrownBy(() -> execute(given.request(ClientPolicyEvent.TOKEN_REQUEST)))
        .isInstanceOf(ClientPolicyException.class);
  }

  @Nested
  class TheConfiguration {

    @ParameterizedTest
    @ValueSource(strings = {"120", "\"120\""})
    void theConfigurationBoundsTheLifespan(String seconds) throws Exception {
      TokenPolicy policy = new TokenPolicy(given.session);
      policy.setupConfiguration(config("{\"max-access-token-lifespan\":" + seconds + "}"));

      assertThat(policy.problems(given.client))
          .containsExactly(
              "the access token lifespan of the realm is 300 seconds; 120 seconds are allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"max-access-token-lifespan\":null}"})
    void isTenMinutesUnlessStated(String json) throws Exception {
      assertThat(config(json).validateConfig()).isTrue();
      assertThat(config(json).maxLifespan()).hasValue(600);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "0",
          "-1",
          "86401",
          "600.5",
          "\"\"",
          "\"abc\"",
          "\" 60\"",
          "{}",
          "[]",
          "true",
          "99999999999"
        })
    void isRefusedWhenItIsNoNumberOfSeconds(String seconds) throws Exception {
      assertThat(config("{\"max-access-token-lifespan\":" + seconds + "}").validateConfig())
          .isFalse();
    }

    @Test
    void isRefusedWhenItHoldsAnythingElse() throws Exception {
      assertThat(config("{\"max-lifespan\":60}").validateConfig()).isFalse();
    }

    @Test
    void thatCannotBeUsedLetsNobodyThrough() throws Exception {
      TokenPolicy policy = new TokenPolicy(given.session);
      policy.setupConfiguration(config("{\"max-access-token-lifespan\":\"abc\"}"));

      assertThat(policy.problems(given.client))
          .containsExactly(
              "executor fl-token-policy is not configured correctly, see"
                  + " max-access-token-lifespan");
    }

    @Test
    void isShownInTheConsole() {
      assertThat(factory.getConfigProperties())
          .extracting(ProviderConfigProperty::getName, ProviderConfigProperty::getDefaultValue)
          .containsExactly(tuple("max-access-token-lifespan", "600"));
    }
  }
}
