package io.fedrealm.provisioning.client;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Clients of a realm. */
@Command(
    name = "client",
    description = "Clients of a realm: list and show them, rotate their secrets.",
    subcommands = {
      ClientListCommand.class,
      ClientShowCommand.class,
      ClientRotateSecretCommand.class
    })
public final class ClientCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say which command of client.");
  }
}
