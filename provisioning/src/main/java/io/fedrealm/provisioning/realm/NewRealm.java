package io.fedrealm.provisioning.realm;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * What Keycloak exports of a realm that was just made, with a new client, client scope, role and
 * group in it, all called {@code prototype}. A system test holds {@code new-realm.json} against the
 * server.
 */
public final class NewRealm {

  /** The name of what was put into it. */
  public static final String PROTOTYPE = "prototype";

  private static final String NAME = "NEW-REALM";
  private static final ObjectMapper JSON = new ObjectMapper();

  private NewRealm() {}

  /**
   * The realm as Keycloak represents it.
   *
   * @param name what it is called
   * @return a copy of one's own
   */
  public static ObjectNode representation(String name) {
    try (InputStream in = NewRealm.class.getResourceAsStream("new-realm.json")) {
      String text =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .replace(NAME.toLowerCase(Locale.ROOT), quoted(name.toLowerCase(Locale.ROOT)))
              .replace(NAME, quoted(name));
      return (ObjectNode) JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The realm without what was put into it: as Keycloak makes it.
   *
   * @param name what it is called
   * @return a copy of one's own
   */
  public static ObjectNode untouched(String name) {
    ObjectNode realm = representation(name);
    for (String list : List.of("/roles/realm", "/clients", "/clientScopes", "/groups")) {
      String field = list.substring(list.lastIndexOf('/') + 1);
      ((ArrayNode) realm.at(list)).removeIf(e -> NamedLists.key(field, e).equals(PROTOTYPE));
    }
    ((ObjectNode) realm.at("/roles/client")).remove(PROTOTYPE);
    return realm;
  }

  /**
   * {@link #untouched} as resources.
   *
   * @param name what it is called
   */
  public static RealmState state(String name) {
    return RealmState.of(untouched(name));
  }

  private static String quoted(String name) {
    String json = JSON.getNodeFactory().textNode(name).toString();
    return json.substring(1, json.length() - 1);
  }
}
