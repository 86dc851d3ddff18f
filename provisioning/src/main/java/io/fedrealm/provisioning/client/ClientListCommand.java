package io.fedrealm.provisioning.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fedrealm.provisioning.console.ListOptions;
import io.fedrealm.provisioning.console.RealmAction;
import io.fedrealm.provisioning.console.TextTable;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.realm.Printable;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists clients, without their secrets. */
@Command(name = "list", description = "List the realm's clients: how they log in, for which flows.")
final class ClientListCommand extends RealmAction {

  /** All that the list shows, or is made of. */
  private static final List<String> FIELDS =
      List.of(
          "clientId",
          "enabled",
          "publicClient",
          "bearerOnly",
          "clientAuthenticatorType",
          "standardFlowEnabled",
          "serviceAccountsEnabled",
          "directAccessGrantsEnabled",
          "implicitFlowEnabled");

  @Mixin private ListOptions output;

  @Override
  protected int run(Realm realm) {
    List<JsonNode> clients = new RealmClients(realm.api(), realm.name()).all(FIELDS);
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    TextTable table = new TextTable("client", "enabled", "authentication", "flows");
    for (JsonNode client : clients) {
      ArrayNode flows =
          list.addObject()
              .put("clientId", client.path("clientId").asText())
              .put("enabled", client.path("enabled").asBoolean())
              .put("authentication", authentication(client))
              .putArray("flows");
      flows(client).forEach(flows::add);
      table.row(
          Printable.of(client.path("clientId").asText()),
          client.path("enabled").asText(),
          authentication(client),
          String.join(", ", flows(client)));
    }
    output.print(table.lines(), list, global().out());
    return ExitCode.OK;
  }

  /** How it logs in. */
  static String authentication(JsonNode client) {
    if (client.path("publicClient").asBoolean()) {
      return "public";
    }
    return client.path("bearerOnly").asBoolean()
        ? "bearer only"
        : client.path("clientAuthenticatorType").asText();
  }

  /** By which grants it gets tokens. */
  static List<String> flows(JsonNode client) {
    List<String> flows = new ArrayList<>();
    add(client, "standardFlowEnabled", "authorization code", flows);
    add(client, "serviceAccountsEnabled", "client credentials", flows);
    add(client, "directAccessGrantsEnabled", "password", flows);
    add(client, "implicitFlowEnabled", "implicit", flows);
    return flows;
  }

  private static void add(JsonNode client, String field, String flow, List<String> flows) {
    if (client.path(field).asBoolean()) {
      flows.add(flow);
    }
  }
}
