package io.fedrealm.provisioning.adopt.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.template.check.GeneratedKeyCheck;
import java.util.List;
import java.util.Map;

/**
 * Keys. A provider that generates its key takes none from elsewhere; an RSA key that the file holds
 * goes on in a provider of imported keys, under the same key id and before the generated one.
 */
final class KeyProviders implements Translation {

  private static final String TYPE = "org.keycloak.keys.KeyProvider";
  private static final String PROVIDER = "providerId";
  private static final String CONFIG = "config";
  private static final String PRIVATE_KEY = "privateKey";

  /** Which provider takes the key that another one has generated. */
  private static final Map<String, String> IMPORTED =
      Map.of("rsa-generated", "rsa", "rsa-enc-generated", "rsa-enc");

  @Override
  public void apply(ForeignRealm realm) {
    JsonNode providers = realm.root().path("components").path(TYPE);
    for (ObjectNode provider : List.copyOf(ForeignRealm.objects(providers))) {
      String kind = provider.path(PROVIDER).asText();
      if (provider.path(CONFIG) instanceof ObjectNode config
          && GeneratedKeyCheck.isGenerating(kind)) {
        if (IMPORTED.containsKey(kind) && config.hasNonNull(PRIVATE_KEY)) {
          keep(provider, IMPORTED.get(kind), (ArrayNode) providers);
          realm.translated(provider, CONFIG, "the key is in a provider of imported keys");
        } else if (GeneratedKeyCheck.KEY_MATERIAL.stream().anyMatch(config::has)) {
          realm.notKept(provider, CONFIG, "Keycloak generates this key anew");
        }
        config.remove(GeneratedKeyCheck.KEY_MATERIAL);
      }
    }
  }

  private static void keep(ObjectNode provider, String kind, ArrayNode providers) {
    ObjectNode kept = provider.deepCopy();
    kept.put("name", provider.path("name").asText() + "-kept").put(PROVIDER, kind);
    ObjectNode config = (ObjectNode) kept.path(CONFIG);
    config.remove(List.of("kid", "keySize"));
    int priority = config.path("priority").path(0).asInt();
    config.putArray("priority").add(Integer.toString(priority + 1));
    providers.add(kept);
  }
}
