package io.fedrealm.provisioning.adopt.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;

/** Policies of clients that name roles, clients, groups or users by the ids of the old realm. */
final class PoliciesById implements Translation {

  @Override
  public void apply(ForeignRealm realm) {
    Map<String, String> names = names(realm);
    for (ObjectNode client : realm.objects("clients")) {
      for (ObjectNode policy :
          ForeignRealm.objects(client.path("authorizationSettings").path("policies"))) {
        if (policy.path("config") instanceof ObjectNode config) {
          config(config, names, realm);
        }
      }
    }
  }

  private static void config(ObjectNode config, Map<String, String> names, ForeignRealm realm) {
    for (Map.Entry<String, JsonNode> setting : config.properties()) {
      String text = setting.getValue().asText();
      String named = text;
      for (Map.Entry<String, String> name : names.entrySet()) {
        named = named.replace("\"" + name.getKey() + "\"", "\"" + name.getValue() + "\"");
      }
      if (!named.equals(text)) {
        config.put(setting.getKey(), named);
        realm.translated(config, setting.getKey(), "names in the place of ids");
      }
    }
  }

  private static Map<String, String> names(ForeignRealm realm) {
    Map<String, String> names = new HashMap<>();
    for (JsonNode role : realm.root().at("/roles/realm")) {
      put(role, role.path("name").asText(), names);
    }
    realm
        .root()
        .at("/roles/client")
        .properties()
        .forEach(
            client ->
                client
                    .getValue()
                    .forEach(
                        role ->
                            put(role, client.getKey() + "/" + role.path("name").asText(), names)));
    realm.objects("clients").forEach(c -> put(c, c.path("clientId").asText(), names));
    realm.objects("users").forEach(user -> put(user, user.path("username").asText(), names));
    return names;
  }

  private static void put(JsonNode holder, String name, Map<String, String> names) {
    if (holder.path("id").asText().length() >= 32 && name.matches("[^\"\\\\]+")) {
      names.put(holder.path("id").asText(), name);
    }
  }
}
