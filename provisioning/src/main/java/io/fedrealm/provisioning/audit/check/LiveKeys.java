package io.fedrealm.provisioning.audit.check;

import io.fedrealm.provisioning.audit.model.AuditedRealm;
import io.fedrealm.provisioning.audit.model.Node;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;

/** The keys that a server has for a realm; a file has none. */
public final class LiveKeys {

  /**
   * A key.
   *
   * @param node its metadata
   */
  public record LiveKey(Node node) {

    /** Whether new tokens are signed with it. */
    public boolean signs() {
      return node.get("use").text().equals("SIG") && node.get("status").text().equals("ACTIVE");
    }

    /** The length of an RSA key; 0 for any other. */
    public int bits() {
      if (!node.get("type").text().equals("RSA")) {
        return 0;
      }
      try {
        RSAPublicKey key =
            (RSAPublicKey)
                KeyFactory.getInstance("RSA")
                    .generatePublic(new X509EncodedKeySpec(decoded("publicKey")));
        return key.getModulus().bitLength();
      } catch (GeneralSecurityException | IllegalArgumentException e) {
        return 0;
      }
    }

    /** When it was made, as its certificate says. */
    public Optional<Instant> made() {
      try {
        X509Certificate certificate =
            (X509Certificate)
                CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(decoded("certificate")));
        return Optional.of(certificate.getNotBefore().toInstant());
      } catch (GeneralSecurityException | IllegalArgumentException e) {
        return Optional.empty();
      }
    }

    private byte[] decoded(String field) {
      return Base64.getDecoder().decode(node.get(field).text());
    }
  }

  private LiveKeys() {}

  public static Stream<LiveKey> of(AuditedRealm realm) {
    return realm.get("keys").elements().map(LiveKey::new);
  }
}
