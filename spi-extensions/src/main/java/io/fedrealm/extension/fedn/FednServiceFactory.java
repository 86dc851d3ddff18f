package io.fedrealm.extension.fedn;

import io.fedrealm.extension.startup.StartupCheck;
import java.util.List;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/** Puts FEDn's token service at {@code /realms/REALM/fedn} of each realm that switches it on. */
public final class FednServiceFactory implements RealmResourceProviderFactory {

  /** The provider's name, which is the path below the realm too. */
  public static final String PROVIDER_ID = "fedn";

  private Limits limits = Limits.defaults();
  private Rates rates = new Rates(limits);

  @Override
  public String getId() {
    return PROVIDER_ID;
  }

  @Override
  public RealmResourceProvider create(KeycloakSession session) {
    return new FednService(session, limits, rates);
  }

  @Override
  public void init(Config.Scope config) {
    limits = Limits.of(config);
    rates = new Rates(limits);
  }

  @Override
  public void postInit(KeycloakSessionFactory factory) {
    StartupCheck.require(factory);
  }

  @Override
  public void close() {
    // Nothing to free.
  }

  @Override
  public List<ProviderConfigProperty> getConfigMetadata() {
    return Limits.properties();
  }
}
