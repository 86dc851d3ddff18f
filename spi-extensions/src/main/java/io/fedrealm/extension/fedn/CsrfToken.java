package io.fedrealm.extension.fedn;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import org.keycloak.crypto.Algorithm;
import org.keycloak.crypto.KeyUse;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;

/**
 * What proves that a form comes from the page: a code over the session's id that only this realm
 * can compute. Keycloak's identity cookie is sent with requests of other sites too (SameSite=None).
 */
final class CsrfToken {

  private static final String MAC = "HmacSHA256";

  private CsrfToken() {}

  /** The token of a person's session. */
  static String of(KeycloakSession session, UserSessionModel login) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(
          session
              .keys()
              .getActiveKey(session.getContext().getRealm(), KeyUse.SIG, Algorithm.HS512)
              .getSecretKey());
      byte[] code = mac.doFinal(("fedn-page " + login.getId()).getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(code);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether a form has the token of the session; in constant time. */
  static boolean matches(KeycloakSession session, UserSessionModel login, String sent) {
    return sent != null
        && MessageDigest.isEqual(
            of(session, login).getBytes(StandardCharsets.UTF_8),
            sent.getBytes(StandardCharsets.UTF_8));
  }
}
