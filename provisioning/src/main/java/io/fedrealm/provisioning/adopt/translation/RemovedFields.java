package io.fedrealm.provisioning.adopt.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.realm.FieldAttributes;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Fields that were renamed, that became fields of their own, or that only Keycloak sets. */
final class RemovedFields implements Translation {

  private static final String ATTRIBUTES = "attributes";
  private static final String CONFIG = "config";

  private static final Map<String, String> OF_REALM =
      Map.of(
          "otpSupportedApplications", "Keycloak works it out from the policy of one-time passwords",
          "social", "identity providers are in identityProviders",
          "updateProfileOnInitialSocialLogin", "a step of the first login says it",
          "passwordCredentialGrantAllowed", "each client says it");

  /** Keys of versions before components. */
  private static final Set<String> OLD_KEYS =
      Set.of("privateKey", "publicKey", "certificate", "codeSecret");

  private static final Set<String> OF_CLIENT_ATTRIBUTES =
      Set.of("realm_client", "client.secret.creation.time", "client.secret.expiration.time");

  @Override
  public void apply(ForeignRealm realm) {
    ObjectNode root = realm.root();
    OF_REALM.forEach((field, reason) -> drop(root, field, reason, realm));
    for (String key : OLD_KEYS) {
      if (root.has(key)) {
        realm.notKept(root, key, "the realm signs with new keys: older tokens are not valid in it");
        root.remove(key);
      }
    }
    realmAttributes(realm);
    for (ObjectNode client : realm.objects("clients")) {
      OF_CLIENT_ATTRIBUTES.forEach(name -> remove(client.path(ATTRIBUTES), name));
    }
    realm.objects("identityProviders").forEach(provider -> provider(provider, realm));
  }

  private static void realmAttributes(ForeignRealm realm) {
    if (realm.root().path(ATTRIBUTES) instanceof ObjectNode attributes) {
      for (Map.Entry<String, JsonNode> attribute : List.copyOf(attributes.properties())) {
        String name = attribute.getKey();
        if (FieldAttributes.contains(name) || name.equals("userProfileEnabled")) {
          boolean told = realm.root().has(name) || !name.equals("organizationsEnabled");
          if (!told) {
            realm.root().put(name, attribute.getValue().asText().equals("true"));
          }
          realm.leftOut(attributes, name, "a field of the realm says it");
          attributes.remove(name);
        }
      }
    }
  }

  private static void provider(ObjectNode provider, ForeignRealm realm) {
    drop(provider, "updateProfileFirstLoginMode", "a step of the first login says it", realm);
    drop(provider, "updateProfileFirstLogin", "a step of the first login says it", realm);
    drop(provider, "organizationId", "the organization names its providers", realm);
    remove(provider, "types");
    JsonNode hidden = provider.path(CONFIG).path("hideOnLoginPage");
    if (!hidden.isMissingNode()) {
      if (!provider.has("hideOnLogin")) {
        provider.put("hideOnLogin", hidden.asText().equals("true"));
      }
      realm.translated(provider.path(CONFIG), "hideOnLoginPage", "is hideOnLogin since 26.1");
      remove(provider.path(CONFIG), "hideOnLoginPage");
    }
  }

  private static void drop(ObjectNode holder, String field, String reason, ForeignRealm realm) {
    if (holder.has(field)) {
      realm.leftOut(holder, field, reason);
      holder.remove(field);
    }
  }

  private static void remove(JsonNode holder, String field) {
    if (holder instanceof ObjectNode object) {
      object.remove(field);
    }
  }
}
