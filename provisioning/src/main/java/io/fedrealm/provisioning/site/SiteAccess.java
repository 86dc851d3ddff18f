package io.fedrealm.provisioning.site;

import io.fedrealm.provisioning.token.ClientCredential;
import java.net.URI;
import java.util.Optional;

/**
 * How a site gets its tokens.
 *
 * @param issuer the realm's issuer
 * @param clientId the site's client
 * @param credential its secret or its key: whoever has it is the site
 * @param accessTokenSeconds how long an access token lives
 * @param tokenService whether the realm's FEDn token service is on
 * @param login the user that it logs in as; empty when its client gets the tokens by itself
 */
public record SiteAccess(
    URI issuer,
    String clientId,
    ClientCredential credential,
    long accessTokenSeconds,
    boolean tokenService,
    Optional<Login> login) {

  /**
   * The site's own user.
   *
   * @param username its name
   * @param password its password
   */
  public record Login(String username, String password) {

    /** Never the password. */
    @Override
    public String toString() {
      return username;
    }
  }

  /** Never the credential. */
  @Override
  public String toString() {
    return clientId + " at " + issuer;
  }
}
