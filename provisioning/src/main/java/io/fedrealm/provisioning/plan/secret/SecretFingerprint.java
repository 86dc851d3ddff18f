package io.fedrealm.provisioning.plan.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * By what a secret that Keycloak masks is known again: the start of a salted hash. The extension
 * makes the same of what the server has (its {@code SecretMark}).
 *
 * <p><b>What a mark gives away.</b> Who may read a realm's settings ({@code view-realm}) reads the
 * marks that are noted there, and gets every export of the realm; who has {@code manage-realm} may
 * ask the extension; and the secret is masked for them. So it is {@value #TAG_BYTES} bytes of the
 * hash and no more. Of a generated secret they are worth nothing; of one that a person made up,
 * some 15,000 of a thousand million guesses fit, which can only be tried where the secret is used
 * (but who has a few guesses learns which is probably right). That does not rest on the hash being
 * slow.
 *
 * <p><b>It stays {@value #TAG_BYTES} bytes</b>, however often and wherever the value is written and
 * whoever asks: the salt is the realm's id, which Keycloak never changes. Two marks of a value with
 * different salts would tell twice as much, and who could choose the salt (an attribute of the
 * realm, or part of a request) would get two bytes more with each, until no second guess fits. The
 * price: one change of a secret in 65,536 is not noticed, and who reads the marks sees that two
 * secrets of a realm are probably the same.
 */
final class SecretFingerprint {

  /**
   * Rounds of PBKDF2-HMAC-SHA256, as many as RFC 8018, section 4.2, asks for at least. More would
   * not make the mark safer: see above, whoever tries all guesses learns 16 bits at any price. They
   * would make a plan slower, in which Java has just started: 20 secrets take 0.1 s of one core
   * here, most of it for the first, and 0.7 s with 20,000 rounds.
   */
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
