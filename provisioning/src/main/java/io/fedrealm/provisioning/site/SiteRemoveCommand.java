package io.fedrealm.provisioning.site;

import io.fedrealm.provisioning.ExitCode;
import picocli.CommandLine.Command;

/** Removes a site. */
@Command(
    name = "remove",
    description =
        "Remove a site for good, with its secret and its refresh tokens. Other sites go on.")
final class SiteRemoveCommand extends SiteAction {

  @Override
  int run(Sites sites, Site site) {
    sites.remove(site);
    global().out().println(SiteText.stopped("removed", site, sites.realm()));
    return ExitCode.OK;
  }
}
