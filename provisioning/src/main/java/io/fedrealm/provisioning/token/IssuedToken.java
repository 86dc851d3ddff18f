package io.fedrealm.provisioning.token;

import java.util.Optional;

/**
 * An access token as the token endpoint sent it.
 *
 * @param value the token itself: whoever has it may use it
 * @param claims what it says
 * @param refreshToken gives new ones; empty when none was sent
 */
public record IssuedToken(String value, TokenClaims claims, Optional<String> refreshToken) {

  /** Never the token. */
  @Override
  public String toString() {
    return "IssuedToken[claims=" + claims.payload() + "]";
  }
}
