package io.fedrealm.provisioning.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.realm.NamedLists;
import io.fedrealm.provisioning.realm.NewRealm;
import io.fedrealm.provisioning.realm.Ownership;
import io.fedrealm.provisioning.realm.SecretFields;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Takes out of a realm representation what a new realm has anyway, and what is the server's own.
 */
final class DefaultsRemover {

  /** Ids and counts that the server sets. */
  private static final Set<String> SERVERS_OWN =
      Set.of(
          "id",
          "internalId",
          "containerId",
          "parentId",
          "path",
          "subGroupCount",
          "access",
          "composite",
          "clientRole",
          "keycloakVersion",
          "otpSupportedApplications",
          "defaultRole");

  /** Attributes that the server sets, and our own marks. */
  private static final Set<String> NOT_FOR_TEMPLATES =
      Set.of(
          "client.secret.creation.time",
          "client.secret.expiration.time",
          "client.secret.rotated",
          "client.secret.rotated.creation.time",
          "client.secret.rotated.expiration.time",
          "realm_client",
          Ownership.MARK,
          SecretFields.MARKS);

  /** Fields whose members have names that people give. */
  private static final Set<String> MAPS = Set.of("attributes", "config");

  /** Compared as a whole by plan, so that a part of one would say that the rest shall go. */
  private static final Set<String> WHOLE =
      Set.of("composites", "realmRoles", "clientRoles", "clientProfiles", "clientPolicies");

  private static final List<String> URI_LISTS = List.of("redirectUris", "webOrigins");

  private static final List<String> SCOPE_LISTS =
      List.of("defaultClientScopes", "optionalClientScopes");

  private final ObjectNode newRealm;
  private final NewEntityDefaults prototypes;

  /**
   * @param newRealm see {@link NewRealm}
   */
  DefaultsRemover(ObjectNode newRealm) {
    this.newRealm = newRealm;
    this.prototypes = new NewEntityDefaults(newRealm);
  }

  /** What a realm has that a new one has not. */
  ObjectNode reduce(ObjectNode realm) {
    return object(List.of(), realm, newRealm);
  }

  private ObjectNode object(List<String> path, JsonNode live, JsonNode usual) {
    ObjectNode rest = JsonNodeFactory.instance.objectNode();
    live.properties()
        .forEach(
            field -> {
              String name = field.getKey();
              if (!isLeftOut(path, name)) {
                JsonNode kept = value(below(path, name), field.getValue(), usual.path(name));
                if (!kept.isMissingNode()) {
                  rest.set(name, kept);
                }
              }
            });
    return rest;
  }

  private static boolean isLeftOut(List<String> path, String name) {
    boolean map = !path.isEmpty() && MAPS.contains(path.get(path.size() - 1));
    return NOT_FOR_TEMPLATES.contains(name)
        || name.startsWith(Ownership.MARK + ".")
        || (!map && SERVERS_OWN.contains(name));
  }

  private JsonNode value(List<String> path, JsonNode live, JsonNode usual) {
    if (same(live, usual)) {
      return MissingNode.getInstance();
    }
    if (live.isArray() && NamedLists.is(path)) {
      ArrayNode rest = elements(path, live, usual);
      return rest.isEmpty() ? MissingNode.getInstance() : rest;
    }
    if (live instanceof ObjectNode && !WHOLE.contains(path.get(path.size() - 1))) {
      ObjectNode rest = object(path, live, usual);
      return rest.isEmpty() ? MissingNode.getInstance() : rest;
    }
    return live;
  }

  private ArrayNode elements(List<String> path, JsonNode live, JsonNode usual) {
    String list = path.get(path.size() - 1);
    ArrayNode rest = JsonNodeFactory.instance.arrayNode();
    for (JsonNode element : live) {
      String key = NamedLists.key(list, element);
      JsonNode known = named(list, key, element.path("subType"), usual);
      if (known.isMissingNode()) {
        rest.add(added(path, element));
      } else if (!same(element, known)) {
        boolean parts = NamedLists.isFieldByField(path);
        ObjectNode kept = object(path, element, parts ? known : MissingNode.getInstance());
        if (!kept.isEmpty()) {
          if (list.equals("clientScopes")) {
            kept.set("protocol", element.get("protocol"));
          }
          rest.add(withKey(list, key, kept));
        }
      }
    }
    return rest;
  }

  /** Of components, two of one name differ in their sub-types. */
  private static JsonNode named(String list, String key, JsonNode subType, JsonNode elements) {
    return elements
        .valueStream()
        .filter(element -> NamedLists.key(list, element).equals(key))
        .filter(element -> element.path("subType").equals(subType))
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  /** Something that a new realm does not have: without what is the same for all of its sort. */
  private ObjectNode added(List<String> path, JsonNode element) {
    String list = path.get(path.size() - 1);
    JsonNode prototype =
        path.get(0).equals("roles")
            ? prototypes.prototype("realm").orElseThrow()
            : prototypes.prototype(list).orElse(MissingNode.getInstance());
    ObjectNode kept = object(path, element, prototype);
    if (list.equals("clients")) {
      listsOfClient(element, kept);
    }
    return withKey(list, NamedLists.key(list, element), kept);
  }

  /**
   * Where a client's list is not told, Keycloak fills it: redirect URIs and origins from the root
   * URL; and a client that is made with one of the two lists of scopes gets none of the other.
   */
  private static void listsOfClient(JsonNode client, ObjectNode kept) {
    boolean scopes = SCOPE_LISTS.stream().anyMatch(kept::has);
    Stream.concat(URI_LISTS.stream(), scopes ? SCOPE_LISTS.stream() : Stream.empty())
        .filter(client::has)
        .forEach(list -> kept.set(list, client.get(list)));
  }

  /** First what it is called, then the rest. */
  private static ObjectNode withKey(String list, String key, ObjectNode fields) {
    ObjectNode named = JsonNodeFactory.instance.objectNode();
    named.put(NamedLists.keyField(list), key);
    named.setAll(fields);
    return named;
  }

  private static List<String> below(List<String> path, String name) {
    List<String> below = new ArrayList<>(path);
    below.add(name);
    return below;
  }

  /** Equal but for what is the server's own; lists of texts are sets; empty is absent. */
  private static boolean same(JsonNode live, JsonNode usual) {
    if (isEmpty(live) && isEmpty(usual)) {
      return true;
    }
    if (live instanceof ObjectNode && usual instanceof ObjectNode) {
      Set<String> names = new HashSet<>();
      live.fieldNames().forEachRemaining(names::add);
      usual.fieldNames().forEachRemaining(names::add);
      names.removeAll(SERVERS_OWN);
      names.removeAll(NOT_FOR_TEMPLATES);
      return names.stream().allMatch(name -> same(live.path(name), usual.path(name)));
    }
    if (live.isArray() && usual.isArray()) {
      return sameElements(live, usual);
    }
    return live.equals(usual);
  }

  private static boolean sameElements(JsonNode live, JsonNode usual) {
    if (live.size() != usual.size()) {
      return false;
    }
    List<JsonNode> rest = new ArrayList<>();
    usual.forEach(rest::add);
    for (JsonNode element : live) {
      boolean found = false;
      for (int index = 0; index < rest.size() && !found; index++) {
        if (same(element, rest.get(index))) {
          rest.remove(index);
          found = true;
        }
      }
      if (!found) {
        return false;
      }
    }
    return true;
  }

  private static boolean isEmpty(JsonNode node) {
    return node.isMissingNode()
        || node.isNull()
        || (node.isContainerNode() && node.isEmpty())
        || (node.isTextual() && node.textValue().isEmpty());
  }
}
