package io.fedrealm.extension.membership;

import io.fedrealm.extension.startup.StartupCheck;
import java.util.List;
import org.keycloak.Config;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;

/** The required action that wants everybody to be in a group. */
public final class MembershipActionFactory implements RequiredActionFactory {

  /** The name of this action, and its alias in a realm: Keycloak wants them to be the same. */
  public static final String PROVIDER_ID = "fl-membership";

  @Override
  public RequiredActionProvider create(KeycloakSession session) {
    return new MembershipAction();
  }

  @Override
  public String getId() {
    return PROVIDER_ID;
  }

  @Override
  public String getDisplayText() {
    return "Be in a group";
  }

  /** None: it is switched on and off as a whole. */
  @Override
  public List<ProviderConfigProperty> getConfigMetadata() {
    return List.of();
  }

  @Override
  public void init(Config.Scope config) {
    // Nothing to configure on the server.
  }

  @Override
  public void postInit(KeycloakSessionFactory factory) {
    StartupCheck.require(factory);
  }

  @Override
  public void close() {
    // Holds nothing.
  }
}
