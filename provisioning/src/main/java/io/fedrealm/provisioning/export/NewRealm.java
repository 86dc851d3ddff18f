package io.fedrealm.provisioning.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What Keycloak exports of a realm that was just made, with a new client, client scope, role and
 * group in it, all called {@code prototype}: what an export leaves out. A system test holds {@code
 * new-realm.json} against the server.
 */
final class NewRealm {

  private static final String NAME = "NEW-REALM";

  /**
   * Told of everything new, defaults or not: who may get a token, and how. What a template leaves
   * out here, a client policy of the realm may settle otherwise than a realm without it.
   */
  private static final List<String> ALWAYS_TOLD =
      List.of(
          "secret",
          "protocol",
          "publicClient",
          "bearerOnly",
          "clientAuthenticatorType",
          "standardFlowEnabled",
          "implicitFlowEnabled",
          "directAccessGrantsEnabled",
          "serviceAccountsEnabled",
          "fullScopeAllowed");

  private static final String PROTOTYPE = "prototype";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode representation;

  /**
   * @param name what the new realm is called
   */
  NewRealm(String name) {
    try (InputStream in = NewRealm.class.getResourceAsStream("new-realm.json")) {
      String text =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .replace(NAME.toLowerCase(Locale.ROOT), quoted(name.toLowerCase(Locale.ROOT)))
              .replace(NAME, quoted(name));
      representation = (ObjectNode) JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String quoted(String name) {
    String json = JSON.getNodeFactory().textNode(name).toString();
    return json.substring(1, json.length() - 1);
  }

  /** The realm as Keycloak represents it. */
  ObjectNode representation() {
    return representation;
  }

  /**
   * What something new has of itself.
   *
   * @param list the field whose elements are of this sort: {@code clients}, {@code groups}, …
   */
  Optional<JsonNode> prototype(String list) {
    JsonNode all =
        switch (list) {
          case "realm" -> representation.at("/roles/realm");
          case "groups", "subGroups" -> representation.path("groups");
          default -> representation.path(list);
        };
    return all.valueStream()
        .filter(element -> Collections.key(list, element).equals(PROTOTYPE))
        .findFirst()
        .map(element -> ((ObjectNode) element.deepCopy()).without(ALWAYS_TOLD));
  }
}
