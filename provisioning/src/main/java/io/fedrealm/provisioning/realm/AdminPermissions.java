package io.fedrealm.provisioning.realm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The fine-grained permissions of administrators, version 2: the policies and permissions of the
 * client {@value #CLIENT}, whose resources and scopes are Keycloak's (AdminPermissionsSchema). A
 * permission for single groups, clients, users or roles names them; Keycloak has their ids there.
 */
public final class AdminPermissions {

  /** The client that holds them. */
  public static final String CLIENT = "admin-permissions";

  /** The configuration's setting that says of what type the resources of a permission are. */
  public static final String TYPE = "defaultResourceType";

  /** The configuration's setting that names the resources. */
  public static final String RESOURCES = "resources";

  private static final String GROUPS = "Groups";

  private AdminPermissions() {}

  /** Of the settings what can be declared; a group by its path. */
  static ObjectNode fields(ObjectNode settings) {
    settings.retain("policies");
    for (JsonNode policy : settings.path("policies")) {
      if (policy.path("config") instanceof ObjectNode config
          && config.path(RESOURCES).isArray()
          && config.path(TYPE).asText().equals(GROUPS)) {
        ArrayNode paths = JsonNodeFactory.instance.arrayNode();
        for (JsonNode name : config.path(RESOURCES)) {
          boolean path = name.asText().equals(GROUPS) || name.asText().startsWith("/");
          paths.add(path ? name.asText() : "/" + name.asText());
        }
        config.set(RESOURCES, paths);
      }
    }
    return settings;
  }

  /**
   * Puts names in place of the ids in an export.
   *
   * @param export a realm as the server exports it, with clients, groups and roles, and with people
   *     as far as they were read
   */
  public static void nameResources(ObjectNode export) {
    for (JsonNode client : export.path("clients")) {
      if (client.path("clientId").asText().equals(CLIENT)) {
        Map<String, String> names = names(export);
        for (JsonNode policy : client.at("/authorizationSettings/policies")) {
          if (policy.path("config") instanceof ObjectNode config && config.has(RESOURCES)) {
            String text = config.path(RESOURCES).asText();
            for (Map.Entry<String, String> name : names.entrySet()) {
              text = text.replace(name.getKey(), quoted(name.getValue()));
            }
            config.put(RESOURCES, text);
          }
        }
      }
    }
  }

  private static String quoted(String name) {
    String json = JsonNodeFactory.instance.textNode(name).toString();
    return json.substring(1, json.length() - 1);
  }

  private static Map<String, String> names(ObjectNode export) {
    Map<String, String> names = new HashMap<>();
    export.path("clients").forEach(client -> put(names, client, client.path("clientId")));
    export.at("/roles/realm").forEach(role -> put(names, role, role.path("name")));
    export.at("/roles/client").forEach(c -> c.forEach(role -> put(names, role, role.path("name"))));
    export.path("users").forEach(user -> put(names, user, user.path("username")));
    groups(names, export.path("groups"));
    return names;
  }

  private static void groups(Map<String, String> names, JsonNode groups) {
    for (JsonNode group : groups) {
      put(names, group, group.path("path"));
      groups(names, group.path("subGroups"));
    }
  }

  private static void put(Map<String, String> names, JsonNode thing, JsonNode name) {
    if (thing.hasNonNull("id")) {
      names.put(thing.path("id").asText(), name.asText());
    }
  }

  /** What a named resource of a permission is; null for all of its type. */
  public static ResourceId resource(String type, String name) {
    return switch (name.equals(type) ? "" : type) {
      case GROUPS -> ResourceId.of(ResourceType.GROUP, name);
      case "Clients" -> ResourceId.of(ResourceType.CLIENT, name);
      case "Users" -> ResourceId.of(ResourceType.USER, name.toLowerCase(Locale.ROOT));
      case "Roles" -> ResourceId.of(ResourceType.REALM_ROLE, name);
      default -> null;
    };
  }
}
