package io.fedrealm.provisioning.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class ClientAssertionTest {

  private static final URI ISSUER = URI.create("https://id.example.org/realms/fedn");

  private final ClientCredential.Key key = RsaKeys.generate();
  private final JsonNode jwk = RsaKeys.publicKeySet(key).at("/keys/0");

  @Test
  void namesTheClientTwiceTheRealmOnceAndLivesForAMinute() {
    TokenClaims claims = TokenClaims.decode(ClientAssertion.of("fedn:demo:a", ISSUER, key));

    assertThat(claims.algorithm()).isEqualTo("RS256");
    assertThat(claims.header().path("kid")).isEqualTo(jwk.path("kid"));
    assertThat(claims.payload().path("iss").asText()).isEqualTo("fedn:demo:a");
    assertThat(claims.payload().path("sub").asText()).isEqualTo("fedn:demo:a");
    assertThat(claims.payload().path("aud").asText()).isEqualTo(ISSUER.toString());
    assertThat(claims.lifetimeSeconds()).contains(60L);
  }

  @Test
  void isOfOneUse() {
    assertThat(jti()).isNotEqualTo(jti());
  }

  private String jti() {
    return TokenClaims.decode(ClientAssertion.of("a", ISSUER, key)).payload().path("jti").asText();
  }

  @Test
  void itsSignatureHoldsAgainstThePublishedKey() throws Exception {
    String[] parts = ClientAssertion.of("a", ISSUER, key).split("\\.");
    PublicKey published =
        KeyFactory.getInstance("RSA")
            .generatePublic(new RSAPublicKeySpec(number("n"), number("e")));
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(published);
    signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));

    assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
  }

  private BigInteger number(String member) {
    byte[] bytes = Base64.getUrlDecoder().decode(jwk.path(member).asText());
    assertThat(bytes[0]).as("no sign byte").isNotZero();
    return new BigInteger(1, bytes);
  }

  @Test
  void thePemIsTheSameKeyAndThePublishedSetHasNothingPrivate() throws Exception {
    String pem = RsaKeys.privatePem(key);
    byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", "").strip());

    assertThat(KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der)))
        .isEqualTo(key.pair().getPrivate());
    assertThat(jwk.properties())
        .extracting(java.util.Map.Entry::getKey)
        .containsExactlyInAnyOrder("kty", "kid", "use", "alg", "n", "e");
    assertThat(key.toString()).doesNotContain("PRIVATE").contains(key.keyId());
  }
}
