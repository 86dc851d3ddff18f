package io.fedrealm.provisioning.site.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.site.JobAdmissionList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** Takes from what a site admits. */
@Command(
    name = "deny",
    description =
        "Take studies, organisations or roles from those whose jobs a site admits, or let it refuse"
            + " jobs with their own code. NVIDIA FLARE only.")
final class SiteDenyCommand extends SiteAdmissionAction {

  @Override
  void change(ObjectNode attributes, Map<JobAdmissionList, List<String>> named, boolean ownCode) {
    named.forEach(
        (list, names) -> {
          if (!names.isEmpty()) {
            list.deny(attributes, names);
          }
        });
    if (ownCode) {
      attributes.put(JobAdmissionList.OWN_CODE, "false");
    }
  }
}
