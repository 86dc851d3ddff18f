package io.fedrealm.extension.policy;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.services.clientpolicy.ClientPolicyContext;
import org.keycloak.services.clientpolicy.ClientPolicyEvent;
import org.keycloak.services.clientpolicy.ClientPolicyException;
import org.keycloak.services.clientpolicy.context.ClientCRUDContext;

/** Refuses the password grant (RFC 9700 section 2.4) but for named exceptions. */
final class PasswordGrant extends ClientCheck<PasswordGrantConfig> {

  private PasswordGrantConfig config = new PasswordGrantConfig();

  PasswordGrant(KeycloakSession session) {
    super(
        session,
        PasswordGrantFactory.PROVIDER_ID,
        EnumSet.of(ClientPolicyEvent.RESOURCE_OWNER_PASSWORD_CREDENTIALS_REQUEST));
  }

  @Override
  public Class<PasswordGrantConfig> getExecutorConfigurationClass() {
    return PasswordGrantConfig.class;
  }

  @Override
  public void setupConfiguration(PasswordGrantConfig config) {
    this.config = config;
  }

  /** Switches the password grant off for a new client whose request does not say anything. */
  @Override
  public void executeOnEvent(ClientPolicyContext context) throws ClientPolicyException {
    if (context.getEvent() == ClientPolicyEvent.REGISTER) {
      ClientRepresentation proposed =
          ((ClientCRUDContext) context).getProposedClientRepresentation();
      if (proposed.isDirectAccessGrantsEnabled() == null) {
        proposed.setDirectAccessGrantsEnabled(false);
      }
    }
    super.executeOnEvent(context);
  }

  /**
   * Keycloak makes admin-cli with the password grant on. It stays possible to save that client; its
   * requests are refused all the same, but for the master realm's.
   */
  @Override
  List<String> problemsWhenSaved(ClientModel client) {
    return !client.isDirectAccessGrantsEnabled()
            || client.getClientId().equals(Constants.ADMIN_CLI_CLIENT_ID)
        ? List.of()
        : problems(client).stream()
            .map(problem -> "directAccessGrantsEnabled is on; " + problem)
            .toList();
  }

  @Override
  List<String> problems(ClientModel client) {
    Optional<Boolean> allowExceptions = config.allowExceptions();
    if (allowExceptions.isEmpty()) {
      return List.of(
          "executor "
              + PasswordGrantFactory.PROVIDER_ID
              + " is not configured correctly, see "
              + PasswordGrantConfig.ALLOW_EXCEPTIONS);
    }
    if (!allowExceptions.get()) {
      return List.of("the password grant is not allowed");
    }
    return "true".equals(client.getAttribute(PasswordGrantFactory.EXCEPTION_ATTRIBUTE))
        ? List.of()
        : List.of(
            "the password grant is only allowed with the client attribute "
                + PasswordGrantFactory.EXCEPTION_ATTRIBUTE
                + "=true");
  }
}
