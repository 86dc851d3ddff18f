package io.fedrealm.provisioning.site.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.realm.Printable;
import io.fedrealm.provisioning.site.JobAdmissionList;
import io.fedrealm.provisioning.site.Site;
import io.fedrealm.provisioning.site.Sites;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Changes whose jobs a site admits. */
abstract class SiteAdmissionAction extends SiteAction {

  @Option(
      names = "--study",
      paramLabel = "NAME",
      split = ",",
      description = "Studies; \"default\" is that of jobs that name none.")
  private List<String> studies = List.of();

  @Option(
      names = "--org",
      paramLabel = "NAME",
      split = ",",
      description = "Organisations of submitters.")
  private List<String> organisations = List.of();

  @Option(names = "--role", paramLabel = "NAME", split = ",", description = "Roles of submitters.")
  private List<String> roles = List.of();

  @Option(names = "--byoc", description = "Jobs that bring their own code.")
  private boolean ownCode;

  @Override
  protected void check() {
    List<String> problems = new ArrayList<>();
    named().forEach((list, names) -> problems.addAll(list.problems(names)));
    if (!problems.isEmpty()) {
      throw new CommandException(
          ExitCode.USAGE, "Nothing was written:\n  " + String.join("\n  ", problems));
    }
    if (isEmpty()) {
      throw new CommandException(
          ExitCode.USAGE, "Say what: --study, --org, --role or --byoc. For jobs: site allow-job.");
    }
  }

  /** Whether nothing is to be changed. */
  boolean isEmpty() {
    return !ownCode && named().values().stream().allMatch(Collection::isEmpty);
  }

  @Override
  int run(Sites sites, Site site) {
    if (!sites.kind().admitsJobs()) {
      throw new CommandException(
          ExitCode.USAGE,
          "Sites of %s do not say whose jobs they admit.".formatted(sites.kind().framework()));
    }
    sites.change(site, attributes -> change(attributes, named(), ownCode));
    global().out().println(site.title() + " admits");
    sites
        .kind()
        .admits(site)
        .forEach(
            (what, names) ->
                global().out().println("  %-13s %s".formatted(what, Printable.of(names))));
    return ExitCode.OK;
  }

  /** Changes the client's attributes. */
  abstract void change(
      ObjectNode attributes, Map<JobAdmissionList, List<String>> named, boolean ownCode);

  private Map<JobAdmissionList, List<String>> named() {
    Map<JobAdmissionList, List<String>> named = new EnumMap<>(JobAdmissionList.class);
    named.put(JobAdmissionList.STUDY, studies);
    named.put(JobAdmissionList.ORG, organisations);
    named.put(JobAdmissionList.ROLE, roles);
    return named;
  }
}
