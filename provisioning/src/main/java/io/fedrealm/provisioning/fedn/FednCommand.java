package io.fedrealm.provisioning.fedn;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What FEDn's own operator needs. */
@Command(
    name = "fedn",
    description = "What the operator of a FEDn controller and its combiners needs.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = FednEnvCommand.class)
public final class FednCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what of FEDn.");
  }
}
