package io.fedrealm.provisioning.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** Identity providers, their mappers, and organizations. */
final class BrokerParts {

  /** What Keycloak works out by itself, or keeps elsewhere (an organization's providers). */
  private static final Set<String> NOT_PROVIDER_FIELDS =
      Set.of("alias", "internalId", "types", "organizationId", "updateProfileFirstLogin");

  private final ObjectNode realm;
  private final Parts parts;

  BrokerParts(ObjectNode realm, Parts parts) {
    this.realm = realm;
    this.parts = parts;
  }

  void collect() {
    int index = 0;
    for (JsonNode provider : realm.path("identityProviders")) {
      parts.add(
          ResourceId.of(Kind.IDENTITY_PROVIDER, provider.path("alias").asText()),
          provider,
          Parts.without(provider, NOT_PROVIDER_FIELDS),
          JsonPath.element("$.identityProviders", index++));
    }
    index = 0;
    for (JsonNode mapper : realm.path("identityProviderMappers")) {
      String provider = mapper.path("identityProviderAlias").asText();
      parts.add(
          new ResourceId(Kind.IDENTITY_PROVIDER_MAPPER, provider, mapper.path("name").asText()),
          mapper,
          Parts.without(mapper, Set.of("id")),
          JsonPath.element("$.identityProviderMappers", index++));
    }
    index = 0;
    for (JsonNode organization : realm.path("organizations")) {
      organization(organization, JsonPath.element("$.organizations", index++));
    }
  }

  private void organization(JsonNode organization, String path) {
    ObjectNode fields = Parts.without(organization, Set.of("id", "members", "groups"));
    if (organization.has("domains")) {
      fields.set("domains", Parts.byName(organization.path("domains"), Set.of()));
    }
    if (organization.has("identityProviders")) {
      ArrayNode aliases = fields.putArray("identityProviders");
      organization
          .path("identityProviders")
          .forEach(provider -> aliases.add(provider.path("alias").asText()));
    }
    String name = organization.path("name").asText();
    parts.add(ResourceId.of(Kind.ORGANIZATION, name), organization, fields, path);
    if (organization.path("members").isArray()) {
      parts.add(
          ResourceId.of(Kind.ORGANIZATION_MEMBERS, name),
          OrganizationMembers.fields(organization.path("members")),
          JsonPath.member(path, "members"));
    }
  }
}
