package io.fedrealm.provisioning.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.server.AdminApi;
import io.fedrealm.provisioning.server.Pages;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The user of a site whose software knows no other login than a user name and a password. It is the
 * only member of a group of its own, which says what site it is and gives it its roles.
 */
final class SiteUser {

  private static final String PREFIX = "flnet-site-";

  private final AdminApi api;
  private final String realm;
  private final Site site;
  private final String name;

  SiteUser(AdminApi api, String realm, Site site) {
    this.api = api;
    this.realm = realm;
    this.site = site;
    this.name = PREFIX + site.name();
  }

  /**
   * Makes it, or gives it a new password and ends its sessions.
   *
   * @param roles what it holds: client to roles
   * @return as whom the site logs in
   * @throws CommandException {@link ExitCode#USAGE} when somebody else has the name
   */
  SiteAccess.Login renew(Map<String, List<String>> roles) {
    Optional<JsonNode> there = find();
    String password = SiteClient.secret();
    if (there.isEmpty()) {
      String group = group(roles);
      String id = api.write("POST", user(password), "realms", realm, "users");
      api.write("PUT", null, "realms", realm, "users", id, "groups", group);
    } else {
      String id = requireOurs(there.get());
      api.write("PUT", credential(password), "realms", realm, "users", id, "reset-password");
      api.write("POST", null, "realms", realm, "users", id, "logout");
    }
    return new SiteAccess.Login(name, password);
  }

  /** Removes it, its sessions and its group. */
  void remove() {
    find()
        .ifPresent(user -> api.write("DELETE", null, "realms", realm, "users", requireOurs(user)));
    api.get("realms", realm, "group-by-path", name)
        .map(group -> group.path("id").asText())
        .ifPresent(id -> api.write("DELETE", null, "realms", realm, "groups", id));
  }

  private Optional<JsonNode> find() {
    return api.get("realms", realm, "users?exact=true&username=" + Pages.encode(name)).stream()
        .flatMap(JsonNode::valueStream)
        .findFirst();
  }

  /** A user who is not in the site's group is somebody else's. */
  private String requireOurs(JsonNode user) {
    String id = user.path("id").asText();
    boolean ours =
        api.get("realms", realm, "users", id, "groups").stream()
            .flatMap(JsonNode::valueStream)
            .anyMatch(group -> group.path("path").asText().equals("/" + name));
    if (!ours) {
      throw new CommandException(
          ExitCode.USAGE,
          "Realm %s has a user \"%s\" already, who is not in the group /%2$s: rename or remove that user first."
              .formatted(realm, name));
    }
    return id;
  }

  private String group(Map<String, List<String>> roles) {
    ObjectNode group = JsonNodeFactory.instance.objectNode().put("name", name);
    group.put("description", "The user of the site " + site.name() + ", and nobody else.");
    ObjectNode attributes = group.putObject("attributes");
    for (String attribute : List.of(FlnetSites.SITE_ATTRIBUTE, FlnetSites.ORG_ATTRIBUTE)) {
      if (!site.attribute(attribute).isEmpty()) {
        attributes.putArray(attribute).add(site.attribute(attribute));
      }
    }
    String id = api.write("POST", group, "realms", realm, "groups");
    roles.forEach(
        (client, names) -> {
          ClientRoles found = ClientRoles.of(api, realm, client, names);
          api.write(
              "POST",
              found.roles(),
              "realms",
              realm,
              "groups",
              id,
              "role-mappings",
              "clients",
              found.client());
        });
    return id;
  }

  /** With all that the user profile asks for: otherwise the login wants it to be completed. */
  private ObjectNode user(String password) {
    ObjectNode user = JsonNodeFactory.instance.objectNode();
    user.put("username", name).put("enabled", true).put("emailVerified", true);
    user.put("firstName", "Site").put("lastName", site.name());
    // A domain that no mail ever reaches (RFC 2606).
    user.put("email", name + "@site.invalid");
    user.putArray("credentials").add(credential(password));
    return user;
  }

  private static ObjectNode credential(String password) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("type", "password")
        .put("value", password)
        .put("temporary", false);
  }
}
