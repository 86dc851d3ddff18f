package io.fedrealm.systemtests.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** What Keycloak exports of a realm, in a form in which two realms can be compared. */
public final class RealmExport {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /** Set by the server, each time anew. */
  private static final Set<String> NEW_EACH_TIME =
      Set.of("id", "containerId", "client.secret.creation.time", "createdTimestamp");

  private RealmExport() {}

  /**
   * A realm without ids, its own name and the order of its lists; clients with their secrets.
   *
   * @return one value a line
   */
  public static String comparable(Admin admin, String realm) {
    ObjectNode all = JSON.createObjectNode();
    all.set("export", of(admin, realm));
    all.set("clients", admin.get(realm + "/clients"));
    return comparable(all, realm);
  }

  /** A representation without ids, its own name and the order of its lists. */
  public static String comparable(JsonNode representation, String realm) {
    return ordered(representation).toPrettyString().replace(realm, "REALM");
  }

  /** What Keycloak exports: clients, groups and roles, too; secrets masked. */
  public static JsonNode of(Admin admin, String realm) {
    String path = realm + "/partial-export?exportClients=true&exportGroupsAndRoles=true";
    return admin.write("POST", path, JSON.createObjectNode()).json();
  }

  private static JsonNode ordered(JsonNode node) {
    if (node instanceof ObjectNode object) {
      ObjectNode ordered = JSON.createObjectNode();
      StreamSupport.stream(((Iterable<String>) object::fieldNames).spliterator(), false)
          .filter(name -> !NEW_EACH_TIME.contains(name))
          .sorted()
          .forEach(name -> ordered.set(name, ordered(object.get(name))));
      return ordered;
    }
    if (node instanceof ArrayNode array) {
      List<JsonNode> elements =
          array
              .valueStream()
              .map(RealmExport::ordered)
              .sorted((a, b) -> a.toString().compareTo(b.toString()))
              .toList();
      return JSON.createArrayNode().addAll(elements);
    }
    return node.isTextual()
        ? JSON.getNodeFactory().textNode(UUID.matcher(node.textValue()).replaceAll("UUID"))
        : node;
  }
}
