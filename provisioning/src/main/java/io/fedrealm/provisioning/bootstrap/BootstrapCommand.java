package io.fedrealm.provisioning.bootstrap;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The accounts that Keycloak makes for the first login. */
@Command(
    name = "bootstrap",
    description = "The temporary administrators that Keycloak makes for the first login.",
    subcommands = BootstrapReplaceCommand.class)
public final class BootstrapCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say which command of bootstrap.");
  }
}
