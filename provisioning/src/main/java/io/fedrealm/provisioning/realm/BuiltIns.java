package io.fedrealm.provisioning.realm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;

/**
 * What Keycloak itself puts into a new realm, so that the references of a template can be checked
 * before the realm exists. A system test holds {@code built-ins.json} against the server.
 */
public final class BuiltIns {

  private static final JsonNode CONTENT = read();

  private static final Set<String> FLOWS =
      Set.copyOf(
          NewRealm.untouched(NewRealm.PROTOTYPE)
              .path("authenticationFlows")
              .findValuesAsText("alias"));

  private BuiltIns() {}

  public static boolean hasClientScope(String name) {
    return contains(CONTENT.path("clientScopes"), name);
  }

  public static boolean hasClient(String clientId) {
    return contains(CONTENT.path("clients"), clientId);
  }

  public static boolean hasRealmRole(String realm, String name) {
    return contains(CONTENT.path("realmRoles"), name)
        || name.equals("default-roles-" + realm.toLowerCase(Locale.ROOT));
  }

  public static boolean hasClientRole(String clientId, String name) {
    return contains(CONTENT.path("clientRoles").path(clientId), name);
  }

  /** Whether it is one of Keycloak's own flows, or a flow within one of these. */
  public static boolean hasFlow(String alias) {
    return FLOWS.contains(alias);
  }

  private static boolean contains(JsonNode names, String name) {
    return names.valueStream().anyMatch(known -> known.textValue().equals(name));
  }

  private static JsonNode read() {
    try (InputStream in = BuiltIns.class.getResourceAsStream("built-ins.json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
