package io.fedrealm.provisioning.template.check;

import static io.fedrealm.provisioning.template.TemplateSupport.load;
import static io.fedrealm.provisioning.template.TemplateSupport.problems;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeneratedKeyCheckTest {

  private static String template(String provider, String field) {
    return """
        {"realm": "r", "components": {"org.keycloak.keys.KeyProvider": [
          {"name": "k", "providerId": "%s", "config": {"priority": ["100"], "%s": ["4711"]}}]}}
        """
        .formatted(provider, field);
  }

  @ParameterizedTest
  @CsvSource({
    "rsa-generated, certificate",
    "aes-generated, kid",
    "ecdsa-generated, ecdsaPublicKey",
    "eddsa-generated, eddsaPublicKey"
  })
  void theKeyOfAProviderThatGeneratesItIsRefused(String provider, String field) {
    assertThat(problems(template(provider, field)))
        .singleElement()
        .asString()
        .startsWith("t.json:2 $.components['org.keycloak.keys.KeyProvider'][0].config." + field)
        .contains("Keycloak generates the key of \"k\" itself", "fedrealm adopt");
  }

  @Test
  void whatElseIsSetOfItIsNot() {
    assertThat(load(template("rsa-generated", "keySize"))).isNotEmpty();
    assertThat(load(template("rsa", "certificate"))).isNotEmpty();
  }
}
