package io.fedrealm.provisioning.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.realm.JsonPath;
import io.fedrealm.provisioning.template.source.Problems;
import io.fedrealm.provisioning.template.source.SourceMappedRealm;
import java.util.HashSet;
import java.util.Set;

/**
 * Groups that mirror roles: a template that sets the realm attribute {@code fl.groups.mirror} to
 * {@code realm-roles} gets, for each realm role that it declares, a top-level group of the same
 * name and description which gives exactly this role. A group that the template spells out itself
 * is left as it is.
 */
public final class GroupMirror {

  /** The realm attribute. */
  public static final String ATTRIBUTE = "fl.groups.mirror";

  static final String REALM_ROLES = "realm-roles";

  private GroupMirror() {}

  /** Adds the mirroring groups to a realm representation. */
  public static void complete(SourceMappedRealm template, ObjectNode realm, Problems problems) {
    JsonNode mirror = realm.path("attributes").path(ATTRIBUTE);
    if (mirror.isMissingNode()) {
      return;
    }
    if (!mirror.asText().equals(REALM_ROLES)) {
      String path = JsonPath.member("$.attributes", ATTRIBUTE);
      problems.add(template.position(path), "must be \"" + REALM_ROLES + "\" or be left out");
      return;
    }
    if (realm.has("groups") && !realm.path("groups").isArray()) {
      return; // A wrong type, which is reported as that.
    }
    ArrayNode groups = realm.withArrayProperty("groups");
    Set<String> declared = new HashSet<>();
    groups.forEach(group -> declared.add(group.path("name").asText()));
    JsonNode roles = realm.at("/roles/realm");
    for (int index = 0; index < roles.size(); index++) {
      String name = roles.get(index).path("name").asText();
      if (name.contains("/")) {
        // A group's path has "/" between its names, so that such a group could not be told apart.
        problems.add(
            template.position(JsonPath.element("$.roles.realm", index)),
            "the role \"" + name + "\" cannot be mirrored: a group's name has no \"/\"");
      } else if (!name.isBlank() && declared.add(name)) {
        describe(roles.get(index), name, groups.addObject());
      }
    }
  }

  private static void describe(JsonNode role, String name, ObjectNode group) {
    group.put("name", name);
    if (role.has("description")) {
      group.set("description", role.get("description"));
    }
    group.putArray("realmRoles").add(name);
  }
}
