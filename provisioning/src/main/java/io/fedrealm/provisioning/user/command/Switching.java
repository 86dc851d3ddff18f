package io.fedrealm.provisioning.user.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.user.RealmPeople;
import java.util.List;
import java.util.function.Consumer;

/** Enables and disables users. */
final class Switching {

  private final RealmPeople people;
  private final Consumer<String> teller;

  /**
   * @param teller is told what was done
   */
  Switching(RealmPeople people, Consumer<String> teller) {
    this.people = people;
    this.teller = teller;
  }

  /**
   * Switches users; all of them are looked up before the first is switched.
   *
   * @return the exit code
   * @throws CommandException {@link ExitCode#USAGE} when one is not there; none was switched then
   */
  int all(List<String> usernames, boolean enabled) {
    List<ObjectNode> users = usernames.stream().map(people::require).toList();
    users.forEach(user -> one(user, enabled));
    return ExitCode.OK;
  }

  private void one(ObjectNode user, boolean enabled) {
    String name = user.path("username").asText();
    boolean same = user.path("enabled").asBoolean() == enabled;
    if (!same) {
      people.update(user.put("enabled", enabled));
    }
    if (!enabled) {
      // Also of who was disabled before: a run that was killed in between is made complete.
      people.logout(user.path("id").asText());
    }
    teller.accept(name + (same ? " was " : " is ") + (enabled ? "enabled." : "disabled."));
  }
}
