package io.fedrealm.provisioning.site.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The sites of a federation. */
@Command(
    name = "site",
    description = "Sites of a federation: make, show, stop and remove them, each alone.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      SiteAddCommand.class,
      SiteListCommand.class,
      SiteShowCommand.class,
      SiteRotateCommand.class,
      SiteDisableCommand.class,
      SiteEnableCommand.class,
      SiteAllowJobCommand.class,
      SiteDenyJobCommand.class,
      SiteAllowCommand.class,
      SiteDenyCommand.class,
      SiteRemoveCommand.class
    })
public final class SiteCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do with sites.");
  }
}
