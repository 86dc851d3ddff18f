package io.fedrealm.provisioning.site.command;

import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.site.Site;
import io.fedrealm.provisioning.site.Sites;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Gives a site new credentials. */
@Command(
    name = "rotate",
    description =
        "Give a site a new secret or key and new files. The old secret and all its refresh tokens"
            + " are refused from then on.")
final class SiteRotateCommand extends SiteAction {

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      defaultValue = ".",
      description =
          "Where the site's folder is; files in it are replaced (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Override
  int run(Sites sites, Site site) {
    SiteFolder folder = new SiteFolder(out, site.name());
    folder.make();
    Sites.Issued issued = sites.rotate(site);
    folder.write(issued.files());
    SiteText.issued(issued, folder, sites.realm()).forEach(global().out()::println);
    return ExitCode.OK;
  }
}
