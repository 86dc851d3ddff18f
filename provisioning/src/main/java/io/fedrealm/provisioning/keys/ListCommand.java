package io.fedrealm.provisioning.keys;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fedrealm.provisioning.ExitCode;
import io.fedrealm.provisioning.cli.ListFormat;
import io.fedrealm.provisioning.cli.RealmCommand;
import io.fedrealm.provisioning.local.TextTable;
import io.fedrealm.provisioning.server.AdminApi;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the realm's RS256 keys. */
@Command(name = "list", description = "List the realm's RS256 keys and what each does.")
final class ListCommand extends RealmCommand {

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private ListFormat format;

  @Override
  protected int run(AdminApi api, String realm) {
    List<SigningKey> keys = new RealmKeys(api, realm).signing();
    if (format == ListFormat.json) {
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      for (SigningKey key : keys) {
        list.addObject()
            .put("kid", key.kid())
            .put("status", key.status())
            .put("signs", key.signs())
            .put("priority", key.priority());
      }
      print(list.toPrettyString());
    } else {
      TextTable table = new TextTable("kid", "status", "", "priority");
      keys.forEach(
          key -> table.row(key.kid(), key.status(), key.role(), Long.toString(key.priority())));
      table.lines().forEach(this::print);
    }
    return ExitCode.OK;
  }
}
