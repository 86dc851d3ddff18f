package io.fedrealm.provisioning.site.command;

import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.realm.Printable;
import io.fedrealm.provisioning.site.Site;
import io.fedrealm.provisioning.site.SiteJobs;
import io.fedrealm.provisioning.site.Sites;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes one of the two lists of jobs of a site. */
abstract class SiteJobsAction extends SiteAction {

  private final String list;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "JOB",
      description = "Names of jobs, or patterns: * is any number of characters, ? is one.")
  private List<String> jobs;

  @Option(names = "--remove", description = "Take them from the list.")
  private boolean remove;

  /**
   * @param list the client's attribute
   */
  SiteJobsAction(String list) {
    this.list = list;
  }

  @Override
  protected void check() {
    SiteJobs.check(jobs);
  }

  @Override
  int run(Sites sites, Site site) {
    if (!sites.kind().admitsJobs()) {
      throw new CommandException(
          ExitCode.USAGE,
          "Sites of %s do not say which jobs they admit.".formatted(sites.kind().framework()));
    }
    sites.change(
        site,
        attributes -> {
          if (remove) {
            SiteJobs.take(attributes, list, jobs);
          } else {
            SiteJobs.put(attributes, list, jobs);
          }
        });
    global().out().println(site.title());
    print("admits", site, SiteJobs.ALLOW);
    print("refuses", site, SiteJobs.DENY);
    if (list.equals(SiteJobs.ALLOW) && !remove && SiteJobs.admitsAll(site.attribute(list), jobs)) {
      warn(
          "Warning: %1$s admits jobs of every name, because * is on its list too. Take it off: fedrealm site allow-job %1$s '*' --remove"
              .formatted(site.name()));
    }
    return ExitCode.OK;
  }

  private void print(String what, Site site, String attribute) {
    String names = site.attribute(attribute);
    global()
        .out()
        .println("  %-7s %s".formatted(what, names.isEmpty() ? "nothing" : Printable.of(names)));
  }
}
