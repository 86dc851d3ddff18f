package io.fedrealm.provisioning.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class KeysPemCommandTest {

  @Test
  void aPublishedKeyBecomesTheSameKeyInPem() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    RSAPublicKey key = (RSAPublicKey) generator.generateKeyPair().getPublic();
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    ObjectNode jwk = JsonNodeFactory.instance.objectNode();
    jwk.put("n", base64.encodeToString(key.getModulus().toByteArray()));
    jwk.put("e", base64.encodeToString(key.getPublicExponent().toByteArray()));

    String pem = KeysPemCommand.pem(jwk);

    assertThat(pem.lines())
        .startsWith("-----BEGIN PUBLIC KEY-----")
        .endsWith("-----END PUBLIC KEY-----");
    assertThat(pem.lines()).allMatch(line -> line.length() <= 64);
    String body = pem.replaceAll("-----[A-Z ]+-----|\n", "");
    assertThat(
            KeyFactory.getInstance("RSA")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(body))))
        .isEqualTo(key);
  }
}
