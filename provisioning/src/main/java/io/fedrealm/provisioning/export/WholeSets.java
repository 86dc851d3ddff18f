package io.fedrealm.provisioning.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Sets of roles: plan compares them as a whole for everything that a template names. So what an
 * export names, however little it says of it, comes with all of its roles.
 */
final class WholeSets {

  private static final String SERVICE_ACCOUNT = "serviceAccountClientId";

  private final ObjectNode live;
  private final ObjectNode usual;
  private final ObjectNode template;

  /**
   * @param live the realm
   * @param usual a new one
   * @param template the export, to be completed
   */
  WholeSets(ObjectNode live, ObjectNode usual, ObjectNode template) {
    this.live = live;
    this.usual = usual;
    this.template = template;
  }

  void complete() {
    roles(template.at("/roles/realm"), live.at("/roles/realm"));
    template
        .at("/roles/client")
        .properties()
        .forEach(
            client -> roles(client.getValue(), live.at("/roles/client").path(client.getKey())));
    groups(template.path("groups"), live.path("groups"));
    serviceAccounts();
    scopeMappings();
  }

  private static void roles(JsonNode exported, JsonNode all) {
    Map<String, JsonNode> byName = byName(all, "name");
    exported.forEach(role -> copy(byName.get(role.path("name").asText()), role, "composites"));
  }

  private static void groups(JsonNode exported, JsonNode all) {
    Map<String, JsonNode> byName = byName(all, "name");
    for (JsonNode group : exported) {
      JsonNode whole = byName.get(group.path("name").asText());
      copy(whole, group, "realmRoles");
      copy(whole, group, "clientRoles");
      groups(group.path("subGroups"), whole.path("subGroups"));
    }
  }

  private static void copy(JsonNode from, JsonNode to, String field) {
    JsonNode value = from.path(field);
    if (!value.isMissingNode() && !value.isEmpty()) {
      ((ObjectNode) to).set(field, value);
    }
  }

  /** Those that hold more or less than a new one. */
  private void serviceAccounts() {
    template.remove("users");
    for (JsonNode user : live.path("users")) {
      if (user.has(SERVICE_ACCOUNT) && !isUsual(user)) {
        ObjectNode account = template.withArrayProperty("users").addObject();
        account.set("username", user.get("username"));
        account.set(SERVICE_ACCOUNT, user.get(SERVICE_ACCOUNT));
        copy(user, account, "realmRoles");
        copy(user, account, "clientRoles");
        copy(user, account, "groups");
      }
    }
  }

  /** A new one has the realm's default roles and is in the default groups. */
  private boolean isUsual(JsonNode account) {
    String defaults = live.at("/defaultRole/name").asText();
    return texts(account.path("realmRoles")).equals(Set.of(defaults))
        && account.path("clientRoles").isEmpty()
        && texts(account.path("groups")).equals(texts(live.path("defaultGroups")));
  }

  /** Those of each client and client scope that is exported, and those that are not as usual. */
  private void scopeMappings() {
    Set<String> holders = new HashSet<>();
    template.path("clients").forEach(client -> holders.add("client " + text(client, "clientId")));
    template.path("clientScopes").forEach(s -> holders.add("clientScope " + text(s, "name")));
    Map<String, Set<String>> now = byHolder(live);
    Map<String, Set<String>> before = byHolder(usual);
    now.forEach(
        (holder, roles) -> {
          if (!roles.equals(before.get(holder))) {
            holders.add(holder);
          }
        });
    template.remove("scopeMappings");
    template.remove("clientScopeMappings");
    for (JsonNode mapping : live.path("scopeMappings")) {
      if (holders.contains(holder(mapping))) {
        template.withArrayProperty("scopeMappings").add(mapping);
      }
    }
    live.path("clientScopeMappings")
        .properties()
        .forEach(
            client ->
                client
                    .getValue()
                    .valueStream()
                    .filter(mapping -> holders.contains(holder(mapping)))
                    .forEach(
                        mapping ->
                            template
                                .withObjectProperty("clientScopeMappings")
                                .withArrayProperty(client.getKey())
                                .add(mapping)));
  }

  private static Map<String, Set<String>> byHolder(JsonNode realm) {
    Map<String, Set<String>> roles = new HashMap<>();
    realm.path("scopeMappings").forEach(mapping -> collect("", mapping, roles));
    realm
        .path("clientScopeMappings")
        .properties()
        .forEach(
            client ->
                client.getValue().forEach(mapping -> collect(client.getKey(), mapping, roles)));
    return roles;
  }

  private static void collect(String owner, JsonNode mapping, Map<String, Set<String>> roles) {
    Set<String> all = roles.computeIfAbsent(holder(mapping), key -> new TreeSet<>());
    mapping.path("roles").forEach(role -> all.add(owner + "\n" + role.asText()));
  }

  private static String holder(JsonNode mapping) {
    return mapping.has("client")
        ? "client " + text(mapping, "client")
        : "clientScope " + text(mapping, "clientScope");
  }

  private static Map<String, JsonNode> byName(JsonNode list, String field) {
    Map<String, JsonNode> byName = new HashMap<>();
    list.forEach(element -> byName.put(text(element, field), element));
    return byName;
  }

  private static Set<String> texts(JsonNode list) {
    Set<String> texts = new HashSet<>();
    list.forEach(element -> texts.add(element.asText()));
    return texts;
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asText();
  }
}
