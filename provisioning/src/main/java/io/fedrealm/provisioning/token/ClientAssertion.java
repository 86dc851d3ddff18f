package io.fedrealm.provisioning.token;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/** The token with which a client shows that it has its key (RFC 7523, section 3), signed RS256. */
final class ClientAssertion {

  /** Long enough for one request, and short of the hour that Keycloak allows at most. */
  private static final int LIFE_SECONDS = 60;

  private ClientAssertion() {}

  /**
   * A new assertion, for one use.
   *
   * @param audience the realm's issuer
   */
  static String of(String clientId, URI audience, ClientCredential.Key key) {
    long now = Instant.now().getEpochSecond();
    String header = "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"%s\"}".formatted(key.keyId());
    String claims =
        "{\"iss\":\"%1$s\",\"sub\":\"%1$s\",\"aud\":\"%2$s\",\"jti\":\"%3$s\",\"iat\":%4$d,\"exp\":%5$d}"
            .formatted(clientId, audience, UUID.randomUUID(), now, now + LIFE_SECONDS);
    String signed = base64url(header) + "." + base64url(claims);
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key.pair().getPrivate());
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + base64url(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA256withRSA", e);
    }
  }

  private static String base64url(String text) {
    return base64url(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String base64url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
