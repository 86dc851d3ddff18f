package io.fedrealm.extension.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.models.ClientModel;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.services.clientpolicy.ClientPolicyEvent;
import org.keycloak.services.clientpolicy.ClientPolicyException;
import org.keycloak.services.clientpolicy.context.AdminClientUpdateContext;
import org.keycloak.services.clientpolicy.context.ClientCRUDContext;

class ReservedAttributesTest {

  private final ClientRepresentation proposed = new ClientRepresentation();
  private final ClientModel stored = mock();
  private final ClientCRUDContext registration = mock();

  @BeforeEach
  void aClientThatIsASite() {
    when(stored.getAttribute("fl.site")).thenReturn("site-1");
    when(registration.getEvent()).thenReturn(ClientPolicyEvent.UPDATE);
    when(registration.getProposedClientRepresentation()).thenReturn(proposed);
    when(registration.getTargetClient()).thenReturn(stored);
  }

  private void execute(ClientCRUDContext context) throws ClientPolicyException {
    new ReservedAttributesFactory().create(null).executeOnEvent(context);
  }

  @ParameterizedTest
  @ValueSource(strings = {"site-2", ""})
  void aSiteCannotMakeItselfAnother(String site) {
    proposed.setAttributes(Map.of("fl.site", site, "fl.allow.password.grant", "true", "x", "y"));

    assertThatThrownBy(() -> execute(registration))
        .isInstanceOfSatisfying(
            ClientPolicyException.class,
            e -> assertThat(e.getError()).isEqualTo("invalid_client_metadata"))
        .hasMessage(
            "attribute fl.allow.password.grant can only be set by an administrator;"
                + " attribute fl.site can only be set by an administrator");
  }

  @Test
  void aNewClientCannotMakeItselfASite() {
    when(registration.getEvent()).thenReturn(ClientPolicyEvent.REGISTER);
    when(registration.getTargetClient()).thenReturn(null);
    proposed.setAttributes(Map.of("fl.site", "site-1"));

    assertThatThrownBy(() -> execute(registration)).isInstanceOf(ClientPolicyException.class);
  }

  @Test
  void whatIsLeftAsItIsIsNoChange() {
    proposed.setAttributes(Map.of("fl.site", "site-1", "other", "value"));

    assertThatNoException().isThrownBy(() -> execute(registration));
  }

  @Test
  void aRequestWithoutAttributesChangesNone() {
    assertThatNoException().isThrownBy(() -> execute(registration));
  }

  @Test
  void anAdministratorSetsThem() {
    proposed.setAttributes(Map.of("fl.site", "site-2"));

    assertThatNoException()
        .isThrownBy(() -> execute(new AdminClientUpdateContext(proposed, stored, null)));
  }

  @ParameterizedTest
  @EnumSource(names = {"REGISTERED", "UPDATED", "VIEW", "UNREGISTER", "TOKEN_REQUEST"})
  void nothingElseIsLookedAt(ClientPolicyEvent event) {
    when(registration.getEvent()).thenReturn(event);
    proposed.setAttributes(Map.of("fl.site", "site-2"));

    assertThatNoException().isThrownBy(() -> execute(registration));
  }
}
