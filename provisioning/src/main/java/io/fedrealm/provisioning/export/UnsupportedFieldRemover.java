package io.fedrealm.provisioning.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.template.RealmTemplate;
import io.fedrealm.provisioning.template.source.InvalidTemplateException;
import io.fedrealm.provisioning.template.source.Problem;
import io.fedrealm.provisioning.template.source.TemplateSource;
import io.fedrealm.provisioning.template.variable.VariableUse;
import io.fedrealm.provisioning.template.variable.Variables;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sees to it that what is exported is a template that plan reads: it is read as one, and what is
 * refused as not supported is taken out and named.
 */
public final class UnsupportedFieldRemover {

  /** Values that pass for the secrets that the operator will set. */
  private static final String SECRET = "0123456789-abcdefghijklmnopqrstuvwxyz";

  private static final Pattern STEP = Pattern.compile("\\.([^.\\[]+)|\\['(.*?)'\\]|\\[(\\d+)]");

  private final ObjectNode template;
  private final List<String> notes = new ArrayList<>();

  private UnsupportedFieldRemover(ObjectNode template) {
    this.template = template;
  }

  /**
   * Takes out of a template what fedrealm does not manage.
   *
   * @return what was taken out, and what plan will complain of, a sentence each
   */
  public static List<String> make(ObjectNode template) {
    UnsupportedFieldRemover check = new UnsupportedFieldRemover(template);
    while (check.takeOut()) {
      // What was hidden behind it may be refused now.
    }
    return check.notes;
  }

  private boolean takeOut() {
    TemplateSource source = new TemplateSource("export", template.toPrettyString());
    Map<String, String> values = new HashMap<>();
    for (VariableUse use : RealmTemplate.variables(List.of(source))) {
      values.put(use.name(), SECRET + use.name());
    }
    try {
      RealmTemplate.load(List.of(source), new Variables(values));
      return false;
    } catch (InvalidTemplateException e) {
      List<Problem> unsupported =
          e.problems().stream()
              .filter(UnsupportedFieldRemover::isUnsupported)
              .sorted(Comparator.comparing((Problem problem) -> problem.where().line()).reversed())
              .toList();
      unsupported.forEach(this::remove);
      if (unsupported.isEmpty()) {
        e.problems()
            .forEach(p -> notes.add("plan will refuse " + p.where().path() + ": " + p.message()));
      }
      return !unsupported.isEmpty();
    }
  }

  /** Told by the sentence that SupportCheck says: it has no other mark. */
  private static boolean isUnsupported(Problem problem) {
    return problem.message().contains("not managed by fedrealm")
        || problem.message().contains("not part of a template");
  }

  private void remove(Problem problem) {
    String path = problem.where().path();
    JsonNode holder = null;
    JsonNode node = template;
    String last = "";
    Matcher step = STEP.matcher(path);
    while (step.find()) {
      holder = node;
      last = step.group(1) != null ? step.group(1) : step.group(2);
      last = last != null ? last : step.group(3);
      node = holder.isArray() ? holder.path(Integer.parseInt(last)) : holder.path(last);
    }
    if (holder instanceof ObjectNode object && object.remove(last) != null) {
      notes.add("left out: " + path + " (not managed by fedrealm)");
    } else if (holder instanceof ArrayNode array && array.remove(Integer.parseInt(last)) != null) {
      notes.add("left out: " + path + " (not managed by fedrealm)");
    } else {
      throw new IllegalStateException("cannot be left out: " + problem);
    }
  }
}
