package io.fedrealm.provisioning.site.command;

import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.site.SiteRequest;
import io.fedrealm.provisioning.site.Sites;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes sites and writes their folders. */
final class SiteAdder {

  private final Sites sites;
  private final Path out;
  private final PrintWriter results;
  private final PrintWriter progress;

  /**
   * @param out where the folders of the sites are made
   */
  SiteAdder(Sites sites, Path out, PrintWriter results, PrintWriter progress) {
    this.sites = sites;
    this.out = out;
    this.results = results;
    this.progress = progress;
  }

  /** Makes one site that must not be there yet. */
  int one(SiteRequest request) {
    List<String> problems = sites.kind().allProblems(request);
    if (!problems.isEmpty()) {
      throw new CommandException(
          ExitCode.USAGE, "Nothing was made:\n  " + String.join("\n  ", problems));
    }
    if (sites.find(request.project(), request.name()).isPresent()) {
      throw new CommandException(
          ExitCode.USAGE,
          (sites.kind().hasProjects()
                  ? "Project %1$s has a site %2$s already. New files for it: fedrealm site rotate %2$s --project %1$s"
                  : "There is a site %2$s already. New files for it: fedrealm site rotate %2$s")
              .formatted(request.project(), request.name()));
    }
    make(request);
    return ExitCode.OK;
  }

  private void make(SiteRequest request) {
    SiteFolder folder = new SiteFolder(out, request.name());
    folder.makeEmpty();
    Sites.Issued issued;
    try {
      issued = sites.add(request);
    } catch (RuntimeException e) {
      folder.removeIfEmpty();
      throw e;
    }
    folder.write(issued.files());
    SiteText.issued(issued, folder, sites.realm()).forEach(results::println);
  }

  /** Makes those that are not there yet; nothing while a line is wrong. */
  int all(List<SiteCsv.Line> lines) {
    List<String> problems = new ArrayList<>();
    for (SiteCsv.Line line : lines) {
      sites
          .kind()
          .allProblems(line.request())
          .forEach(problem -> problems.add(line.where(problem)));
    }
    SiteCsv.throwIfAny(problems);
    int made = 0;
    for (SiteCsv.Line line : lines) {
      SiteRequest request = line.request();
      if (sites.find(request.project(), request.name()).isPresent()) {
        progress.println(line.where("site " + request.name() + " is there already"));
      } else {
        make(line);
        made++;
      }
    }
    results.printf("%d of %d sites made.%n", made, lines.size());
    return ExitCode.OK;
  }

  private void make(SiteCsv.Line line) {
    try {
      make(line.request());
    } catch (CommandException e) {
      throw new CommandException(
          e.exitCode(),
          line.where(e.getMessage())
              + "\nThe lines before it are done. Mend this and run the command again: it goes on"
              + " from here.",
          e);
    }
  }
}
