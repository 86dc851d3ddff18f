package io.fedrealm.provisioning.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.plan.change.Change;
import io.fedrealm.provisioning.plan.change.FieldChange;
import io.fedrealm.provisioning.plan.change.RealmPlan;
import io.fedrealm.provisioning.plan.diff.Difference;
import io.fedrealm.provisioning.realm.RealmState;
import io.fedrealm.provisioning.template.RealmTemplate;
import io.fedrealm.provisioning.template.source.TemplateSource;
import io.fedrealm.provisioning.template.variable.Variables;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plans from text blocks. */
public final class PlanSupport {

  public static final String CANARY = "canary-0123456789-abcdef";

  private PlanSupport() {}

  public static ObjectNode json(String text) {
    try {
      return (ObjectNode) new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  public static RealmState state(String json) {
    return RealmState.of(json(json));
  }

  /** A template called t.json; its variable S holds a secret. */
  public static RealmTemplate template(String json) {
    return RealmTemplate.load(
            List.of(new TemplateSource("t.json", json)), new Variables(Map.of("S", CANARY)))
        .get(0);
  }

  public static RealmPlan plan(String desired, String actual) {
    return Difference.between(state(desired), Optional.of(state(actual)));
  }

  public static RealmPlan newRealm(String desired) {
    return Difference.between(state(desired), Optional.empty());
  }

  /** The field changes of a plan: resource, path, from and to. */
  public static List<String> changes(RealmPlan plan) {
    return plan.changes().stream()
        .flatMap(change -> change.fields().stream().map(field -> describe(change, field)))
        .toList();
  }

  private static String describe(Change change, FieldChange field) {
    return change
        + "|"
        + field.path()
        + "|"
        + (field.sensitive() ? "sensitive" : field.from() + "|" + field.to());
  }
}
