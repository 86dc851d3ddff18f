package io.fedrealm.provisioning.federation;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a site does so that its own Keycloak vouches for its services at a platform. */
@Command(
    name = "federation",
    description =
        "At a site: let its own Keycloak vouch for its services at the platform, so that no secret"
            + " crosses the border.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {OfferCommand.class, AssertionCommand.class})
public final class FederationCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say which command.");
  }
}
