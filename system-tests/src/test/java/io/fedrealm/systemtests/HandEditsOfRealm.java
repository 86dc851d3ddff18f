package io.fedrealm.systemtests;

import static io.fedrealm.systemtests.HandEdit.planned;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.systemtests.HandEdit.Proof.Planned;
import io.fedrealm.systemtests.support.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Changes by hand of roles, groups, client scopes, settings and policies. */
final class HandEditsOfRealm {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String ADMINISTRATION = "clientRoles.realm-management";

  private final List<HandEdit> edits = new ArrayList<>();

  private HandEditsOfRealm() {}

  /**
   * The edits that a template's realm can suffer; those that get in the way of others come last.
   */
  static List<HandEdit> of(Template template) {
    HandEditsOfRealm all = new HandEditsOfRealm();
    all.privileges(template);
    template.json().path("clientScopes").forEach(scope -> all.scope(template, scope));
    all.edits.add(
        planned(
            "admin events are kept for ever",
            new Planned("realm", "", "", "attributes.adminEventsExpiration"),
            realm -> realm.attribute("adminEventsExpiration", "0")));
    settings(template).forEach(all::setting);
    all.policies();
    return all.edits;
  }

  private void privileges(Template template) {
    String service = template.service();
    String group = template.group();
    String role = template.role();
    edits.add(
        planned(
            service + " administers the realm",
            new Planned("service_account_roles", "", service, ADMINISTRATION),
            realm -> realm.administration(realm.accountPath(service), "realm-admin")));
    edits.add(
        planned(
            service + " may carry administration in its tokens",
            new Planned("client_roles_scope", "", service, ADMINISTRATION),
            realm ->
                realm.administration(
                    realm.clientPath(service) + "/scope-mappings", "realm-admin")));
    edits.add(
        planned(
            "the group " + group + " administers the realm",
            new Planned("group_roles", "", group, ADMINISTRATION),
            realm -> realm.administration(realm.groupPath(group), "realm-admin")));
    edits.add(
        planned(
            "the role " + role + " contains another",
            new Planned("composite", "", role, "realmRoles"),
            realm -> realm.composite(role, "offline_access")));
  }

  private void scope(Template template, JsonNode scope) {
    String name = template.shown(scope.path("name"));
    for (String attribute : List.of("fl.required.claims", "fl.exact.audience")) {
      if (scope.path("attributes").has(attribute)) {
        edits.add(
            planned(
                "the client scope " + name + " without " + attribute,
                new Planned("client_scope", "", name, "attributes." + attribute),
                realm -> realm.scopeAttribute(name, attribute, "")));
      }
    }
    for (JsonNode mapper : scope.path("protocolMappers")) {
      String mapperName = template.shown(mapper.path("name"));
      edits.add(
          planned(
              "the client scope " + name + " without its mapper " + mapperName,
              new Planned("client_scope_mapper", name, mapperName, ""),
              realm -> realm.withoutMapper(realm.scopePath(name), mapperName)));
    }
  }

  private static Map<String, JsonNode> settings(Template template) {
    boolean rotation = template.json().path("revokeRefreshToken").asBoolean();
    Map<String, JsonNode> settings = new LinkedHashMap<>();
    settings.put("sslRequired", JSON.textNode("none"));
    for (String off : List.of("bruteForceProtected", "eventsEnabled", "adminEventsEnabled")) {
      settings.put(off, JSON.booleanNode(false));
    }
    for (String on :
        List.of(
            "registrationAllowed", "resetPasswordAllowed", "rememberMe", "editUsernameAllowed")) {
      settings.put(on, JSON.booleanNode(true));
    }
    settings.put("adminEventsDetailsEnabled", JSON.booleanNode(false));
    settings.put("enabledEventTypes", JSON.arrayNode().add("LOGOUT"));
    settings.put("directGrantFlow", JSON.textNode("browser"));
    settings.put("browserFlow", JSON.textNode("direct grant"));
    settings.put("offlineSessionMaxLifespanEnabled", JSON.booleanNode(false));
    settings.put("revokeRefreshToken", JSON.booleanNode(!rotation));
    settings.put("passwordPolicy", JSON.textNode(""));
    settings.put("failureFactor", JSON.numberNode(1000));
    settings.put("eventsExpiration", JSON.numberNode(0));
    settings.put("refreshTokenMaxReuse", JSON.numberNode(5));
    for (String lifetime :
        List.of(
            "ssoSessionIdleTimeout",
            "ssoSessionMaxLifespan",
            "offlineSessionIdleTimeout",
            "offlineSessionMaxLifespan",
            "accessCodeLifespan",
            "actionTokenGeneratedByUserLifespan",
            "accessTokenLifespan")) {
      settings.put(lifetime, JSON.numberNode(31_536_000));
    }
    settings.put("defaultSignatureAlgorithm", JSON.textNode("ES256"));
    // The last one: Keycloak puts it back to its default whenever something else is saved.
    settings.put("oauth2DeviceCodeLifespan", JSON.numberNode(31_536_000));
    return settings;
  }

  private void setting(String field, JsonNode value) {
    edits.add(
        planned(
            field + " is " + value,
            new Planned(field.endsWith("Flow") ? "flow_bindings" : "realm", "", "", field),
            realm -> realm.settings(body -> body.set(field, value))));
  }

  private void policies() {
    edits.add(
        planned(
            "the profile has no rules",
            new Planned("client_profiles", "", "", "fl-client.executors"),
            realm ->
                realm.policies(
                    "profiles", list -> ((ArrayNode) list.path(0).path("executors")).remove(0))));
    edits.add(
        planned(
            "the policy is off",
            new Planned("client_policies", "", "", "fl-every-client.enabled"),
            realm ->
                realm.policies(
                    "policies", list -> ((ObjectNode) list.path(0)).put("enabled", false))));
  }
}
