package io.fedrealm.provisioning.user.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.console.ListOptions;
import io.fedrealm.provisioning.console.RealmAction;
import io.fedrealm.provisioning.console.TextTable;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.realm.Printable;
import io.fedrealm.provisioning.user.Person;
import io.fedrealm.provisioning.user.RealmPeople;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists people. */
@Command(name = "list", description = "List the users of a realm or a group.")
final class UserListCommand extends RealmAction {

  private static final List<String> FIELDS =
      List.of("username", "firstName", "lastName", "email", "enabled");

  @Option(
      names = {"-g", "--group"},
      paramLabel = "GROUP",
      description = "Only the members of this group, by name or path.")
  private String group;

  @Option(
      names = "--search",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Only users whose name or e-mail address begins so (*text*: holds it).")
  private String search;

  @Mixin private ListOptions output;

  @Override
  protected int run(Realm realm) {
    RealmPeople people = new RealmPeople(realm.api(), realm.name());
    people.rules();
    List<JsonNode> users =
        group == null ? people.search(search) : people.members(people.groupId(Person.path(group)));
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    TextTable table = new TextTable("user", "first name", "last name", "e-mail", "enabled");
    for (JsonNode user : users) {
      list.add(fields(user));
      table.row(
          FIELDS.stream()
              .map(field -> Printable.of(user.path(field).asText("")))
              .toArray(String[]::new));
    }
    output.print(table.lines(), list, global().out());
    if (!output.json()) {
      say(users.size() == 1 ? "1 user" : users.size() + " users");
    }
    return ExitCode.OK;
  }

  private static ObjectNode fields(JsonNode user) {
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    FIELDS.forEach(field -> shown.set(field, user.get(field)));
    return shown;
  }
}
