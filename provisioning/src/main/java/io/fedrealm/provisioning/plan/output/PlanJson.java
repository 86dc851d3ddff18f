package io.fedrealm.provisioning.plan.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.plan.change.Action;
import io.fedrealm.provisioning.plan.change.Change;
import io.fedrealm.provisioning.plan.change.FieldChange;
import io.fedrealm.provisioning.plan.change.RealmPlan;
import io.fedrealm.provisioning.realm.ResourceId;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Plans for machines; the format is described in docs/plan-and-apply.md. */
public final class PlanJson {

  /** Raised when a reader of the format would have to change. */
  public static final int SCHEMA_VERSION = 1;

  private PlanJson() {}

  /** All plans of a run as one object. */
  public static ObjectNode of(List<RealmPlan> plans) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("schemaVersion", SCHEMA_VERSION);
    ObjectNode summary = root.putObject("summary");
    for (Action action : Action.values()) {
      summary.put(id(action), plans.stream().mapToLong(plan -> plan.count(action)).sum());
    }
    var realms = root.putArray("realms");
    for (RealmPlan plan : plans) {
      ObjectNode realm = realms.addObject().put("realm", plan.realm());
      var changes = realm.putArray("changes");
      plan.changes().forEach(change -> write(change, changes.addObject()));
      if (!plan.notes().isEmpty()) {
        plan.notes().forEach(realm.putArray("notes")::add);
      }
    }
    return root;
  }

  /**
   * All plans of a run as one object.
   *
   * @param undeclared what no template declares, by realm; nothing when nobody has looked
   */
  public static ObjectNode of(List<RealmPlan> plans, Map<String, List<ResourceId>> undeclared) {
    ObjectNode root = of(plans);
    for (JsonNode realm : root.path("realms")) {
      List<ResourceId> ids = undeclared.get(realm.path("realm").asText());
      if (ids != null) {
        var list = ((ObjectNode) realm).putArray("undeclared");
        ids.forEach(id -> write(id, list.addObject()));
      }
    }
    return root;
  }

  private static void write(ResourceId id, ObjectNode json) {
    json.put("kind", id.kind().id()).put("owner", id.owner()).put("name", id.name());
  }

  private static void write(Change change, ObjectNode json) {
    json.put("action", id(change.action()));
    write(change.id(), json);
    writeUsers(change, json);
    var fields = json.putArray("fields");
    for (FieldChange field : change.fields()) {
      ObjectNode entry = fields.addObject().put("path", field.path());
      if (field.sensitive()) {
        entry.put("sensitive", true);
      } else {
        entry.set("from", orNull(field.from()));
        entry.set("to", orNull(field.to()));
      }
      if (!field.variables().isEmpty()) {
        field.variables().forEach(entry.putArray("variables")::add);
      }
    }
  }

  private static void writeUsers(Change change, ObjectNode json) {
    if (change.action() == Action.DELETE) {
      var users = json.putArray("usedBy");
      change.usedBy().forEach(users::add);
    }
  }

  private static JsonNode orNull(JsonNode node) {
    return node.isMissingNode() ? JsonNodeFactory.instance.nullNode() : node;
  }

  private static String id(Action action) {
    return action.name().toLowerCase(Locale.ROOT);
  }
}
