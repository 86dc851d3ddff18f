package io.fedrealm.provisioning.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Notes who is a member of which organization, where a complete realm representation has it. */
final class Memberships {

  private final String realm;
  private final Map<String, ArrayNode> members = new LinkedHashMap<>();

  /**
   * @param realm has its organizations, which get {@code members}
   */
  Memberships(ObjectNode realm) {
    this.realm = realm.path("realm").asText();
    for (JsonNode organization : realm.path("organizations")) {
      members.put(
          organization.path("id").asText(), ((ObjectNode) organization).putArray("members"));
    }
  }

  /** Reads them from the server, a page of one organization at a time. */
  void read(AdminApi api) {
    for (String organization : members.keySet()) {
      Pages.of(
              api,
              UserReading.PAGE,
              Integer.MAX_VALUE,
              "&briefRepresentation=true",
              "realms",
              realm,
              "organizations",
              organization,
              "members")
          .forEach(member -> add(organization, member, member));
    }
  }

  /**
   * Notes a membership; one of an organization that was made a moment ago is seen the next time.
   *
   * @param membership has {@code membershipType}
   */
  void add(String organizationId, JsonNode user, JsonNode membership) {
    ArrayNode list = members.get(organizationId);
    if (list != null) {
      ObjectNode member = list.addObject();
      member.set("username", user.get("username"));
      member.set("membershipType", membership.path("membershipType"));
    }
  }
}
