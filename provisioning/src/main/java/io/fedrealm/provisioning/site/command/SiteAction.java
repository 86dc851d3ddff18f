package io.fedrealm.provisioning.site.command;

import io.fedrealm.provisioning.console.RealmAction;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.site.Site;
import io.fedrealm.provisioning.site.Sites;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command for one site that is there. */
abstract class SiteAction extends RealmAction {

  @Parameters(index = "0", paramLabel = "NAME", description = "The site.")
  private String name;

  @Option(
      names = "--project",
      paramLabel = "SLUG",
      description = "Its project (not for FLNet, which has none).")
  private String project = "";

  @Override
  protected final int run(Realm realm) {
    Sites sites = new Sites(realm.api(), realm.server(), realm.name());
    if (sites.kind().hasProjects() && project.isEmpty()) {
      throw new CommandException(ExitCode.USAGE, "say which project: --project SLUG");
    }
    return run(sites, sites.require(project, name));
  }

  /**
   * Does it.
   *
   * @return the exit code
   */
  abstract int run(Sites sites, Site site);
}
