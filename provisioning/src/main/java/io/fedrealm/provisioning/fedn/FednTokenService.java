package io.fedrealm.provisioning.fedn;

import java.net.URI;

/** The realm's token service for FEDn, part of the extension. */
public final class FednTokenService {

  /** The realm attribute that switches it on. */
  public static final String SWITCH = "fl.fedn.token.service";

  private FednTokenService() {}

  /**
   * What {@code FEDN_AUTH_REFRESH_TOKEN_URI} is set to: FEDn's client posts JSON, which Keycloak's
   * own token endpoint does not take.
   *
   * @param issuer the realm's issuer
   */
  public static URI refreshUri(URI issuer) {
    return URI.create(issuer + "/fedn/api/token/refresh/");
  }
}
