package io.fedrealm.extension.policy;

import java.util.List;
import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProvider;

/**
 * The client policy executor for redirect URIs and web origins. Keycloak's own {@code
 * secure-redirect-uris-enforcer} either forbids or allows wildcards wherever they point, allows
 * plain http to every host or to none, and does not look at web origins.
 */
public final class RedirectUrisFactory extends ClientCheckFactory {

  /** The name of this executor in client profiles. */
  public static final String PROVIDER_ID = "fl-redirect-uris";

  @Override
  public ClientPolicyExecutorProvider<NoConfig> create(KeycloakSession session) {
    return new RedirectUris(session);
  }

  @Override
  public String getId() {
    return PROVIDER_ID;
  }

  @Override
  public String getHelpText() {
    return "Redirect URIs and web origins are https, or http on loopback, and exact; a path may end"
        + " in a wildcard below the root URL of the client. A client that is set up otherwise"
        + " cannot be saved, and nobody can sign in with it when it came in by an import.";
  }

  @Override
  public List<ProviderConfigProperty> getConfigProperties() {
    return List.of();
  }
}
