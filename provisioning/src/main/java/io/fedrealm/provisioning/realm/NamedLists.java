package io.fedrealm.provisioning.realm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The lists of a realm representation whose elements are things of their own, with a name. */
public final class NamedLists {

  /** The field that names an element, where it is not {@code name}. */
  private static final Map<String, String> KEYS =
      Map.of(
          "clients", "clientId",
          "users", "username",
          "identityProviders", "alias",
          "authenticationFlows", "alias",
          "authenticatorConfig", "alias",
          "requiredActions", "alias");

  /** Those with fields that say something each for itself; others stay whole or go whole. */
  private static final Set<String> FIELD_BY_FIELD =
      Set.of("clients", "clientScopes", "realm", "groups", "subGroups");

  private static final Set<String> BY_NAME =
      Set.of(
          "clientScopes",
          "groups",
          "subGroups",
          "protocolMappers",
          "identityProviderMappers",
          "organizations");

  private NamedLists() {}

  /**
   * Whether a list is one of named things.
   *
   * @param path names of the fields from the realm to the list
   */
  public static boolean is(List<String> path) {
    String list = path.get(path.size() - 1);
    return KEYS.containsKey(list)
        || BY_NAME.contains(list)
        || path.equals(List.of("roles", "realm"))
        || (path.size() == 3 && path.subList(0, 2).equals(List.of("roles", "client")))
        || (path.size() == 2 && path.get(0).equals("components"));
  }

  /** Whether an element may be told in part. */
  public static boolean isFieldByField(List<String> path) {
    String list = path.get(path.size() - 1);
    return FIELD_BY_FIELD.contains(list) || path.get(0).equals("roles");
  }

  /** The name of an element. */
  public static String key(String list, JsonNode element) {
    return element.path(keyField(list)).asText();
  }

  /** The field that names an element. */
  public static String keyField(String list) {
    return KEYS.getOrDefault(list, "name");
  }
}
