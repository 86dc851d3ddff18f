package io.fedrealm.provisioning.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * Reads a realm's clients a page at a time from a server with fedrealm's extension ({@code
 * ClientsResource}): Keycloak's own export takes the square of their number.
 */
final class ClientPages {

  /** The provider of the extension. */
  static final String PROVIDER = "fl-clients";

  /**
   * How many clients a page has. Within a page the server's work is still the square of it: pages
   * of 200 take four times as long in all.
   */
  static final int PAGE = 50;

  private final AdminApi api;
  private final String realm;
  private final SharedTexts texts = new SharedTexts();

  ClientPages(AdminApi api, String realm) {
    this.api = api;
    this.realm = realm;
  }

  /**
   * What a partial export gives with clients, groups and roles; one request for each {@value #PAGE}
   * clients.
   *
   * @return empty when the server has no such realm, or not the extension
   */
  Optional<JsonNode> export() {
    Optional<JsonNode> whole = page(0);
    whole.ifPresent(this::complete);
    return whole;
  }

  private void complete(JsonNode whole) {
    int read = whole.path("clients").size();
    for (int first = PAGE; read == PAGE; first += PAGE) {
      JsonNode page = page(first).orElseGet(JsonNodeFactory.instance::objectNode);
      add(page, (ObjectNode) whole);
      read = page.path("clients").size();
    }
  }

  private Optional<JsonNode> page(int first) {
    Optional<JsonNode> page =
        api.get("realms", realm, "%s?first=%d&max=%d".formatted(PROVIDER, first, PAGE));
    page.ifPresent(texts::shareIn);
    return page;
  }

  /** Of a page that is not the first, what belongs to its clients. */
  private static void add(JsonNode page, ObjectNode whole) {
    for (String list : List.of("clients", "users", "scopeMappings")) {
      append(page.path(list), whole.withArrayProperty(list));
    }
    page.at("/roles/client")
        .properties()
        .forEach(
            client ->
                whole
                    .withObjectProperty("roles")
                    .withObjectProperty("client")
                    .set(client.getKey(), client.getValue()));
    page.path("clientScopeMappings")
        .properties()
        .forEach(
            owner ->
                append(
                    owner.getValue(),
                    whole
                        .withObjectProperty("clientScopeMappings")
                        .withArrayProperty(owner.getKey())));
  }

  private static void append(JsonNode from, ArrayNode to) {
    from.forEach(to::add);
  }
}
