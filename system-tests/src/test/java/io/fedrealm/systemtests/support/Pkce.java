package io.fedrealm.systemtests.support;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/** Proof key for code exchange (RFC 7636) with the method S256. */
public final class Pkce {

  private static final String VERIFIER = "fedrealm-system-test-code-verifier-0123456789-abcdef";

  private Pkce() {}

  /** The parameters with which a login begins. */
  public static Map<String, String> challenge() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
      return Map.of(
          "code_challenge",
          Base64.getUrlEncoder().withoutPadding().encodeToString(hash),
          "code_challenge_method",
          "S256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The parameter with which the token is fetched. */
  public static Map<String, String> verifier() {
    return Map.of("code_verifier", VERIFIER);
  }
}
