package io.fedrealm.provisioning.site;

import io.fedrealm.provisioning.token.ClientCredential;
import java.net.URI;

/**
 * How a site gets its tokens.
 *
 * @param issuer the realm's issuer
 * @param clientId the site's client
 * @param credential its secret or its key: whoever has it is the site
 * @param accessTokenSeconds how long an access token lives
 * @param tokenService whether the realm's FEDn token service is on
 */
public record SiteAccess(
    URI issuer,
    String clientId,
    ClientCredential credential,
    long accessTokenSeconds,
    boolean tokenService) {

  /** Never the credential. */
  @Override
  public String toString() {
    return clientId + " at " + issuer;
  }
}
