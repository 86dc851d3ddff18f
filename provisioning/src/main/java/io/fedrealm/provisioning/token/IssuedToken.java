package io.fedrealm.provisioning.token;

/**
 * An access token as the token endpoint sent it.
 *
 * @param value the token itself: whoever has it may use it
 * @param claims what it says
 */
public record IssuedToken(String value, TokenClaims claims) {

  /** Never the token. */
  @Override
  public String toString() {
    return "IssuedToken[claims=" + claims.payload() + "]";
  }
}
