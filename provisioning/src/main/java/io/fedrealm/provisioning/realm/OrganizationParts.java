package io.fedrealm.provisioning.realm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Set;

/** Organizations, their groups, their members, and in which of the groups a member is. */
record OrganizationParts(ResourceCollector parts) {

  private static final String MEMBERS = "members";
  private static final String GROUPS = "groups";

  void collect(JsonNode organizations) {
    int index = 0;
    for (JsonNode organization : organizations) {
      collect(organization, JsonPath.element("$.organizations", index++));
    }
  }

  private void collect(JsonNode organization, String path) {
    String name = organization.path("name").asText();
    parts.add(
        ResourceId.of(ResourceType.ORGANIZATION, name), organization, fields(organization), path);
    new GroupParts(
            parts, ResourceType.ORGANIZATION_GROUP, ResourceType.ORGANIZATION_GROUP_ROLES, name)
        .collect(organization.path(GROUPS), "", JsonPath.member(path, GROUPS));
    if (organization.path(MEMBERS).isArray()) {
      members(organization.path(MEMBERS), name, JsonPath.member(path, MEMBERS));
    }
  }

  private static ObjectNode fields(JsonNode organization) {
    ObjectNode fields = ResourceCollector.without(organization, Set.of("id", MEMBERS, GROUPS));
    if (organization.has("domains")) {
      ObjectNode domains = fields.putObject("domains");
      ResourceCollector.byName(organization.path("domains"), Set.of())
          .properties()
          .forEach(
              domain -> domains.set(domain.getKey().toLowerCase(Locale.ROOT), domain.getValue()));
    }
    if (organization.has("identityProviders")) {
      ArrayNode aliases = fields.putArray("identityProviders");
      organization
          .path("identityProviders")
          .forEach(provider -> aliases.add(provider.path("alias").asText()));
    }
    return fields;
  }

  private void members(JsonNode members, String organization, String path) {
    parts.add(
        ResourceId.of(ResourceType.ORGANIZATION_MEMBERS, organization),
        OrganizationMembers.fields(members),
        path);
    int index = 0;
    for (JsonNode member : members) {
      String memberPath = JsonPath.element(path, index++);
      if (member.path(GROUPS).isArray()) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        member.path(GROUPS).forEach(fields.putArray(GROUPS)::add);
        String username = member.path("username").asText().toLowerCase(Locale.ROOT);
        parts.add(
            new ResourceId(ResourceType.ORGANIZATION_MEMBER_GROUPS, organization, username),
            fields,
            JsonPath.member(memberPath, GROUPS));
      }
    }
  }
}
