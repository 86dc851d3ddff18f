package io.fedrealm.extension.terms;

import io.fedrealm.extension.startup.StartupCheck;
import java.time.Clock;
import java.util.List;
import org.keycloak.Config;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;

/** The required action for the terms of data access. */
public final class TermsActionFactory implements RequiredActionFactory {

  /** The name of this action, and its alias in a realm: Keycloak wants them to be the same. */
  public static final String PROVIDER_ID = "fl-terms";

  @Override
  public RequiredActionProvider create(KeycloakSession session) {
    return new TermsAction(Clock.systemUTC());
  }

  @Override
  public String getId() {
    return PROVIDER_ID;
  }

  @Override
  public String getDisplayText() {
    return "Accept the terms for data access";
  }

  /** None: the version is an attribute of the realm, which the page shows too. */
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
