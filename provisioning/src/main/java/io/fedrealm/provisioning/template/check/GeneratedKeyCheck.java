package io.fedrealm.provisioning.template.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.realm.JsonPath;
import io.fedrealm.provisioning.template.source.Problems;
import io.fedrealm.provisioning.template.source.SourceMappedRealm;
import java.util.Set;

/**
 * Keys of providers that generate them: the admin API keeps none of a file (26.7: the provider
 * makes its own), so that the realm would sign with another key than the template holds.
 */
public final class GeneratedKeyCheck {

  private static final String TYPE = "org.keycloak.keys.KeyProvider";

  /** What such a provider keeps for itself. */
  public static final Set<String> KEY_MATERIAL =
      Set.of(
          "privateKey",
          "certificate",
          "kid",
          "secret",
          "publicKey",
          "ecdsaPrivateKey",
          "ecdsaPublicKey",
          "ecdhPrivateKey",
          "ecdhPublicKey",
          "eddsaPrivateKey",
          "eddsaPublicKey");

  private GeneratedKeyCheck() {}

  /** Whether a provider of this id generates its key. */
  public static boolean isGenerating(String providerId) {
    return providerId.endsWith("-generated");
  }

  /** Refuses each. */
  public static void check(SourceMappedRealm template, ObjectNode realm, Problems problems) {
    JsonNode providers = realm.path("components").path(TYPE);
    String list = JsonPath.member("$.components", TYPE);
    for (int index = 0; index < providers.size(); index++) {
      JsonNode provider = providers.get(index);
      if (isGenerating(provider.path("providerId").asText())) {
        String config = JsonPath.element(list, index) + ".config";
        provider
            .path("config")
            .fieldNames()
            .forEachRemaining(
                field -> {
                  if (KEY_MATERIAL.contains(field)) {
                    problems.add(
                        template.position(JsonPath.member(config, field)),
                        "Keycloak generates the key of \"%s\" itself and keeps none of a template: take it out (fedrealm adopt keeps an RSA key in a provider of imported keys)"
                            .formatted(provider.path("name").asText()));
                  }
                });
      }
    }
  }
}
