package io.fedrealm.provisioning.realm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * The authorization settings of a client: resources, scopes, and policies with permissions. As a
 * resource the three lists are objects by name, and what a policy's configuration holds as JSON in
 * texts is JSON.
 */
public final class AuthorizationSettings {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CONFIG = "config";
  private static final String SCOPES = "scopes";
  private static final List<String> LISTS = List.of("resources", SCOPES, "policies");

  private AuthorizationSettings() {}

  /**
   * The fields of the resource.
   *
   * @param clientId the client whose settings they are
   */
  static ObjectNode fields(String clientId, JsonNode settings) {
    ObjectNode fields = fields(settings);
    return clientId.equals(AdminPermissions.CLIENT) ? AdminPermissions.fields(fields) : fields;
  }

  private static ObjectNode fields(JsonNode settings) {
    ObjectNode fields =
        ResourceCollector.without(
            settings, Set.of("id", "clientId", "name", "authorizationSchema"));
    for (String list : LISTS) {
      if (settings.has(list)) {
        fields.set(
            list, ResourceCollector.byName(settings.path(list), Set.of("id", "_id", "owner")));
      }
    }
    for (JsonNode resource : fields.path("resources")) {
      olderNames((ObjectNode) resource);
      if (resource.has(SCOPES)) {
        ArrayNode names = JSON.createArrayNode();
        resource.path(SCOPES).forEach(scope -> names.add(scope.path("name").asText()));
        ((ObjectNode) resource).set(SCOPES, names);
      }
    }
    for (JsonNode policy : fields.path("policies")) {
      if (policy.path(CONFIG) instanceof ObjectNode config) {
        config.properties().forEach(entry -> entry.setValue(parsed(entry.getValue())));
      }
    }
    return fields;
  }

  /** ResourceRepresentation reads them, and writes the newer ones. */
  private static void olderNames(ObjectNode resource) {
    if (resource.hasNonNull("uri") && !resource.has("uris")) {
      resource.putArray("uris").add(resource.get("uri"));
    }
    if (resource.has("resource_scopes") && !resource.has(SCOPES)) {
      resource.set(SCOPES, resource.get("resource_scopes"));
    }
    resource.remove(List.of("uri", "resource_scopes"));
  }

  private static JsonNode parsed(JsonNode value) {
    if (!value.asText().startsWith("[")) {
      return value;
    }
    try {
      JsonNode list = JSON.readTree(value.asText());
      ArrayNode sorted = JSON.createArrayNode();
      list.valueStream().sorted(Comparator.comparing(JsonNode::toString)).forEach(sorted::add);
      return sorted;
    } catch (JsonProcessingException e) {
      return value;
    }
  }

  /** The settings that the fields of a resource describe, as Keycloak wants them. */
  public static ObjectNode settings(ObjectNode fields) {
    ObjectNode settings = fields.deepCopy();
    for (String list : LISTS) {
      if (fields.path(list) instanceof ObjectNode named) {
        ArrayNode entries = settings.putArray(list);
        named.properties().forEach(entry -> entries.add(entry(entry.getKey(), entry.getValue())));
      }
    }
    return settings;
  }

  /** One entry of a list, as Keycloak wants it. */
  public static ObjectNode entry(String name, JsonNode fields) {
    ObjectNode entry = JSON.createObjectNode().put("name", name);
    entry.setAll((ObjectNode) fields.deepCopy());
    if (fields.path(SCOPES).isArray()) {
      ArrayNode scopes = entry.putArray(SCOPES);
      fields.path(SCOPES).forEach(scope -> scopes.addObject().put("name", scope.asText()));
    }
    if (entry.path(CONFIG) instanceof ObjectNode config) {
      config
          .properties()
          .forEach(
              setting -> {
                if (setting.getValue().isArray()) {
                  setting.setValue(JSON.getNodeFactory().textNode(setting.getValue().toString()));
                }
              });
    }
    return entry;
  }
}
