package io.fedrealm.provisioning.site.command;

import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.site.Site;
import io.fedrealm.provisioning.site.Sites;
import picocli.CommandLine.Command;

/** Stops a site. */
@Command(
    name = "disable",
    description =
        "Stop a site: it gets no token and refreshes none. Enabling it again is possible.")
final class SiteDisableCommand extends SiteAction {

  @Override
  int run(Sites sites, Site site) {
    sites.enable(site, false);
    global().out().println(SiteText.stopped("disabled", site, sites.realm()));
    return ExitCode.OK;
  }
}
