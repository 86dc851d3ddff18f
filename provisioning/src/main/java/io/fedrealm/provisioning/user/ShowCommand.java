package io.fedrealm.provisioning.user;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.ExitCode;
import io.fedrealm.provisioning.cli.ListFormat;
import io.fedrealm.provisioning.cli.RealmCommand;
import io.fedrealm.provisioning.server.AdminApi;
import io.fedrealm.provisioning.state.Printable;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows one person. */
@Command(
    name = "show",
    description =
        "Show a user: groups, the realm roles that come of them, credentials (which, never their"
            + " values), and what the next login asks for.")
final class ShowCommand extends RealmCommand {

  private static final List<String> COPIED =
      List.of("username", "firstName", "lastName", "email", "emailVerified", "enabled");

  @Parameters(paramLabel = "USERNAME", description = "The user's name.")
  private String username;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private ListFormat format;

  @Override
  protected int run(AdminApi api, String realm) {
    ObjectNode shown = read(new RealmPeople(api, realm));
    if (format == ListFormat.json) {
      print(shown.toPrettyString());
    } else {
      shown.properties().forEach(this::line);
    }
    return ExitCode.OK;
  }

  private ObjectNode read(RealmPeople people) {
    ObjectNode user = people.require(username);
    String id = user.path("id").asText();
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    COPIED.stream().filter(user::hasNonNull).forEach(field -> shown.set(field, user.get(field)));
    ArrayNode groups = shown.putArray("groups");
    people.groupsOf(id).stream().sorted().forEach(groups::add);
    copy(people.user(id, "role-mappings", "realm", "composite"), "name", shown, "realmRoles");
    copy(people.user(id, "credentials"), "type", shown, "credentials");
    shown.set("requiredActions", user.path("requiredActions"));
    if (!user.path("attributes").isEmpty()) {
      shown.set("attributes", user.get("attributes"));
    }
    return shown;
  }

  private static void copy(JsonNode list, String field, ObjectNode shown, String as) {
    ArrayNode names = shown.putArray(as);
    list.valueStream().map(item -> item.path(field).asText()).sorted().forEach(names::add);
  }

  private void line(Map.Entry<String, JsonNode> field) {
    JsonNode value = field.getValue();
    String text =
        value.isArray()
            ? value.valueStream().map(JsonNode::asText).collect(Collectors.joining(", "))
            : value.isObject() ? value.toString() : value.asText();
    print("%-16s %s".formatted(field.getKey(), text.isEmpty() ? "-" : Printable.of(text)));
  }
}
