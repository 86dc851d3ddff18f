package io.fedrealm.extension.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.services.clientpolicy.ClientPolicyContext;
import org.keycloak.services.clientpolicy.ClientPolicyEvent;
import org.keycloak.services.clientpolicy.ClientPolicyException;
import org.keycloak.services.clientpolicy.context.ClientCRUDContext;
import org.keycloak.util.JsonSerialization;

class PasswordGrantTest {

  private static final ClientPolicyEvent LOGIN =
      ClientPolicyEvent.RESOURCE_OWNER_PASSWORD_CREDENTIALS_REQUEST;
  private static final Map<String, String> EXCEPTION = Map.of("fl.allow.password.grant", "true");

  private final PolicyRealm given = new PolicyRealm("fl");
  private final PasswordGrant executor = new PasswordGrant(given.session);

  private void execute(ClientPolicyContext context) throws ClientPolicyException {
    executor.executeOnEvent(context);
  }

  private void configure(String json) throws Exception {
    executor.setupConfiguration(JsonSerialization.readValue(json, PasswordGrantConfig.class));
  }

  @Test
  void aLoginByPasswordIsRefused() {
    assertThatThrownBy(() -> execute(given.request(LOGIN)))
        .isInstanceOfSatisfying(
            ClientPolicyException.class,
            e -> {
              assertThat(e.getError()).isEqualTo("unauthorized_client");
              assertThat(e.getErrorDetail())
                  .isEqualTo(
                      "the password grant is only allowed with the client attribute"
                          + " fl.allow.password.grant=true");
            });
  }

  @ParameterizedTest
  @EnumSource(names = {"REGISTERED", "UPDATED"})
  void itCannotBeSwitchedOn(ClientPolicyEvent event) {
    when(given.client.isDirectAccessGrantsEnabled()).thenReturn(true);

    assertThatThrownBy(() -> execute(given.saved(event)))
        .isInstanceOf(ClientPolicyException.class)
        .hasMessageStartingWith("directAccessGrantsEnabled is on; the password grant is only");
  }

  @Test
  void aClientWithoutItCanBeSaved() {
    assertThatNoException().isThrownBy(() -> execute(given.saved(ClientPolicyEvent.UPDATED)));
  }

  @Test
  void theNamedExceptionMayHaveIt() {
    when(given.client.isDirectAccessGrantsEnabled()).thenReturn(true);
    given.attributes(EXCEPTION);

    assertThatNoException().isThrownBy(() -> execute(given.saved(ClientPolicyEvent.REGISTERED)));
    assertThatNoException().isThrownBy(() -> execute(given.request(LOGIN)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "TRUE", "yes", ""})
  void anyOtherValueIsNoException(String value) {
    given.attributes(Map.of("fl.allow.password.grant", value));

    assertThatThrownBy(() -> execute(given.request(LOGIN)))
        .isInstanceOf(ClientPolicyException.class);
  }

  @Nested
  class AdminCli {

    @Test
    void canBeSavedAsKeycloakMadeItButSignsNobodyIn() {
      given.client("admin-cli");
      when(given.client.isDirectAccessGrantsEnabled()).thenReturn(true);

      assertThatNoException().isThrownBy(() -> execute(given.saved(ClientPolicyEvent.UPDATED)));
      assertThatThrownBy(() -> execute(given.request(LOGIN)))
          .isInstanceOf(ClientPolicyException.class);
    }

    @Test
    void signsTheOperatorInToTheMasterRealm() {
      PolicyRealm master = new PolicyRealm("master").client("admin-cli");

      assertThatNoException()
          .isThrownBy(
              () -> new PasswordGrant(master.session).executeOnEvent(master.request(LOGIN)));
    }
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(booleans = {true, false})
  void aNewClientThatDoesNotSayGetsNone(Boolean proposed) throws ClientPolicyException {
    ClientRepresentation client = new ClientRepresentation();
    client.setDirectAccessGrantsEnabled(proposed);
    ClientCRUDContext context = mock();
    when(context.getEvent()).thenReturn(ClientPolicyEvent.REGISTER);
    when(context.getProposedClientRepresentation()).thenReturn(client);

    execute(context);

    assertThat(client.isDirectAccessGrantsEnabled()).isEqualTo(Boolean.TRUE.equals(proposed));
  }

  @Nested
  class TheConfiguration {

    @ParameterizedTest
    @ValueSource(strings = {"false", "\"false\""})
    void theConfigurationCanForbidExceptions(String value) throws Exception {
      given.attributes(EXCEPTION);
      configure("{\"allow-exceptions\":" + value + "}");

      assertThatThrownBy(() -> execute(given.request(LOGIN)))
          .hasMessage("the password grant is not allowed");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{\"allow-exceptions\":\"maybe\"}",
          "{\"allow-exceptions\":1}",
          "{\"allow-exceptions\":{}}",
          "{\"allow-exceptions\":\"\"}",
          "{\"auto-configure\":true}"
        })
    void isRefusedWhenItCannotBeRead(String json) throws Exception {
      assertThat(JsonSerialization.readValue(json, PasswordGrantConfig.class).validateConfig())
          .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"allow-exceptions\":null}", "{\"allow-exceptions\":true}"})
    void allowsExceptionsUnlessStated(String json) throws Exception {
      assertThat(JsonSerialization.readValue(json, PasswordGrantConfig.class).validateConfig())
          .isTrue();
    }

    @Test
    void thatCannotBeUsedLetsNobodyThrough() throws Exception {
      given.attributes(EXCEPTION);
      configure("{\"allow-exceptions\":\"maybe\"}");

      assertThatThrownBy(() -> execute(given.request(LOGIN)))
          .hasMessage(
              "executor fl-password-grant is not configured correctly, see allow-exceptions");
    }
  }
}
