package io.fedrealm.provisioning.reconcile;

import io.fedrealm.provisioning.console.ListOptions;
import io.fedrealm.provisioning.plan.change.RealmPlan;
import io.fedrealm.provisioning.plan.output.PlanJson;
import io.fedrealm.provisioning.plan.output.PlanText;
import io.fedrealm.provisioning.realm.ResourceId;
import io.fedrealm.provisioning.realm.ResourceType;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;

/** How a plan is printed. */
final class PlanOutput {

  private static final int NAMED_USERS = 20;

  @Mixin private ListOptions output;

  /** Prints the plans of a run. */
  void print(List<RealmPlan> plans, PrintWriter out) {
    print(plans, Map.of(), out);
  }

  /**
   * Prints the plans of a run.
   *
   * @param undeclared what no template declares, by realm; nothing when nobody has looked
   */
  void print(List<RealmPlan> plans, Map<String, List<ResourceId>> undeclared, PrintWriter out) {
    if (output.json()) {
      out.println(PlanJson.of(plans, undeclared).toPrettyString());
    } else {
      PlanText text = new PlanText(Ansi.AUTO.enabled());
      for (RealmPlan plan : plans) {
        text.lines(plan).forEach(out::println);
        printUndeclared(undeclared.getOrDefault(plan.realm(), List.of()), out);
      }
      out.println(PlanText.summary(plans));
      int found = undeclared.values().stream().mapToInt(List::size).sum();
      if (found > 0) {
        out.printf("%d in no template (--strict): exit code 3.%n", found);
      }
    }
    out.flush();
  }

  /** Prints what was done, for people who see no progress. */
  void printApplied(int changes, PrintWriter out) {
    if (!output.json() && changes > 0) {
      out.printf("Applied %d %s.%n", changes, changes == 1 ? "change" : "changes");
      out.flush();
    }
  }

  /** A realm can have thousands of users: of those, only some are named. */
  private static void printUndeclared(List<ResourceId> ids, PrintWriter out) {
    int users = 0;
    for (ResourceId id : ids) {
      if (id.kind() != ResourceType.USER || ++users <= NAMED_USERS) {
        out.println("  ? " + id + " (in no template)");
      }
    }
    if (users > NAMED_USERS) {
      out.println("  ? " + (users - NAMED_USERS) + " more users (in no template)");
    }
  }
}
