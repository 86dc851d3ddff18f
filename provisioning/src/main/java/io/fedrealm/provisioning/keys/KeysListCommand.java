package io.fedrealm.provisioning.keys;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fedrealm.provisioning.console.ListOptions;
import io.fedrealm.provisioning.console.RealmAction;
import io.fedrealm.provisioning.console.TextTable;
import io.fedrealm.provisioning.error.ExitCode;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the realm's RS256 keys. */
@Command(name = "list", description = "List the realm's RS256 keys and what each does.")
final class KeysListCommand extends RealmAction {

  @Mixin private ListOptions output;

  @Override
  protected int run(Realm realm) {
    List<SigningKey> keys = new RealmSigningKeys(realm.api(), realm.name()).signing();
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    TextTable table = new TextTable("kid", "status", "", "priority");
    for (SigningKey key : keys) {
      list.addObject()
          .put("kid", key.kid())
          .put("status", key.status())
          .put("signs", key.signs())
          .put("priority", key.priority());
      table.row(key.kid(), key.status(), key.role(), Long.toString(key.priority()));
    }
    output.print(table.lines(), list, global().out());
    return ExitCode.OK;
  }
}
