package io.fedrealm.extension.policy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.keycloak.OAuthErrorException;
import org.keycloak.models.ClientModel;
import org.keycloak.services.clientpolicy.ClientPolicyContext;
import org.keycloak.services.clientpolicy.ClientPolicyException;
import org.keycloak.services.clientpolicy.context.AdminClientRegisterContext;
import org.keycloak.services.clientpolicy.context.AdminClientUpdateContext;
import org.keycloak.services.clientpolicy.context.ClientCRUDContext;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProvider;

/** Refuses a client that sets or changes attributes of this project about itself. */
final class ReservedAttributes implements ClientPolicyExecutorProvider<NoConfig> {

  /** What the names of these attributes begin with. */
  static final String PREFIX = "fl.";

  @Override
  public String getProviderId() {
    return ReservedAttributesFactory.PROVIDER_ID;
  }

  @Override
  public Class<NoConfig> getExecutorConfigurationClass() {
    return NoConfig.class;
  }

  @Override
  public void executeOnEvent(ClientPolicyContext context) throws ClientPolicyException {
    switch (context.getEvent()) {
      case REGISTER, UPDATE -> {
        if (!isOfAnAdministrator(context)) {
          check((ClientCRUDContext) context);
        }
      }
      default -> {
        // Only what is proposed tells a change from what an administrator has set.
      }
    }
  }

  private static boolean isOfAnAdministrator(ClientPolicyContext context) {
    return context instanceof AdminClientRegisterContext
        || context instanceof AdminClientUpdateContext;
  }

  private static void check(ClientCRUDContext context) throws PolicyViolation {
    Map<String, String> proposed = context.getProposedClientRepresentation().getAttributes();
    if (proposed == null) {
      return;
    }
    List<String> changed =
        proposed.keySet().stream()
            .filter(name -> name.startsWith(PREFIX))
            .filter(name -> !Objects.equals(proposed.get(name), stored(context, name)))
            .sorted()
            .map(name -> "attribute " + name + " can only be set by an administrator")
            .toList();
    if (!changed.isEmpty()) {
      throw new PolicyViolation(OAuthErrorException.INVALID_CLIENT_METADATA, changed);
    }
  }

  private static String stored(ClientCRUDContext context, String name) {
    ClientModel client = context.getTargetClient();
    return client == null ? null : client.getAttribute(name);
  }
}
