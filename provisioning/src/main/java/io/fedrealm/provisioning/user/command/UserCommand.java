package io.fedrealm.provisioning.user.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** People by group. */
@Command(
    name = "user",
    description = "People of a realm: add, list, disable, move, import from CSV.",
    subcommands = {
      UserAddCommand.class,
      UserListCommand.class,
      UserShowCommand.class,
      UserDisableCommand.class,
      UserEnableCommand.class,
      UserResetPasswordCommand.class,
      UserMoveCommand.class,
      UserTuplesCommand.class,
      UserImportCommand.class
    },
    footer = {
      "",
      "Users are disabled and not deleted: a user name must never go to another person."
          + " See docs/users.md."
    })
public final class UserCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say which command of user.");
  }
}
