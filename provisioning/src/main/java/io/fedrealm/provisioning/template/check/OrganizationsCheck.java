package io.fedrealm.provisioning.template.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.provisioning.realm.JsonPath;
import io.fedrealm.provisioning.template.source.Problems;
import io.fedrealm.provisioning.template.source.SourceMappedRealm;
import java.util.Locale;

/** Structure of organizations: what belongs to one has a name, and is there once. */
final class OrganizationsCheck {

  private final SourceMappedRealm template;
  private final Problems problems;
  private final NamesCheck names;

  OrganizationsCheck(SourceMappedRealm template, Problems problems) {
    this.template = template;
    this.problems = problems;
    this.names = new NamesCheck(template, problems);
  }

  void check(JsonNode organizations) {
    names.named(organizations, "$.organizations", "name");
    for (int index = 0; index < organizations.size(); index++) {
      JsonNode organization = organizations.get(index);
      String path = JsonPath.element("$.organizations", index);
      names.named(organization.path("domains"), path + ".domains", "name");
      names.named(organization.path("identityProviders"), path + ".identityProviders", "alias");
      names.groups(organization.path("groups"), path + ".groups");
      members(organization.path("members"), path + ".members");
    }
  }

  private void members(JsonNode members, String path) {
    names.required(members, path, "username");
    names.unique(
        members, path, member -> member.path("username").asText().toLowerCase(Locale.ROOT));
    for (int index = 0; index < members.size(); index++) {
      paths(members.get(index).path("groups"), JsonPath.element(path, index) + ".groups");
    }
  }

  private void paths(JsonNode groups, String path) {
    for (int index = 0; index < groups.size(); index++) {
      if (!groups.get(index).asText().startsWith("/")) {
        problems.add(
            template.position(JsonPath.element(path, index)),
            "write the path of the organization's group, \"/GROUP\" (Keycloak's own export has the"
                + " ids of groups here)");
      }
    }
  }
}
