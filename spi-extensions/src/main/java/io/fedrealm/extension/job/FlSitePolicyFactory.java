package io.fedrealm.extension.job;

import io.fedrealm.extension.startup.StartupCheck;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/** Puts {@link SitePolicyResource} at {@code /realms/REALM/fl-site-policy}. */
public final class FlSitePolicyFactory implements RealmResourceProviderFactory {

  /** The provider's name, which is the path below the realm too. */
  public static final String PROVIDER_ID = "fl-site-policy";

  @Override
  public String getId() {
    return PROVIDER_ID;
  }

  @Override
  public RealmResourceProvider create(KeycloakSession session) {
    return new RealmResourceProvider() {
      @Override
      public Object getResource() {
        return new SitePolicyResource(session);
      }

      @Override
      public void close() {
        // Nothing to free.
      }
    };
  }

  @Override
  public void init(Config.Scope config) {
    // Nothing to configure.
  }

  @Override
  public void postInit(KeycloakSessionFactory factory) {
    StartupCheck.require(factory);
  }

  @Override
  public void close() {
    // Nothing to free.
  }
}
