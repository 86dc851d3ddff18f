package io.fedrealm.extension.fedn;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resource.RealmResourceProvider;

/** The token service in one request: there, if the realm has switched it on. */
final class FednService implements RealmResourceProvider {

  private final KeycloakSession session;
  private final Limits limits;
  private final Rates rates;

  FednService(KeycloakSession session, Limits limits, Rates rates) {
    this.session = session;
    this.limits = limits;
    this.rates = rates;
  }

  /**
   * The service's requests.
   *
   * @return null, of which Keycloak makes 404, when the realm has not switched it on or is disabled
   * @throws jakarta.ws.rs.WebApplicationException for a content type that no request of FEDn has;
   *     Keycloak would answer some with 500 before a resource's method runs
   */
  @Override
  public Object getResource() {
    RealmModel realm = session.getContext().getRealm();
    if (!realm.isEnabled() || !"true".equals(realm.getAttribute(FednAttributes.SWITCH))) {
      return null;
    }
    FednResource resource = new FednResource(session, limits, rates);
    resource.takeOver();
    return resource;
  }

  @Override
  public void close() {
    // Nothing to free.
  }
}
