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
import java.util.regex.Pattern;

/**
 * A realm for Keycloak's own import. Keycloak makes its built-in client scopes and required actions
 * only for a realm that brings none; one that brings some has to bring all, and say which scopes
 * are given to new clients (RealmManager.importRealm, DefaultExportImportManager, 26.7). Built-in
 * clients and login flows are made in any case.
 */
final class RenderedRealm {

  /** As a new realm of Keycloak 26.7.3 has them. */
  private static final String BUILT_IN_SCOPES = "built-in-scopes.json";

  private static final String BUILT_IN_ACTIONS = "built-in-required-actions.json";

  private static final String SCOPES = "clientScopes";
  private static final String MAPPINGS = "scopeMappings";
  private static final String ACTIONS = "requiredActions";
  private static final List<String> DEFAULTS =
      List.of("defaultDefaultClientScopes", "defaultOptionalClientScopes");

  /** Of what Keycloak's import may take for a variable: before it parses the file. */
  private static final Pattern DOLLAR = Pattern.compile("\\$(?=\\{[A-Z])");

  private RenderedRealm() {}

  /**
   * The file of a completed realm. Keycloak's import puts variables into the raw text and has no
   * way to write one that shall stay; in JSON's other spelling of the dollar it sees none.
   */
  static String json(ObjectNode realm) {
    return DOLLAR.matcher(realm.toPrettyString()).replaceAll("\\\\u0024");
  }

  /**
   * Completes a realm.
   *
   * @param realm the desired realm; it is changed
   */
  static ObjectNode of(ObjectNode realm) {
    if (!realm.path(ACTIONS).isEmpty()) {
      addMissing(realm, ACTIONS, "alias", builtIn(BUILT_IN_ACTIONS).path(ACTIONS));
    }
    if (!realm.path(SCOPES).isEmpty()) {
      JsonNode builtIn = builtIn(BUILT_IN_SCOPES);
      addMissing(realm, SCOPES, "name", builtIn.path(SCOPES));
      // Without its role the scope offline_access gives nobody an offline token.
      addMissing(realm, MAPPINGS, "clientScope", builtIn.path(MAPPINGS));
      for (String list : DEFAULTS) {
        if (!realm.has(list)) {
          realm.set(list, builtIn.get(list));
        }
      }
    }
    RenderedOrganizations.complete(realm);
    return realm;
  }

  private static void addMissing(ObjectNode realm, String list, String key, JsonNode builtIn) {
    ArrayNode entries = realm.withArrayProperty(list);
    Set<String> declared = new HashSet<>();
    entries.forEach(entry -> declared.add(entry.path(key).asText()));
    for (JsonNode entry : builtIn) {
      if (!declared.contains(entry.path(key).asText())) {
        entries.add(entry);
      }
    }
  }

  private static JsonNode builtIn(String file) {
    try (InputStream in = RenderedRealm.class.getResourceAsStream(file)) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
