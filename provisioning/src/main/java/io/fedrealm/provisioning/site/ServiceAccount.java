package io.fedrealm.provisioning.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.server.AdminApi;
import java.util.List;

/** The service account of a site's client. */
final class ServiceAccount {

  private final AdminApi api;
  private final String realm;
  private final String user;

  /**
   * Looks it up.
   *
   * @param client Keycloak's id of the client
   */
  ServiceAccount(AdminApi api, String realm, String client) {
    this.api = api;
    this.realm = realm;
    this.user =
        api.get("realms", realm, "clients", client, "service-account-user")
            .orElseThrow(() -> gone("the service account"))
            .path("id")
            .asText();
  }

  /** Gives it these realm roles and takes all others away: those that every new user gets, too. */
  void holdExactly(List<String> roles) {
    ArrayNode extra = JsonNodeFactory.instance.arrayNode();
    ArrayNode missing = JsonNodeFactory.instance.arrayNode();
    JsonNode held = api.get("realms", realm, "users", user, "role-mappings", "realm").orElseThrow();
    List<String> names = held.valueStream().map(role -> role.path("name").asText()).toList();
    held.valueStream()
        .filter(role -> !roles.contains(role.path("name").asText()))
        .forEach(extra::add);
    roles.stream().filter(role -> !names.contains(role)).map(this::role).forEach(missing::add);
    write("POST", missing);
    write("DELETE", extra);
  }

  /** Gives it roles of a client. */
  void hold(String client, List<String> roles) {
    ClientRoles found = ClientRoles.of(api, realm, client, roles);
    api.write(
        "POST",
        found.roles(),
        "realms",
        realm,
        "users",
        user,
        "role-mappings",
        "clients",
        found.client());
  }

  private void write(String method, ArrayNode roles) {
    if (!roles.isEmpty()) {
      api.write(method, roles, "realms", realm, "users", user, "role-mappings", "realm");
    }
  }

  private JsonNode role(String name) {
    return api.get("realms", realm, "roles", name).orElseThrow(() -> gone("the role " + name));
  }

  private static CommandException gone(String what) {
    return new CommandException(ExitCode.FAILED, what + " was removed while this ran");
  }
}
