package io.fedrealm.provisioning.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.realm.NamedLists;
import io.fedrealm.provisioning.realm.NewRealm;
import io.fedrealm.provisioning.realm.RealmState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lays a desired realm over what Keycloak puts into a new one, as applying it does: what both have
 * has the fields of both, and those of the desired realm where they differ; sets of roles are the
 * desired ones.
 */
final class NewRealmOverlay {

  private static final String SCOPE_MAPPINGS = "scopeMappings";
  private static final String CLIENT_SCOPE_MAPPINGS = "clientScopeMappings";
  private static final String COMPONENTS = "components";
  private static final String DEFAULT_ROLE = "defaultRole";
  private static final String COMPOSITES = "composites";

  /** What Keycloak's import makes by itself only when the file has nothing of it. */
  private static final List<String> PARTS =
      List.of(
          "roles",
          DEFAULT_ROLE,
          "clients",
          "clientScopes",
          "defaultDefaultClientScopes",
          "defaultOptionalClientScopes",
          SCOPE_MAPPINGS,
          CLIENT_SCOPE_MAPPINGS,
          "requiredActions",
          "authenticationFlows",
          "authenticatorConfig",
          "keycloakVersion");

  /** The server's own; an id of another realm would be taken, and is taken already there. */
  private static final Set<String> IDS = Set.of("id", "_id", "containerId", "internalId");

  /** Fields whose members have names that people give. */
  private static final Set<String> MAPS = Set.of("attributes", "config");

  private final ObjectNode desired;
  private final ObjectNode fresh;

  private NewRealmOverlay(ObjectNode desired) {
    this.desired = desired;
    this.fresh = NewRealm.untouched(desired.path("realm").asText());
  }

  /** A copy of a realm with all that Keycloak would have put into it. */
  static ObjectNode complete(ObjectNode desired) {
    return new NewRealmOverlay(desired).realm();
  }

  private ObjectNode realm() {
    ObjectNode base = JsonNodeFactory.instance.objectNode();
    PARTS.forEach(part -> base.set(part, fresh.path(part)));
    oneTimePasswords(base);
    base.set(COMPONENTS, components());
    base.set(SCOPE_MAPPINGS, mappings(fresh.path(SCOPE_MAPPINGS)));
    ObjectNode ofClients = base.putObject(CLIENT_SCOPE_MAPPINGS);
    fresh
        .path(CLIENT_SCOPE_MAPPINGS)
        .properties()
        .forEach(client -> ofClients.set(client.getKey(), mappings(client.getValue())));
    ObjectNode realm = object(List.of(), desired, base);
    defaultRole(realm);
    return realm;
  }

  /** Keycloak's import reads the policy of one-time passwords only when its type is told. */
  private void oneTimePasswords(ObjectNode base) {
    fresh
        .properties()
        .forEach(
            field -> {
              if (field.getKey().startsWith("otpPolicy")) {
                base.set(field.getKey(), field.getValue());
              }
            });
  }

  /** Of a type of which the file brings none, Keycloak makes its own. */
  private ObjectNode components() {
    ObjectNode components = JsonNodeFactory.instance.objectNode();
    fresh
        .path(COMPONENTS)
        .properties()
        .forEach(
            type -> {
              if (desired.path(COMPONENTS).has(type.getKey())) {
                components.set(type.getKey(), type.getValue());
              }
            });
    return components;
  }

  /** Scope mappings of what the desired realm does not name: of what it names, it has them all. */
  private ArrayNode mappings(JsonNode usual) {
    ArrayNode rest = JsonNodeFactory.instance.arrayNode();
    for (JsonNode mapping : usual) {
      boolean client = mapping.has("client");
      String list = client ? "clients" : "clientScopes";
      String name = mapping.path(client ? "client" : "clientScope").asText();
      if (find(list, name, "", desired.path(list)).isEmpty()) {
        rest.add(mapping);
      }
    }
    return rest;
  }

  /** What a template says of the default role beside the role itself, Keycloak reads there only. */
  private void defaultRole(ObjectNode realm) {
    String name = RealmState.defaultRole(desired.path("realm").asText());
    ObjectNode role = (ObjectNode) realm.path(DEFAULT_ROLE);
    role.put("name", name);
    JsonNode composites = role.remove(COMPOSITES);
    boolean spelledOut = find("realm", name, "", desired.at("/roles/realm")).isPresent();
    if (composites != null && !spelledOut) {
      find("realm", name, "", realm.at("/roles/realm"))
          .ifPresent(whole -> ((ObjectNode) whole).set(COMPOSITES, composites));
    }
  }

  private static ObjectNode object(List<String> path, JsonNode declared, JsonNode usual) {
    ObjectNode both = JsonNodeFactory.instance.objectNode();
    declared
        .properties()
        .forEach(
            field -> {
              if (!isId(path, field.getKey())) {
                List<String> below = below(path, field.getKey());
                both.set(
                    field.getKey(), value(below, field.getValue(), usual.path(field.getKey())));
              }
            });
    usual
        .properties()
        .forEach(
            field -> {
              if (!both.has(field.getKey()) && !field.getKey().equals(COMPOSITES)) {
                List<String> below = below(path, field.getKey());
                both.set(field.getKey(), value(below, field.getValue(), MissingNode.getInstance()));
              }
            });
    return both;
  }

  private static boolean isId(List<String> path, String name) {
    boolean map = !path.isEmpty() && MAPS.contains(path.get(path.size() - 1));
    return !map && IDS.contains(name);
  }

  private static JsonNode value(List<String> path, JsonNode declared, JsonNode usual) {
    String name = path.get(path.size() - 1);
    if (declared instanceof ArrayNode) {
      return NamedLists.is(path) && !declared.path(0).isTextual()
          ? named(path, declared, usual)
          : name.equals(SCOPE_MAPPINGS) || path.get(0).equals(CLIENT_SCOPE_MAPPINGS)
              ? concatenated(declared, usual)
              : elements(path, declared);
    }
    if (declared instanceof ObjectNode) {
      JsonNode inherited = name.equals(COMPOSITES) ? MissingNode.getInstance() : usual;
      return object(path, declared, inherited);
    }
    return declared;
  }

  private static ArrayNode elements(List<String> path, JsonNode declared) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (JsonNode element : declared) {
      all.add(element.isObject() ? object(path, element, MissingNode.getInstance()) : element);
    }
    return all;
  }

  private static ArrayNode named(List<String> path, JsonNode declared, JsonNode usual) {
    String list = path.get(path.size() - 1);
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    Set<JsonNode> covered = new HashSet<>();
    for (JsonNode element : declared) {
      Optional<JsonNode> known =
          find(list, NamedLists.key(list, element), element.path("subType").asText(), usual);
      known.ifPresent(covered::add);
      all.add(object(path, element, known.orElse(MissingNode.getInstance())));
    }
    for (JsonNode element : usual) {
      if (!covered.contains(element) && !NamedLists.key(list, element).equals(NewRealm.PROTOTYPE)) {
        all.add(element);
      }
    }
    return all;
  }

  private static Optional<JsonNode> find(String list, String key, String subType, JsonNode all) {
    return all.valueStream()
        .filter(element -> NamedLists.key(list, element).equals(key))
        .filter(element -> element.path("subType").asText().equals(subType))
        .findFirst();
  }

  private static ArrayNode concatenated(JsonNode declared, JsonNode usual) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    declared.forEach(all::add);
    usual.forEach(all::add);
    return all;
  }

  private static List<String> below(List<String> path, String name) {
    List<String> below = new ArrayList<>(path);
    below.add(name);
    return below;
  }
}
