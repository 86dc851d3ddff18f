package io.fedrealm.provisioning.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.server.AdminApi;
import io.fedrealm.provisioning.server.Pages;
import java.util.List;

/**
 * Roles of a client, as role mappings name them.
 *
 * @param client Keycloak's id of the client
 * @param roles their representations
 */
record ClientRoles(String client, ArrayNode roles) {

  /**
   * Reads them.
   *
   * @throws CommandException {@link ExitCode#USAGE} when the realm lacks the client or a role
   */
  static ClientRoles of(AdminApi api, String realm, String clientId, List<String> names) {
    String client =
        api.get("realms", realm, "clients?clientId=" + Pages.encode(clientId)).stream()
            .flatMap(JsonNode::valueStream)
            .map(found -> found.path("id").asText())
            .findFirst()
            .orElseThrow(() -> missing(realm, "the client \"" + clientId + "\""));
    ArrayNode roles = JsonNodeFactory.instance.arrayNode();
    for (String name : names) {
      roles.add(
          api.get("realms", realm, "clients", client, "roles", name)
              .orElseThrow(() -> missing(realm, "the role \"" + name + "\" of " + clientId)));
    }
    return new ClientRoles(client, roles);
  }

  private static CommandException missing(String realm, String what) {
    return new CommandException(
        ExitCode.USAGE,
        "The realm %s lacks %s. Apply its template first: fedrealm apply.".formatted(realm, what));
  }
}
