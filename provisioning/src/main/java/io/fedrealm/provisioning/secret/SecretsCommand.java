package io.fedrealm.provisioning.secret;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is done with the secrets that templates need. */
@Command(
    name = "secrets",
    description = "Generate the secrets that templates need.",
    subcommands = SecretsInitCommand.class)
public final class SecretsCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say which command of secrets: init.");
  }
}
