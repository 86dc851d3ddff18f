package io.fedrealm.provisioning.site;

import io.fedrealm.provisioning.ExitCode;
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
