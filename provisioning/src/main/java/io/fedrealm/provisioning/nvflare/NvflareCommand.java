package io.fedrealm.provisioning.nvflare;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** NVIDIA FLARE. */
@Command(
    name = "nvflare",
    description = "NVIDIA FLARE: startup kits that ask Keycloak.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = NvflareKitCommand.class)
public final class NvflareCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do: kit.");
  }
}
