package io.fedrealm.provisioning.user.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.console.RealmAction;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.user.Invitation;
import io.fedrealm.provisioning.user.Passwords;
import io.fedrealm.provisioning.user.Person;
import io.fedrealm.provisioning.user.PersonCheck;
import io.fedrealm.provisioning.user.PersonDifference;
import io.fedrealm.provisioning.user.RealmPeople;
import io.fedrealm.provisioning.user.UserDefaults;
import io.fedrealm.provisioning.user.UserJson;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Adds one person. */
@Command(
    name = "add",
    description = "Add a user to groups.",
    footer = {
      "",
      "Without a password option the user has no password: Keycloak sends a link to set one, if the"
          + " realm has a mail server. A user who is there with the same data is left as is."
    })
final class UserAddCommand extends RealmAction {

  @Parameters(paramLabel = "USERNAME", description = "The user's name; never one used before.")
  private String username;

  @Option(
      names = {"-g", "--group"},
      paramLabel = "GROUP",
      required = true,
      description = "A group, by name or path (/Admin/Night); can be given several times.")
  private List<String> groups;

  @Option(names = "--email", paramLabel = "ADDRESS", description = "E-mail address.")
  private String email;

  @Option(
      names = "--email-verified",
      description =
          "The address is known to be the user's. NVIDIA FLARE: whose address is not verified runs no"
              + " job.")
  private boolean emailVerified;

  @Option(names = "--first-name", paramLabel = "NAME", description = "First name.")
  private String firstName;

  @Option(names = "--last-name", paramLabel = "NAME", description = "Last name.")
  private String lastName;

  @Option(
      names = "--attribute",
      paramLabel = "NAME=VALUE",
      description =
          "An attribute that the realm's user profile knows; values apart by ; and can be given"
              + " several times.")
  private Map<String, String> attributes = Map.of();

  @Option(names = "--no-mail", description = "Do not send the link to set a password.")
  private boolean noMail;

  @Mixin private PasswordOptions passwordOptions;

  @Override
  protected int run(Realm realm) {
    RealmPeople people = new RealmPeople(realm.api(), realm.name());
    UserDefaults rules = people.rules();
    Person person = person();
    person.groups().forEach(people::groupId);
    refuse(PersonCheck.of(realm.api(), realm.name(), rules).problems(person));
    Optional<ObjectNode> there = people.find(person.username());
    if (there.isPresent()) {
      return compare(people, person, there.get());
    }
    Passwords passwords = passwordOptions.open(environment());
    passwords.keep(List.of(person.username()));
    ObjectNode user = UserJson.create(person, passwords.of(person.username()));
    user.put("emailVerified", emailVerified);
    String id = people.create(user);
    say("Added " + person.username() + " to " + String.join(", ", person.groups()) + ".");
    if (!passwordOptions.given()) {
      invite(people, rules, id, user);
    }
    return ExitCode.OK;
  }

  private Person person() {
    Map<String, List<String>> lists =
        attributes.entrySet().stream()
            .collect(
                Collectors.toMap(Map.Entry::getKey, e -> Arrays.asList(e.getValue().split(";"))));
    return new Person(username, email, firstName, lastName, null, groups, lists);
  }

  private static void refuse(Collection<String> problems) {
    if (!problems.isEmpty()) {
      throw new CommandException(
          ExitCode.USAGE, "Nothing was written:\n  " + String.join("\n  ", problems));
    }
  }

  private int compare(RealmPeople people, Person person, JsonNode user) {
    Set<String> memberOf = new HashSet<>(people.groupsOf(user.path("id").asText()));
    PersonDifference difference = PersonDifference.of(person, user, memberOf);
    if (!difference.isEmpty()) {
      throw new CommandException(
          ExitCode.FAILED,
          ("There is a user %s already, who %s. If it is the same person: user move, or user import"
                  + " --update. If not: take another name.")
              .formatted(person.username(), difference));
    }
    say(person.username() + " is there already: nothing to do.");
    return ExitCode.OK;
  }

  private void invite(RealmPeople people, UserDefaults rules, String id, JsonNode user) {
    Invitation invitation = Invitation.of(rules, user);
    if (invitation != Invitation.POSSIBLE) {
      say(
          "No password, and no link was sent: "
              + invitation.reason()
              + ". user reset-password --passwords-to FILE gives one.");
    } else if (!noMail) {
      people.sendLink(id);
      say("Sent the link to set a password.");
    }
  }
}
