package io.fedrealm.provisioning.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fedrealm.provisioning.ExitCode;
import io.fedrealm.provisioning.cli.ListFormat;
import io.fedrealm.provisioning.cli.RealmCommand;
import io.fedrealm.provisioning.local.TextTable;
import io.fedrealm.provisioning.server.AdminApi;
import io.fedrealm.provisioning.state.Printable;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists clients, without their secrets. */
@Command(name = "list", description = "List the realm's clients: how they log in, for which flows.")
final class ListCommand extends RealmCommand {

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private ListFormat format;

  @Override
  protected int run(AdminApi api, String realm) {
    List<JsonNode> clients = new RealmClients(api, realm).all();
    if (format == ListFormat.json) {
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      for (JsonNode client : clients) {
        ArrayNode flows =
            list.addObject()
                .put("clientId", client.path("clientId").asText())
                .put("enabled", client.path("enabled").asBoolean())
                .put("authentication", authentication(client))
                .putArray("flows");
        flows(client).forEach(flows::add);
      }
      print(list.toPrettyString());
    } else {
      TextTable table = new TextTable("client", "enabled", "authentication", "flows");
      for (JsonNode client : clients) {
        table.row(
            Printable.of(client.path("clientId").asText()),
            client.path("enabled").asText(),
            authentication(client),
            String.join(", ", flows(client)));
      }
      table.lines().forEach(this::print);
    }
    return ExitCode.OK;
  }

  private static String authentication(JsonNode client) {
    if (client.path("publicClient").asBoolean()) {
      return "public";
    }
    return client.path("bearerOnly").asBoolean()
        ? "bearer only"
        : client.path("clientAuthenticatorType").asText();
  }

  private static List<String> flows(JsonNode client) {
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
