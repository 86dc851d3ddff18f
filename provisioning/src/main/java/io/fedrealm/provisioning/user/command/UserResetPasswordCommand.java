package io.fedrealm.provisioning.user.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.console.RealmAction;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.user.Invitation;
import io.fedrealm.provisioning.user.Passwords;
import io.fedrealm.provisioning.user.PasswordsFile;
import io.fedrealm.provisioning.user.RealmPeople;
import io.fedrealm.provisioning.user.UserStorage;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Gives a person a way to a new password. */
@Command(
    name = "reset-password",
    description = "Send a link to set a new password, or set a temporary one.",
    footer = {
      "",
      "The link leaves the old password as it is until the new one is set. A temporary password"
          + " replaces the old one at once, and has to be changed at the next login."
    })
final class UserResetPasswordCommand extends RealmAction {

  @Parameters(paramLabel = "USERNAME", description = "The user's name.")
  private String username;

  @Mixin private PasswordOptions passwordOptions;

  @Override
  protected int run(Realm realm) {
    RealmPeople people = new RealmPeople(realm.api(), realm.name());
    ObjectNode user = people.require(username);
    String id = user.path("id").asText();
    String name = user.path("username").asText();
    people.storage(user).filter(UserStorage::readOnly).ifPresent(from -> refuse(name, from));
    if (!passwordOptions.given()) {
      Invitation invitation = Invitation.of(people.rules(), user);
      if (invitation != Invitation.POSSIBLE) {
        throw new CommandException(
            ExitCode.FAILED,
            "No link can be sent to %s: %s. Give --passwords-to FILE for a temporary password."
                .formatted(name, invitation.reason()));
      }
      people.sendLink(id);
      say("Sent " + name + " the link to set a password.");
      return ExitCode.OK;
    }
    Passwords passwords = passwordOptions.open(environment());
    if (passwords instanceof PasswordsFile file) {
      file.forget(name);
    }
    passwords.keep(List.of(name));
    people.resetPassword(id, passwords.of(name).orElseThrow());
    say("Set a temporary password for " + name + ".");
    return ExitCode.OK;
  }

  /** Keycloak would send a link at whose end no password can be set. */
  private static void refuse(String name, UserStorage from) {
    throw new CommandException(
        ExitCode.FAILED,
        "%s comes from %s, into which Keycloak writes nothing (edit mode READ_ONLY): set the password"
                .formatted(name, from)
            + " there.");
  }
}
