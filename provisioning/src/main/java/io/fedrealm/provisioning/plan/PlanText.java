package io.fedrealm.provisioning.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Help.Ansi;

/** Shows plans to people: grouped by realm, each field old → new, secrets as (sensitive). */
public final class PlanText {

  private final Ansi ansi;

  /**
   * @param ansi whether to colour
   */
  public PlanText(Ansi ansi) {
    this.ansi = ansi;
  }

  /** The lines of a realm's plan. */
  public List<String> lines(RealmPlan plan) {
    List<String> lines = new ArrayList<>();
    lines.add(ansi.string("@|bold Realm " + plan.realm() + "|@"));
    if (plan.isEmpty()) {
      lines.add("  no changes");
    }
    for (Change change : plan.changes()) {
      boolean create = change.action() == Action.CREATE;
      String colour = create ? "green" : "yellow";
      String sign = ansi.string("@|" + colour + " " + change.action().sign() + "|@");
      lines.add("  " + sign + " " + change.id());
      // Of a new resource only what gives rights is spelled out: the rest is the template's text.
      if (!create || change.id().kind().isRoleSet()) {
        change.fields().forEach(field -> lines.add("      " + describe(field)));
      }
    }
    return lines;
  }

  /** One line that counts, for all realms together. */
  public static String summary(List<RealmPlan> plans) {
    long create = plans.stream().mapToLong(plan -> plan.count(Action.CREATE)).sum();
    long update = plans.stream().mapToLong(plan -> plan.count(Action.UPDATE)).sum();
    return create + update == 0 ? "No changes." : create + " to create, " + update + " to change.";
  }

  private static String describe(FieldChange field) {
    if (field.sensitive()) {
      return field.path() + ": (sensitive)";
    }
    if (field.to() instanceof ArrayNode to && isPlain(to) && isPlain(field.from())) {
      List<String> before = texts(field.from());
      List<String> after = texts(to);
      String added = minus(after, before).map(text -> " +" + text).collect(Collectors.joining());
      String gone = minus(before, after).map(text -> " -" + text).collect(Collectors.joining());
      return field.path() + ":" + gone + added;
    }
    return field.path() + ": " + show(field.from()) + " → " + show(field.to());
  }

  private static Stream<String> minus(List<String> all, List<String> without) {
    return all.stream().filter(text -> !without.contains(text));
  }

  private static boolean isPlain(JsonNode node) {
    return node.isMissingNode() || node.valueStream().allMatch(JsonNode::isValueNode);
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asText).toList();
  }

  private static String show(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return "(not set)";
    }
    return node.isTextual() && node.textValue().isEmpty()
        ? "(empty)"
        : node.isTextual() ? node.textValue() : node.toString();
  }
}
