package io.fedrealm.provisioning.site.command;

import io.fedrealm.provisioning.site.SiteJobs;
import picocli.CommandLine.Command;

/** Lets a site admit jobs. */
@Command(
    name = "allow-job",
    description =
        "Let a site admit jobs of these names. What is also denied stays denied, unless it is denied"
            + " by the same name: then it is not any more.",
    footer = {
      "",
      "The submitter chooses the name of a job: allow few names rather than deny many. For a site"
          + " of a template, plan shows the change and apply takes it back: set its variable too."
    })
final class SiteAllowJobCommand extends SiteJobsAction {

  SiteAllowJobCommand() {
    super(SiteJobs.ALLOW);
  }
}
