package io.fedrealm.provisioning.site;

import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.token.IssuedToken;
import io.fedrealm.provisioning.token.TokenClient;

/**
 * The first tokens of a site.
 *
 * @param access lives for minutes
 * @param refresh gives new ones until the site is stopped; empty where the token service is off
 */
record FednTokens(String access, String refresh) {

  /** What makes a refresh token one that outlives the login: FEDn sends the same for ever. */
  private static final String OFFLINE = "offline_access";

  /** Gets them as the site itself would, which also shows that its credential works. */
  static FednTokens of(SiteAccess access) {
    String scope = access.tokenService() ? OFFLINE : "";
    IssuedToken token =
        new TokenClient()
            .clientCredentials(access.issuer(), access.clientId(), access.credential(), scope);
    if (!access.tokenService()) {
      return new FednTokens(token.value(), "");
    }
    String refresh =
        token
            .refreshToken()
            .orElseThrow(
                () ->
                    new CommandException(
                        ExitCode.FAILED,
                        "Keycloak gave no refresh token to "
                            + access.clientId()
                            + ": has the realm the client scope offline_access?"));
    return new FednTokens(token.value(), refresh);
  }

  /** Never the tokens. */
  @Override
  public String toString() {
    return "FednTokens";
  }
}
