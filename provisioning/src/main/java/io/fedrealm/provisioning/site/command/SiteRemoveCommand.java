package io.fedrealm.provisioning.site.command;

import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.site.Site;
import io.fedrealm.provisioning.site.Sites;
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
