package io.fedrealm.provisioning.token;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;

/** RSA keys in the forms in which others want them. */
public final class RsaKeys {

  /** As NIST SP 800-57 recommends for keys that live for years. */
  private static final int BITS = 3072;

  private RsaKeys() {}

  /** A new key. */
  public static ClientCredential.Key generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(BITS);
      KeyPair pair = generator.generateKeyPair();
      return new ClientCredential.Key(pair, thumbprint((RSAPublicKey) pair.getPublic()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has RSA", e);
    }
  }

  /** The public half as a JSON Web Key Set (RFC 7517) of one key. */
  public static ObjectNode publicKeySet(ClientCredential.Key key) {
    RSAPublicKey rsa = (RSAPublicKey) key.pair().getPublic();
    ObjectNode set = JsonNodeFactory.instance.objectNode();
    set.putArray("keys")
        .addObject()
        .put("kty", "RSA")
        .put("kid", key.keyId())
        .put("use", "sig")
        .put("alg", "RS256")
        .put("n", base64url(rsa.getModulus()))
        .put("e", base64url(rsa.getPublicExponent()));
    return set;
  }

  /** The private half as PEM (PKCS #8, RFC 7468): whoever has it is the client. */
  public static String privatePem(ClientCredential.Key key) {
    return pem("PRIVATE KEY", key.pair().getPrivate());
  }

  private static String pem(String label, Key key) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }

  /** The name of a key that comes from the key alone (RFC 7638). */
  private static String thumbprint(RSAPublicKey rsa) throws NoSuchAlgorithmException {
    String members =
        "{\"e\":\"%s\",\"kty\":\"RSA\",\"n\":\"%s\"}"
            .formatted(base64url(rsa.getPublicExponent()), base64url(rsa.getModulus()));
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(members.getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
  }

  /** Unsigned big-endian, without the sign's leading zero (RFC 7518, section 6.3.1). */
  private static String base64url(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int skip = bytes.length > 1 && bytes[0] == 0 ? 1 : 0;
    byte[] unsigned = java.util.Arrays.copyOfRange(bytes, skip, bytes.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(unsigned);
  }
}
