package io.fedrealm.provisioning.realm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** Identity providers and their mappers. */
final class BrokerParts {

  /** What Keycloak works out by itself, or keeps elsewhere (an organization's providers). */
  private static final Set<String> NOT_PROVIDER_FIELDS =
      Set.of(
          "alias",
          "internalId",
          "types",
          "organizationId",
          "organizationLinks",
          "updateProfileFirstLoginMode",
          "updateProfileFirstLogin");

  private final ObjectNode realm;
  private final ResourceCollector parts;

  BrokerParts(ObjectNode realm, ResourceCollector parts) {
    this.realm = realm;
    this.parts = parts;
  }

  void collect() {
    int index = 0;
    for (JsonNode provider : realm.path("identityProviders")) {
      parts.add(
          ResourceId.of(ResourceType.IDENTITY_PROVIDER, provider.path("alias").asText()),
          provider,
          fields(provider),
          JsonPath.element("$.identityProviders", index++));
    }
    index = 0;
    for (JsonNode mapper : realm.path("identityProviderMappers")) {
      String provider = mapper.path("identityProviderAlias").asText();
      parts.add(
          new ResourceId(
              ResourceType.IDENTITY_PROVIDER_MAPPER, provider, mapper.path("name").asText()),
          mapper,
          ResourceCollector.without(mapper, Set.of("id")),
          JsonPath.element("$.identityProviderMappers", index++));
    }
  }

  /** With what older versions kept in the configuration where this one has it. */
  private static ObjectNode fields(JsonNode provider) {
    ObjectNode fields = ResourceCollector.without(provider, NOT_PROVIDER_FIELDS);
    if (fields.path("config") instanceof ObjectNode config) {
      JsonNode hidden = config.remove("hideOnLoginPage");
      if (hidden != null && !fields.has("hideOnLogin")) {
        fields.put("hideOnLogin", hidden.asBoolean());
      }
    }
    return fields;
  }
}
