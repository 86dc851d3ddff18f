package io.fedrealm.provisioning.plan.output;

import io.fedrealm.provisioning.plan.change.Action;
import io.fedrealm.provisioning.plan.change.Change;
import io.fedrealm.provisioning.plan.change.RealmPlan;
import io.fedrealm.provisioning.realm.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Shows plans to people: grouped by realm, each field old → new, secrets as (sensitive). */
public final class PlanText {

  private static final String RESET = "\u001B[0m";

  private enum Style {
    BOLD("\u001B[1m"),
    RED("\u001B[31m"),
    GREEN("\u001B[32m"),
    YELLOW("\u001B[33m");

    private final String on;

    Style(String on) {
      this.on = on;
    }
  }

  private static final Map<Action, Style> COLOURS =
      Map.of(
          Action.CREATE, Style.GREEN,
          Action.UPDATE, Style.YELLOW,
          Action.DELETE, Style.RED);

  private final boolean styled;

  /**
   * @param styled whether with colours and bold, for a terminal (ECMA-48)
   */
  public PlanText(boolean styled) {
    this.styled = styled;
  }

  /** The lines of a realm's plan. */
  public List<String> lines(RealmPlan plan) {
    List<String> lines = new ArrayList<>();
    lines.add(styled(Style.BOLD, "Realm " + Printable.of(plan.realm())));
    if (plan.isEmpty()) {
      lines.add("  no changes");
    }
    for (Change change : plan.changes()) {
      boolean create = change.action() == Action.CREATE;
      String sign = styled(COLOURS.get(change.action()), change.action().sign());
      lines.add("  " + sign + " " + change.id());
      change.usedBy().forEach(user -> lines.add("      in use: " + user));
      // Of a new resource only what gives rights is spelled out: the rest is the template's text.
      if (!create || change.id().kind().givesRights()) {
        change.fields().stream()
            .flatMap(field -> FieldText.lines(field).stream())
            .forEach(line -> lines.add("      " + line));
      } else {
        addVariables(change, lines);
      }
    }
    plan.notes().forEach(note -> lines.add("  ! " + note));
    return lines;
  }

  /** Not with picocli's markup: a name could hold some. */
  private String styled(Style style, String text) {
    return styled ? style.on + text + RESET : text;
  }

  /** One line that counts, for all realms together. */
  public static String summary(List<RealmPlan> plans) {
    long create = plans.stream().mapToLong(plan -> plan.count(Action.CREATE)).sum();
    long update = plans.stream().mapToLong(plan -> plan.count(Action.UPDATE)).sum();
    long delete = plans.stream().mapToLong(plan -> plan.count(Action.DELETE)).sum();
    long replace = plans.stream().mapToLong(plan -> plan.count(Action.REPLACE)).sum();
    if (create + update + replace + delete == 0) {
      return "No changes.";
    }
    String deleted = delete == 0 ? "." : ", " + delete + " to delete.";
    String replaced = replace == 0 ? "" : ", " + replace + " to replace";
    return create + " to create, " + update + " to change" + replaced + deleted;
  }

  /** Where values of something new come from: the fields themselves are the template's text. */
  private static void addVariables(Change change, List<String> lines) {
    String named =
        change.fields().stream()
            .filter(field -> !field.variables().isEmpty())
            .map(
                field -> Printable.of(field.path()) + " from " + FieldText.names(field.variables()))
            .collect(Collectors.joining("; "));
    if (!named.isEmpty()) {
      lines.add("      " + named);
    }
  }
}
