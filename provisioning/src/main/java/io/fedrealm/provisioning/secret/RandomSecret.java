package io.fedrealm.provisioning.secret;

import java.security.SecureRandom;
import java.util.Base64;

/** Secrets that nobody can guess: 256 bits from the system's generator. */
public final class RandomSecret {

  /** 32 bytes are 43 characters in base64url (RFC 4648, section 5). */
  private static final int BYTES = 32;

  private static final SecureRandom RANDOM = new SecureRandom();

  private RandomSecret() {}

  /** A new secret of letters, digits, {@code -} and {@code _}: no quoting is needed anywhere. */
  public static String next() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
