package io.fedrealm.provisioning.user.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.console.ListOptions;
import io.fedrealm.provisioning.console.RealmAction;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.user.RealmPeople;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows one person. */
@Command(
    name = "show",
    description =
        "Show a user: groups, the realm roles that come of them, credentials (which, never their"
            + " values), and what the next login asks for.")
final class UserShowCommand extends RealmAction {

  private static final List<String> COPIED =
      List.of("username", "firstName", "lastName", "email", "emailVerified", "enabled");

  @Parameters(paramLabel = "USERNAME", description = "The user's name.")
  private String username;

  @Mixin private ListOptions output;

  @Override
  protected int run(Realm realm) {
    ObjectNode shown = read(new RealmPeople(realm.api(), realm.name()));
    output.printFields(shown, global().out());
    return ExitCode.OK;
  }

  private ObjectNode read(RealmPeople people) {
    ObjectNode user = people.require(username);
    String id = user.path("id").asText();
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    COPIED.stream().filter(user::hasNonNull).forEach(field -> shown.set(field, user.get(field)));
    people.storage(user).ifPresent(from -> shown.put("userStorage", from.name()));
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
}
