package io.fedrealm.provisioning.site.command;

import io.fedrealm.provisioning.site.SiteJobs;
import picocli.CommandLine.Command;

/** Lets a site refuse jobs. */
@Command(
    name = "deny-job",
    description = "Let a site refuse jobs of these names, whatever else it admits.")
final class SiteDenyJobCommand extends SiteJobsAction {

  SiteDenyJobCommand() {
    super(SiteJobs.DENY);
  }
}
