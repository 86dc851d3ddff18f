package io.fedrealm.provisioning.user.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.console.RealmAction;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.realm.Printable;
import io.fedrealm.provisioning.user.Person;
import io.fedrealm.provisioning.user.RealmPeople;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Writes what OpenFGA has to know of people, by their id, which is the {@code sub} of their tokens:
 * who is in a group now has the relation, and everybody else of the realm has it not.
 */
@Command(
    name = "tuples",
    description = {
      "Write the members of groups as OpenFGA's relationship tuples, by the sub of their tokens.",
      "Each line is the body of one request to /stores/STORE/write. Members who are enabled get the"
          + " relation; all other people of the realm lose it. The same people give the same lines."
    })
final class UserTuplesCommand extends RealmAction {

  /** What OpenFGA takes in one request, unless its operator has raised it. */
  private static final int BATCH = 100;

  private static final String NAME = "[^\\s:#@*]+";

  @Option(
      names = {"-g", "--group"},
      paramLabel = "GROUP",
      required = true,
      description = "The group whose members have the relation, by name or path. May be repeated.")
  private List<String> groups;

  @Option(
      names = "--object",
      paramLabel = "TYPE:NAME",
      required = true,
      description = "The object of the tuples, as in the SuperLink's object: service:researchgrid.")
  private String object;

  @Option(
      names = "--relation",
      paramLabel = "RELATION",
      defaultValue = "has_access",
      description = "The relation, as in the SuperLink's relation. Default: ${DEFAULT-VALUE}.")
  private String relation;

  @Option(
      names = "--user-type",
      paramLabel = "TYPE",
      defaultValue = "flwr_aid",
      description = "The type of a person in the authorization model. Default: ${DEFAULT-VALUE}.")
  private String userType;

  @Override
  protected void check() {
    List<String> problems = new ArrayList<>();
    if (!object.matches(NAME + ":" + NAME)) {
      problems.add("--object has to be TYPE:NAME, for example service:researchgrid");
    }
    if (!relation.matches(NAME)) {
      problems.add("--relation has to be a name without blanks and without : # @ *");
    }
    if (!userType.matches(NAME)) {
      problems.add("--user-type has to be a name without blanks and without : # @ *");
    }
    if (!problems.isEmpty()) {
      throw new CommandException(ExitCode.USAGE, String.join("\n", problems));
    }
  }

  @Override
  protected int run(Realm realm) {
    RealmPeople people = new RealmPeople(realm.api(), realm.name());
    people.rules();
    SortedSet<String> members = new TreeSet<>();
    for (String group : groups) {
      people.members(people.groupId(Person.path(group))).stream()
          .filter(user -> user.path("enabled").asBoolean())
          .map(UserTuplesCommand::subject)
          .forEach(members::add);
    }
    SortedSet<String> others = new TreeSet<>();
    people.search("").stream().map(UserTuplesCommand::subject).forEach(others::add);
    others.removeAll(members);
    // First what is taken away: when the second half gets lost, nobody has more than they should.
    print("deletes", "on_missing", others);
    print("writes", "on_duplicate", members);
    say("%d have the relation, %d have it not.".formatted(members.size(), others.size()));
    return ExitCode.OK;
  }

  /** The id, as OpenFGA can take it: a colon would end it. */
  private static String subject(JsonNode user) {
    String id = user.path("id").asText();
    if (!id.matches(NAME)) {
      throw new CommandException(
          ExitCode.FAILED,
          "The user %s has the id %s, which OpenFGA cannot take: it comes from a user storage that"
                  .formatted(Printable.of(user.path("username").asText()), Printable.of(id))
              + " keeps no user in Keycloak. Fix: switch \"Import users\" of the storage on.");
    }
    return id;
  }

  private void print(String what, String twice, SortedSet<String> subjects) {
    List<String> all = List.copyOf(subjects);
    for (int from = 0; from < all.size(); from += BATCH) {
      ObjectNode request = JsonNodeFactory.instance.objectNode();
      ObjectNode part = request.putObject(what);
      ArrayNode tuples = part.putArray("tuple_keys");
      for (String subject : all.subList(from, Math.min(from + BATCH, all.size()))) {
        tuples
            .addObject()
            .put("user", userType + ":" + subject)
            .put("relation", relation)
            .put("object", object);
      }
      part.put(twice, "ignore");
      global().out().println(request);
    }
  }
}
