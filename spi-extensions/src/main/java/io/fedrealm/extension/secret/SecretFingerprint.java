package io.fedrealm.extension.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * By what a secret is known again: the first 16 bits of a hash, salted with the realm's id. The
 * command line makes the same of the secret that a template has, and tells there what a mark gives
 * away (provisioning, its {@code SecretFingerprint}; a test holds the two together).
 *
 * <p>It stays 16 bits because nobody who asks has a say in the salt: Keycloak never changes a
 * realm's id, while an attribute of the realm, or a parameter of the request, would give 16 bits
 * more of the same secret with each other salt.
 */
final class SecretFingerprint {

  private static final int ROUNDS = 1_000;
  private static final int TAG_BYTES = 2;
  private static final String SALT = "fedrealm.secrets:";

  private SecretFingerprint() {}

  /**
   * The mark of a secret.
   *
   * @param realmId Keycloak's id of the realm, not its name
   * @param secret not empty
   * @return three letters, digits, {@code -} or {@code _}
   */
  static String of(String realmId, String secret) {
    byte[] salt = (SALT + realmId).getBytes(StandardCharsets.UTF_8);
    PBEKeySpec spec = new PBEKeySpec(secret.toCharArray(), salt, ROUNDS, TAG_BYTES * Byte.SIZE);
    try {
      byte[] hash =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // Every Java platform has it.
    } finally {
      spec.clearPassword();
    }
  }
}
