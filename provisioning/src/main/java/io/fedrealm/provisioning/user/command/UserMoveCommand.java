package io.fedrealm.provisioning.user.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.console.RealmAction;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.server.AdminApi.RefusedException;
import io.fedrealm.provisioning.user.NvflarePeople;
import io.fedrealm.provisioning.user.Person;
import io.fedrealm.provisioning.user.RealmPeople;
import io.fedrealm.provisioning.user.UserStorage;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Moves a person from one group to another. */
@Command(
    name = "move",
    description = "Move a user from one group to another.",
    footer = {
      "",
      "Without --from the user must be in one group besides the new one. The old group is left"
          + " first: there is no moment with the roles of both. After an interruption, run it again."
    })
final class UserMoveCommand extends RealmAction {

  @Parameters(paramLabel = "USERNAME", description = "The user's name.")
  private String username;

  @Option(names = "--to", paramLabel = "GROUP", required = true, description = "The new group.")
  private String to;

  @Option(names = "--from", paramLabel = "GROUP", description = "The group to leave.")
  private String from;

  @Override
  protected int run(Realm realm) {
    RealmPeople people = new RealmPeople(realm.api(), realm.name());
    ObjectNode user = people.require(username);
    String id = user.path("id").asText();
    JsonNode target =
        people.group(Person.path(to)).orElseThrow(() -> usage(people.noGroup(Person.path(to))));
    String targetPath = target.path("path").asText();
    List<String> groups = new ArrayList<>(people.groupsOf(id));
    boolean member = groups.remove(targetPath);
    String left = left(groups, people);
    refuse(people, groups, left, targetPath);
    if (groups.contains(left)) {
      leave(people, user, left);
    }
    if (!member) {
      people.join(id, target.path("id").asText());
    }
    boolean nothing = member && !groups.contains(left);
    say(
        user.path("username").asText()
            + (nothing ? " was in " : " is in ")
            + targetPath
            + (left.isEmpty() ? "." : ", and not in " + left + "."));
    return ExitCode.OK;
  }

  /**
   * Keycloak takes nobody out of a group that a directory has put them into, if it only reads it.
   */
  private static void leave(RealmPeople people, ObjectNode user, String group) {
    try {
      people.leave(user.path("id").asText(), people.groupId(group));
    } catch (RefusedException e) {
      UserStorage from = people.storage(user).orElseThrow(() -> e);
      throw new CommandException(
          ExitCode.FAILED,
          "%s comes from %s and is in %s there, and leaves it nowhere else. Nothing was written: %s"
              .formatted(user.path("username").asText(), from, group, e.getMessage()),
          e);
    }
  }

  /** Refuses what NVIDIA FLARE would, before anything is written. */
  private static void refuse(RealmPeople people, List<String> groups, String left, String target) {
    List<String> then = new ArrayList<>(groups);
    then.remove(left);
    then.add(target);
    List<String> problems = NvflarePeople.groups(then);
    if (!problems.isEmpty() && people.rules().framework().equals(NvflarePeople.FRAMEWORK)) {
      throw usage("Nothing was written:\n  " + String.join("\n  ", problems));
    }
  }

  /** The group to leave; "" when there is none to leave. */
  private String left(List<String> others, RealmPeople people) {
    if (from != null) {
      String path = Person.path(from);
      people.groupId(path);
      return path;
    }
    if (others.size() > 1) {
      throw usage(
          "%s is in several groups, say which one to leave (--from): %s"
              .formatted(username, String.join(", ", others)));
    }
    return others.isEmpty() ? "" : others.get(0);
  }

  private static CommandException usage(String message) {
    return new CommandException(ExitCode.USAGE, message);
  }
}
