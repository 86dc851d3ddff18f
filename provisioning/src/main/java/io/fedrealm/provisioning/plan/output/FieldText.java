package io.fedrealm.provisioning.plan.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fedrealm.provisioning.plan.change.FieldChange;
import io.fedrealm.provisioning.plan.diff.Values;
import io.fedrealm.provisioning.realm.Printable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A field that differs, in lines: a value and the one that takes its place, of a list what goes and
 * what comes, and of a long structure the places in it that differ.
 */
final class FieldText {

  /** Enough for a table of roles; the whole value is in the JSON output. */
  private static final int MAX_SHOWN = 1000;

  private static final ValueText VALUES = new ValueText(MAX_SHOWN);
  private static final JsonNode NOTHING = MissingNode.getInstance();

  private final List<String> lines = new ArrayList<>();

  private FieldText() {}

  /** The lines of a field; at least one. */
  static List<String> lines(FieldChange field) {
    String path = Printable.of(field.path());
    String from = field.variables().isEmpty() ? "" : "from " + names(field.variables());
    if (field.sensitive()) {
      return List.of(path + ": (sensitive" + (from.isEmpty() ? ")" : ", " + from + ")"));
    }
    FieldText text = new FieldText();
    text.compare(path, field.from(), field.to());
    if (text.lines.isEmpty()) {
      text.value(path, field.from(), field.to());
    }
    if (!from.isEmpty()) {
      text.lines.set(text.lines.size() - 1, text.last() + " (" + from + ")");
    }
    return text.lines;
  }

  /** Names of variables, as a part of a sentence. */
  static String names(List<String> variables) {
    return variables.stream().map(Printable::of).collect(Collectors.joining(", "));
  }

  private String last() {
    return lines.get(lines.size() - 1);
  }

  /** Goes down as far as the comparison itself does, so that what differs there has a line here. */
  private void compare(String path, JsonNode from, JsonNode to) {
    if (Values.same(to, from)) {
      return;
    }
    if (to.isObject() && from.isObject()) {
      to.properties()
          .forEach(
              field ->
                  compare(
                      path + "." + Printable.of(field.getKey()),
                      from.path(field.getKey()),
                      field.getValue()));
    } else if (isList(to) && (isList(from) || from.isMissingNode())) {
      set(path, texts(from), texts(to));
    } else if (to.isArray() && from.isArray()) {
      list(path, from, to);
    } else {
      value(path, from, to);
    }
  }

  /** Lists whose order counts: what they begin and end with alike is left out. */
  private void list(String path, JsonNode from, JsonNode to) {
    int most = Math.min(from.size(), to.size());
    int start = 0;
    while (start < most && Values.same(to.get(start), from.get(start))) {
      start++;
    }
    int end = 0;
    while (end < most - start
        && Values.same(to.get(to.size() - 1 - end), from.get(from.size() - 1 - end))) {
      end++;
    }
    for (int index = start; index < Math.max(from.size(), to.size()) - end; index++) {
      JsonNode before = index < from.size() - end ? from.get(index) : NOTHING;
      JsonNode after = index < to.size() - end ? to.get(index) : NOTHING;
      if (before.isMissingNode() || after.isMissingNode()) {
        value(path + "[" + index + "]", before, after);
      } else {
        compare(path + "[" + index + "]", before, after);
      }
    }
  }

  private void value(String path, JsonNode from, JsonNode to) {
    lines.add(path + ": " + VALUES.shown(from, to) + " → " + VALUES.shown(to, from));
  }

  private static boolean isList(JsonNode node) {
    return node.isArray() && node.valueStream().allMatch(JsonNode::isValueNode);
  }

  private static Set<String> texts(JsonNode array) {
    return array
        .valueStream()
        .map(JsonNode::asText)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private void set(String path, Set<String> from, Set<String> to) {
    Set<String> gone = new LinkedHashSet<>(from);
    gone.removeAll(to);
    Set<String> come = new LinkedHashSet<>(to);
    come.removeAll(from);
    lines.add(path + ":" + signed(" -", gone, come) + signed(" +", come, gone));
  }

  private static String signed(String sign, Set<String> texts, Set<String> others) {
    return texts.stream()
        .map(text -> sign + VALUES.element(text, nearest(text, others)))
        .collect(Collectors.joining());
  }

  /** Which of the others a text could be taken for. */
  private static String nearest(String text, Set<String> others) {
    return others.stream()
        .max(
            Comparator.<String, Boolean>comparing(other -> ValueText.isAlike(text, other))
                .thenComparing(other -> ValueText.common(text, other)))
        .orElse("");
  }
}
