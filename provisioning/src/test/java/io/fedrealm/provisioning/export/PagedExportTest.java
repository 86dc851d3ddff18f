package io.fedrealm.provisioning.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.realm.NewRealm;
import io.fedrealm.provisioning.server.FakeKeycloak;
import io.fedrealm.provisioning.server.KeycloakServer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** A realm whose clients fill three pages, read with the extension and without. */
class PagedExportTest {

  private static final int PAGE = 50;

  /** As Keycloak exports it: clients by name, the rest in the order of its hash maps. */
  private final ObjectNode realm = realm();

  private static ObjectNode realm() {
    ObjectNode realm = NewRealm.representation("r").put("enabled", true);
    ObjectNode roles = realm.withObjectProperty("roles").withObjectProperty("client");
    // Before and behind the clients that every realm has; none of the first page has an account.
    for (int number = 70; number > 0; number--) {
      client(realm, "a-%02d".formatted(number), false);
      client(realm, "site-%02d".formatted(number), true);
      roles.putArray("site-%02d".formatted(number)).addObject().put("name", "reads");
    }
    sort(realm.withArrayProperty("clients"), "clientId");
    sort(realm.withArrayProperty("users"), "username");
    return realm;
  }

  private static void client(ObjectNode realm, String clientId, boolean account) {
    ObjectNode client = realm.withArrayProperty("clients").addObject();
    client.put("clientId", clientId).put("secret", "**********");
    mapping(realm.withArrayProperty("scopeMappings"), "client", clientId);
    ObjectNode ofClients = realm.withObjectProperty("clientScopeMappings");
    mapping(ofClients.withArrayProperty("site-01"), "client", clientId);
    if (account) {
      mapping(ofClients.withArrayProperty(clientId), "clientScope", "email");
      mapping(realm.withArrayProperty("scopeMappings"), "clientScope", "email");
      ObjectNode user = realm.withArrayProperty("users").addObject();
      user.put("username", "service-account-" + clientId).put("serviceAccountClientId", clientId);
      user.putArray("realmRoles").add("offline_access");
    }
  }

  private static void mapping(ArrayNode mappings, String kind, String name) {
    if (mappings.valueStream().noneMatch(mapping -> mapping.path(kind).asText().equals(name))) {
      mappings.addObject().put(kind, name).putArray("roles").add("reads");
    }
  }

  private static void sort(ArrayNode list, String field) {
    List<JsonNode> sorted = new ArrayList<>();
    list.forEach(sorted::add);
    sorted.sort(Comparator.comparing(element -> element.path(field).asText()));
    list.removeAll().addAll(sorted);
  }

  /** What the extension answers: all of the realm, and of what belongs to clients a page's part. */
  private ObjectNode page(int first) {
    Set<String> clients = new TreeSet<>();
    realm
        .path("clients")
        .valueStream()
        .skip(first)
        .limit(PAGE)
        .forEach(client -> clients.add(client.path("clientId").asText()));
    ObjectNode page = realm.deepCopy();
    keep(page, "clients", client -> clients.contains(client.path("clientId").asText()));
    keep(page, "users", user -> clients.contains(user.path("serviceAccountClientId").asText()));
    Predicate<JsonNode> mapped =
        mapping ->
            mapping.has("client") ? clients.contains(mapping.path("client").asText()) : first == 0;
    keep(page, "scopeMappings", mapped);
    ObjectNode ofClients = page.withObjectProperty("clientScopeMappings");
    for (String owner : new TreeSet<>(names(ofClients))) {
      keep(ofClients, owner, mapped);
    }
    ((ObjectNode) page.at("/roles/client")).retain(clients);
    return page;
  }

  private static List<String> names(ObjectNode object) {
    return object.properties().stream().map(field -> field.getKey()).toList();
  }

  private static void keep(ObjectNode holder, String list, Predicate<JsonNode> kept) {
    ArrayNode rest = JsonNodeFactory.instance.arrayNode();
    holder.path(list).valueStream().filter(kept).forEach(rest::add);
    if (rest.isEmpty()) {
      holder.remove(list);
    } else {
      holder.set(list, rest);
    }
  }

  private static String export(FakeKeycloak fake) {
    try (fake;
        KeycloakServer server = new KeycloakServer(fake.access())) {
      return new RealmExporter(server).export("r", false).text();
    }
  }

  @Test
  void givesTheSameTemplateLineByLine() {
    FakeKeycloak stock = new FakeKeycloak().realm("r", realm.toString());
    FakeKeycloak extended = new FakeKeycloak();
    for (int first = 0; first < realm.path("clients").size(); first += PAGE) {
      String path = "/realms/r/fl-clients?first=" + first + "&max=" + PAGE;
      extended.answer("GET", path, 200, page(first).toString());
    }

    String template = export(extended);

    assertThat(template).isEqualTo(export(stock));
    assertThat(template).contains("site-70", "service-account-site-70", "A_70_SECRET");
    assertThat(extended.requests()).hasSize(3).noneMatch(r -> r.path().contains("partial"));
  }
}
