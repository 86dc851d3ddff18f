package io.fedrealm.provisioning.site.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.site.JobAdmissionList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lets a site admit studies, organisations, roles, or jobs with their own code. */
@Command(
    name = "allow",
    description =
        "Let a site admit jobs of these studies, organisations and roles. The first name on a list"
            + " shuts out every other.",
    footer = {
      "",
      "NVIDIA FLARE only. For a site of a template, plan shows the change and apply takes it back:"
          + " set its variable too."
    })
final class SiteAllowCommand extends SiteAdmissionAction {

  @Option(
      names = "--every",
      paramLabel = "LIST",
      split = ",",
      description = "Take a list away, so that every name is admitted: ${COMPLETION-CANDIDATES}.")
  private List<JobAdmissionList> every = List.of();

  @Override
  boolean isEmpty() {
    return every.isEmpty() && super.isEmpty();
  }

  @Override
  void change(ObjectNode attributes, Map<JobAdmissionList, List<String>> named, boolean ownCode) {
    every.forEach(list -> list.allowEvery(attributes));
    named.forEach(
        (list, names) -> {
          if (!names.isEmpty()) {
            list.allow(attributes, names);
          }
        });
    if (ownCode) {
      attributes.put(JobAdmissionList.OWN_CODE, "true");
    }
  }
}
