package io.fedrealm.provisioning.realm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/** What a realm has only one of: its settings, texts, defaults, client profiles and policies. */
final class RealmParts {

  /** Top-level fields that are resources of their own, or that this tool does not manage. */
  private static final Set<String> NOT_SETTINGS =
      Set.of(
          "id",
          "roles",
          "defaultRole",
          "defaultGroups",
          "groups",
          "clients",
          "clientScopes",
          "scopeMappings",
          "clientScopeMappings",
          "defaultDefaultClientScopes",
          "defaultOptionalClientScopes",
          "clientProfiles",
          "clientPolicies",
          "users",
          "components",
          "authenticationFlows",
          "authenticatorConfig",
          "requiredActions",
          "identityProviders",
          "identityProviderMappers",
          "organizations",
          "localizationTexts",
          "keycloakVersion",
          // Worked out by Keycloak from the policy of one-time passwords.
          "otpSupportedApplications");

  private final ObjectNode realm;
  private final ResourceCollector parts;

  RealmParts(ObjectNode realm, ResourceCollector parts) {
    this.realm = realm;
    this.parts = parts;
  }

  void collect() {
    settings();
    defaultRole();
    defaultClientScopes();
    policies(ResourceType.CLIENT_PROFILES, "clientProfiles", "profiles");
    policies(ResourceType.CLIENT_POLICIES, "clientPolicies", "policies");
  }

  private void settings() {
    ObjectNode settings = ResourceCollector.without(realm, NOT_SETTINGS);
    settings.remove(FlowParts.BINDINGS);
    parts.add(ResourceId.of(ResourceType.REALM, ""), realm, settings, JsonPath.ROOT);
    realm
        .path("localizationTexts")
        .properties()
        .forEach(
            locale ->
                parts.add(
                    ResourceId.of(ResourceType.LOCALIZATION, locale.getKey()),
                    (ObjectNode) locale.getValue(),
                    JsonPath.member("$.localizationTexts", locale.getKey())));
  }

  /** What every user holds; in a template the role's name may be left out. */
  private void defaultRole() {
    JsonNode composites = realm.at("/defaultRole/composites");
    if (composites.isObject()) {
      String name = RealmState.defaultRole(realm.path("realm").asText());
      parts.add(
          ResourceId.of(ResourceType.COMPOSITE, name),
          RoleSets.of(composites.path("realm"), composites.path("client")),
          "$.defaultRole");
    }
  }

  private void defaultClientScopes() {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    for (String field : List.of("defaultDefaultClientScopes", "defaultOptionalClientScopes")) {
      if (realm.has(field)) {
        fields.set(field, realm.get(field));
      }
    }
    if (!fields.isEmpty()) {
      parts.add(
          ResourceId.of(ResourceType.DEFAULT_CLIENT_SCOPES, ""),
          fields,
          "$." + fields.fieldNames().next());
    }
  }

  private void policies(ResourceType kind, String field, String list) {
    JsonNode policies = realm.path(field).path(list);
    if (policies.isArray()) {
      ObjectNode byName = JsonNodeFactory.instance.objectNode();
      policies.forEach(policy -> byName.set(policy.path("name").asText(), policy));
      parts.add(ResourceId.of(kind, ""), byName, "$." + field);
    }
  }
}
