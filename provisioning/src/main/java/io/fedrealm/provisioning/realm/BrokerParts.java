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
          ResourceCollector.without(provider, NOT_PROVIDER_FIELDS),
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
}
