package io.fedrealm.provisioning.keys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.server.AdminApi;
import java.util.List;
import java.util.Optional;

/** The keys of a realm and the components ("key providers") that hold them. */
final class RealmSigningKeys {

  static final String ALGORITHM = "RS256";

  /** How keys are called that verifiers were given before they sign. */
  static final String ANNOUNCED = "fedrealm-announced";

  private static final String KEY_PROVIDER = "org.keycloak.keys.KeyProvider";

  private final AdminApi api;
  private final String realm;

  RealmSigningKeys(AdminApi api, String realm) {
    this.api = api;
    this.realm = realm;
  }

  /** The keys that are there for signing tokens with RS256, the active one first. */
  List<SigningKey> signing() {
    JsonNode keys =
        api.get("realms", realm, "keys")
            .orElseThrow(
                () ->
                    new CommandException(
                        ExitCode.USAGE, "The server has no realm \"" + realm + "\"."));
    return keys.path("keys")
        .valueStream()
        .filter(key -> key.path("algorithm").asText().equals(ALGORITHM))
        .filter(key -> key.path("use").asText().equals("SIG"))
        .map(key -> SigningKey.of(key, keys.path("active")))
        .sorted()
        .toList();
  }

  /** The component that holds a key; empty when it was removed meanwhile. */
  Optional<ObjectNode> component(String id) {
    return api.get("realms", realm, "components", id).map(ObjectNode.class::cast);
  }

  /** A key that was announced and does not sign yet. */
  Optional<ObjectNode> announced() {
    return api
        .get("realms", realm, "components?type=" + KEY_PROVIDER + "&name=" + ANNOUNCED)
        .stream()
        .flatMap(JsonNode::valueStream)
        .map(ObjectNode.class::cast)
        .findFirst();
  }

  /**
   * Generates a key.
   *
   * @param active whether it signs from now on
   */
  void generate(String name, long priority, boolean active) {
    ObjectNode component = JsonNodeFactory.instance.objectNode();
    component.put("name", name);
    component.put("providerId", "rsa-generated");
    component.put("providerType", KEY_PROVIDER);
    set(component, "algorithm", ALGORITHM);
    set(component, "keySize", "2048");
    set(component, "enabled", "true");
    set(component, "active", Boolean.toString(active));
    set(component, "priority", Long.toString(priority));
    api.write("POST", component, "realms", realm, "components");
  }

  /** Writes a component that was read and changed. */
  void update(ObjectNode component) {
    api.write("PUT", component, "realms", realm, "components", component.path("id").asText());
  }

  /** Removes a component, and the key with it, for good. */
  void delete(String id) {
    api.write("DELETE", null, "realms", realm, "components", id);
  }

  /** Sets a component's configuration, whose values are lists. */
  static void set(ObjectNode component, String name, String value) {
    component.withObjectProperty("config").putArray(name).add(value);
  }
}
