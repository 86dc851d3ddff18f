package io.fedrealm.extension.secret;

import io.fedrealm.extension.startup.StartupCheck;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProvider;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProviderFactory;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/**
 * Puts {@link SecretsResource} at {@code /admin/realms/REALM/fl-secrets}, behind Keycloak's own
 * login of administrators.
 */
public final class SecretsFactory
    implements AdminRealmResourceProviderFactory, AdminRealmResourceProvider {

  /** The provider's name, which is the path below the realm too. */
  public static final String PROVIDER_ID = "fl-secrets";

  @Override
  public String getId() {
    return PROVIDER_ID;
  }

  @Override
  public AdminRealmResourceProvider create(KeycloakSession session) {
    return this;
  }

  @Override
  public Object getResource(
      KeycloakSession session,
      RealmModel realm,
      AdminPermissionEvaluator auth,
      AdminEventBuilder adminEvent) {
    return new SecretsResource(session, realm, auth);
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
