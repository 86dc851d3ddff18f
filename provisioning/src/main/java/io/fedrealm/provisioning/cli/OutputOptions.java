package io.fedrealm.provisioning.cli;

import io.fedrealm.provisioning.plan.PlanJson;
import io.fedrealm.provisioning.plan.PlanText;
import io.fedrealm.provisioning.plan.RealmPlan;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;

/** How a plan is printed. */
final class OutputOptions {

  /** The formats. */
  enum Format {
    text,
    json
  }

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "How the plan is shown: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Format format;

  /** Prints the plans of a run. */
  void print(List<RealmPlan> plans, PrintWriter out) {
    if (format == Format.json) {
      out.println(PlanJson.of(plans).toPrettyString());
    } else {
      PlanText text = new PlanText(Ansi.AUTO);
      plans.forEach(plan -> text.lines(plan).forEach(out::println));
      out.println(PlanText.summary(plans));
    }
    out.flush();
  }
}
