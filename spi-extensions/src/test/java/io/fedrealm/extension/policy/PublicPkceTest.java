package io.fedrealm.extension.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.models.ClientModel;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.services.clientpolicy.ClientPolicyEvent;
import org.keycloak.services.clientpolicy.ClientPolicyException;
import org.keycloak.services.clientpolicy.context.ClientCRUDContext;

class PublicPkceTest {

  private static final String EXCEPTION = PublicPkceFactory.EXCEPTION_ATTRIBUTE;

  private final PolicyRealm given = new PolicyRealm("vantage6");
  private final ClientRepresentation proposed = new ClientRepresentation();
  private final ClientModel stored = mock();
  private final ClientCRUDContext context = mock();

  @BeforeEach
  void aNewClientForTheDeviceFlow() {
    proposed.setStandardFlowEnabled(false);
    proposed.setAttributes(new HashMap<>(Map.of(EXCEPTION, "true")));
    when(context.getEvent()).thenReturn(ClientPolicyEvent.REGISTER);
    when(context.getProposedClientRepresentation()).thenReturn(proposed);
  }

  private String savedMethod() throws ClientPolicyException {
    new PublicPkceFactory().create(given.session).executeOnEvent(context);
    return proposed.getAttributes() == null
        ? null
        : proposed.getAttributes().get("pkce.code.challenge.method");
  }

  private void changes(String attribute, boolean codeFlow) {
    when(context.getEvent()).thenReturn(ClientPolicyEvent.UPDATE);
    when(context.getTargetClient()).thenReturn(stored);
    when(stored.getAttribute(EXCEPTION)).thenReturn(attribute);
    when(stored.isStandardFlowEnabled()).thenReturn(codeFlow);
  }

  @Test
  void theNamedExceptionIsSavedWithoutPkce() throws ClientPolicyException {
    assertThat(savedMethod()).isNull();
  }

  @Test
  void theCodeFlowEndsTheException() throws ClientPolicyException {
    proposed.setStandardFlowEnabled(true);

    assertThat(savedMethod()).isEqualTo("S256");
  }

  @Test
  void aNewClientThatSaysNothingOfItsFlowsHasTheCodeFlow() throws ClientPolicyException {
    proposed.setStandardFlowEnabled(null);

    assertThat(savedMethod()).isEqualTo("S256");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "false", "TRUE", "true "})
  void onlyTheWordTrueMakesTheException(String value) throws ClientPolicyException {
    proposed.getAttributes().put(EXCEPTION, value);

    assertThat(savedMethod()).isEqualTo("S256");
  }

  @Test
  void whatAChangeLeavesOutCountsAsItIsStored() throws ClientPolicyException {
    changes("true", false);
    proposed.setStandardFlowEnabled(null);
    proposed.setAttributes(null);

    assertThat(savedMethod()).isNull();
  }

  @Test
  void aChangeThatLeavesOutTheCodeFlowOfAStoredClientIsNoException() throws ClientPolicyException {
    changes("true", true);
    proposed.setStandardFlowEnabled(null);

    assertThat(savedMethod()).isEqualTo("S256");
  }

  @Test
  void aChangeTakesTheExceptionAway() throws ClientPolicyException {
    changes("true", false);
    proposed.getAttributes().put(EXCEPTION, "");

    assertThat(savedMethod()).isEqualTo("S256");
  }
}
