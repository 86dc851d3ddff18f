package io.fedrealm.provisioning.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A realm for Keycloak's own import. Keycloak makes its built-in client scopes only for a realm
 * that brings none; one that brings some has to bring all, and say which are given to new clients
 * (RealmManager.importRealm, 26.7). Built-in clients and login flows are made in any case.
 */
final class RenderedRealm {

  /** As a new realm of Keycloak 26.7.3 has them. */
  private static final String BUILT_IN = "built-in-scopes.json";

  private static final String SCOPES = "clientScopes";
  private static final List<String> DEFAULTS =
      List.of("defaultDefaultClientScopes", "defaultOptionalClientScopes");

  private RenderedRealm() {}

  /**
   * Completes a realm.
   *
   * @param realm the desired realm; it is changed
   */
  static ObjectNode of(ObjectNode realm) {
    JsonNode builtIn = builtIn();
    if (realm.path(SCOPES).isEmpty()) {
      return realm;
    }
    ArrayNode scopes = realm.withArrayProperty(SCOPES);
    Set<String> declared = new HashSet<>();
    scopes.forEach(scope -> declared.add(scope.path("name").asText()));
    for (JsonNode scope : builtIn.path(SCOPES)) {
      if (!declared.contains(scope.path("name").asText())) {
        scopes.add(scope);
      }
    }
    for (String list : DEFAULTS) {
      if (!realm.has(list)) {
        realm.set(list, builtIn.get(list));
      }
    }
    return realm;
  }

  private static JsonNode builtIn() {
    try (InputStream in = RenderedRealm.class.getResourceAsStream(BUILT_IN)) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
