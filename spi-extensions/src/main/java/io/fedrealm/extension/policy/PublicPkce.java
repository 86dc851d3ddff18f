package io.fedrealm.extension.policy;

import java.util.Map;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.services.clientpolicy.ClientPolicyContext;
import org.keycloak.services.clientpolicy.ClientPolicyEvent;
import org.keycloak.services.clientpolicy.ClientPolicyException;
import org.keycloak.services.clientpolicy.context.ClientCRUDContext;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProvider;
import org.keycloak.services.clientpolicy.executor.PKCEEnforcerExecutor;

/**
 * Keycloak's own executor for PKCE with S256, but for named exceptions: a client without the
 * authorization code flow may be excepted, so that its device flow needs no PKCE. Keycloak demands
 * PKCE of a device flow when the client is saved with S256 (DeviceEndpoint), so that this is
 * decided when the client is saved; requests for a code are looked at as ever.
 */
final class PublicPkce implements ClientPolicyExecutorProvider<NoConfig> {

  private final PKCEEnforcerExecutor enforcer;

  PublicPkce(KeycloakSession session) {
    PKCEEnforcerExecutor.Configuration automatic = new PKCEEnforcerExecutor.Configuration();
    automatic.setAutoConfigure(true);
    enforcer = new PKCEEnforcerExecutor(session);
    enforcer.setupConfiguration(automatic);
  }

  @Override
  public String getProviderId() {
    return PublicPkceFactory.PROVIDER_ID;
  }

  @Override
  public Class<NoConfig> getExecutorConfigurationClass() {
    return NoConfig.class;
  }

  @Override
  public void executeOnEvent(ClientPolicyContext context) throws ClientPolicyException {
    ClientPolicyEvent event = context.getEvent();
    boolean saved = event == ClientPolicyEvent.REGISTER || event == ClientPolicyEvent.UPDATE;
    if (!saved || !isException((ClientCRUDContext) context)) {
      enforcer.executeOnEvent(context);
    }
  }

  private static boolean isException(ClientCRUDContext context) {
    ClientRepresentation proposed = context.getProposedClientRepresentation();
    // Null when the client is new.
    ClientModel stored = context.getTargetClient();
    return "true".equals(attribute(proposed.getAttributes(), stored))
        && !codeFlow(proposed.isStandardFlowEnabled(), stored);
  }

  /** What the request leaves out stays as it is stored. */
  private static String attribute(Map<String, String> proposed, ClientModel stored) {
    String name = PublicPkceFactory.EXCEPTION_ATTRIBUTE;
    if (proposed != null && proposed.containsKey(name)) {
      return proposed.get(name);
    }
    return stored == null ? null : stored.getAttribute(name);
  }

  /** A new client of which nothing is said has the code flow. */
  private static boolean codeFlow(Boolean proposed, ClientModel stored) {
    if (proposed != null) {
      return proposed;
    }
    return stored == null || stored.isStandardFlowEnabled();
  }
}
