package io.fedrealm.provisioning.site.command;

import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.site.Site;
import io.fedrealm.provisioning.site.Sites;
import picocli.CommandLine.Command;

/** Lets a site get tokens again. */
@Command(
    name = "enable",
    description = "Let a site that was stopped get tokens again, with the secret that it has.")
final class SiteEnableCommand extends SiteAction {

  @Override
  int run(Sites sites, Site site) {
    sites.enable(site, true);
    global().out().println(site.title() + " is enabled.");
    return ExitCode.OK;
  }
}
