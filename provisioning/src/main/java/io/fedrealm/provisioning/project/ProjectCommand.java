package io.fedrealm.provisioning.project;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The projects of a FEDn realm. */
@Command(
    name = "project",
    description =
        "Projects of a FEDn realm: the same that FEDn's own command line makes through the token"
            + " service.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ProjectAddCommand.class,
      ProjectListCommand.class,
      ProjectShowCommand.class,
      ProjectRemoveCommand.class
    })
public final class ProjectCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do with projects.");
  }
}
