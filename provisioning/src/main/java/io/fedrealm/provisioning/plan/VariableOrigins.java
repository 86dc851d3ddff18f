package io.fedrealm.provisioning.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.provisioning.plan.change.Change;
import io.fedrealm.provisioning.plan.change.FieldChange;
import io.fedrealm.provisioning.plan.change.RealmPlan;
import io.fedrealm.provisioning.realm.JsonPath;
import io.fedrealm.provisioning.template.RealmTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which variables of the template the values of a plan were made of, so that a reviewer sees what
 * ends where.
 */
final class VariableOrigins {

  /** Shorter texts (true, 300) are equal by chance. */
  private static final int TELLING = 4;

  private final NavigableMap<String, List<String>> byPath;
  private final Map<String, Set<String>> byText = new TreeMap<>();

  private VariableOrigins(RealmTemplate template) {
    this.byPath = new TreeMap<>(template.variables());
    collectTexts(template.representation(), JsonPath.ROOT);
  }

  /** The same plan, each value with the variables that it was made of. */
  static RealmPlan name(RealmPlan plan, RealmTemplate template) {
    if (plan.isEmpty() || template.variables().isEmpty()) {
      return plan;
    }
    VariableOrigins origins = new VariableOrigins(template);
    List<Change> changes = plan.changes().stream().map(origins::name).toList();
    return new RealmPlan(plan.realm(), changes, plan.notes());
  }

  private void collectTexts(JsonNode node, String path) {
    if (node.isTextual()) {
      List<String> variables = byPath.getOrDefault(path, List.of());
      if (!variables.isEmpty() && node.textValue().length() >= TELLING) {
        byText.computeIfAbsent(node.textValue(), text -> new TreeSet<>()).addAll(variables);
      }
    }
    for (int index = 0; node.isArray() && index < node.size(); index++) {
      collectTexts(node.get(index), JsonPath.element(path, index));
    }
    node.properties().forEach(f -> collectTexts(f.getValue(), JsonPath.member(path, f.getKey())));
  }

  private Change name(Change change) {
    if (change.fields().isEmpty()) {
      return change;
    }
    NavigableMap<String, List<String>> below = below(change.desired().path());
    List<FieldChange> fields = new ArrayList<>();
    for (FieldChange field : change.fields()) {
      Set<String> names = new TreeSet<>();
      below.forEach(
          (path, variables) -> {
            if (isIn(path, field.path())) {
              names.addAll(variables);
            }
          });
      if (names.isEmpty()) {
        // What the template says elsewhere (a step's configuration), or by name in place of a list.
        JsonNode value =
            field.sensitive() ? at(change.desired().fields(), field.path()) : field.to();
        addByText(value, names);
      }
      fields.add(names.isEmpty() ? field : field.from(List.copyOf(names)));
    }
    return new Change(change.action(), fields, change.desired(), change.actual(), change.usedBy());
  }

  /** What the template says below a resource, by the path that a plan would show. */
  private NavigableMap<String, List<String>> below(String resource) {
    NavigableMap<String, List<String>> below = new TreeMap<>();
    byPath
        .subMap(resource, true, resource + Character.MAX_VALUE, true)
        .forEach(
            (path, variables) ->
                below.put(
                    path.substring(resource.length())
                        .replaceAll("\\['([^']*)']", ".$1")
                        .replaceFirst("^\\.", ""),
                    variables));
    return below;
  }

  private static boolean isIn(String path, String field) {
    return path.equals(field) || path.startsWith(field + ".") || path.startsWith(field + "[");
  }

  private void addByText(JsonNode value, Set<String> names) {
    if (value.isTextual()) {
      names.addAll(byText.getOrDefault(value.textValue(), Set.of()));
    }
    value.forEach(inner -> addByText(inner, names));
  }

  /** The value at a path with dots, some of which may belong to names. */
  private static JsonNode at(JsonNode node, String path) {
    JsonNode whole = node.path(path);
    if (!whole.isMissingNode()) {
      return whole;
    }
    return node.properties().stream()
        .filter(field -> path.startsWith(field.getKey() + "."))
        .map(field -> at(field.getValue(), path.substring(field.getKey().length() + 1)))
        .filter(found -> !found.isMissingNode())
        .findFirst()
        .orElse(whole);
  }
}
