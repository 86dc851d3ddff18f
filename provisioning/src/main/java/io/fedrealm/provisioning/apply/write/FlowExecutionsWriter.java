package io.fedrealm.provisioning.apply.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.plan.change.Change;
import io.fedrealm.provisioning.realm.FlowExecutions;
import java.util.Map;

/**
 * Brings the steps of an authentication flow into line: takes out what the template does not name,
 * adds what is missing, then requirement, order and configuration. Keycloak orders by a priority.
 */
final class FlowExecutionsWriter implements ResourceWriter {

  private static final int PRIORITY_STEP = 10;

  @Override
  public void write(Change change, Target target) {
    String flow = change.id().name();
    Map<String, JsonNode> live = Executions.of(flow, target);
    JsonNode desired = change.desired().fields().path("executions");
    live.forEach(
        (name, execution) -> {
          if (!desired.has(name)) {
            Executions.delete(execution, target);
          }
        });
    boolean reorder = change.touches("order");
    int priority = 0;
    for (Map.Entry<String, JsonNode> entry : desired.properties()) {
      priority += PRIORITY_STEP;
      JsonNode execution = live.get(entry.getKey());
      String id;
      if (execution == null) {
        id = add(flow, entry.getKey(), entry.getValue(), priority, target);
      } else {
        id = execution.path("id").asText();
        int wanted = reorder ? priority : execution.path("priority").asInt();
        update(flow, execution, entry.getValue(), wanted, target);
      }
      if (entry.getValue().has("alias")) {
        configure(change, entry.getKey(), id, execution, target);
      }
    }
  }

  private static String add(
      String flow, String name, JsonNode desired, int priority, Target target) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("parentFlow", target.live().flow(flow));
    body.put("requirement", desired.path("requirement").asText());
    body.put("priority", priority);
    String subflow = FlowExecutions.subflowOf(name);
    body.put("authenticatorFlow", !subflow.isEmpty());
    if (subflow.isEmpty()) {
      body.put("authenticator", FlowExecutions.provider(name));
    } else {
      body.put("flowId", target.live().flow(subflow));
      if (desired.has("authenticator")) {
        body.set("authenticator", desired.get("authenticator"));
      }
    }
    return target.send("POST", body, "authentication", "executions");
  }

  private static void update(
      String flow, JsonNode live, JsonNode desired, int priority, Target target) {
    String requirement = desired.path("requirement").asText();
    if (!live.path("requirement").asText().equals(requirement)
        || live.path("priority").asInt() != priority) {
      ObjectNode body = live.deepCopy();
      body.put("requirement", requirement).put("priority", priority);
      target.send("PUT", body, "authentication", "flows", flow, "executions");
    }
  }

  /** Keycloak takes a configuration as a whole, and keeps a secret when its mask is sent back. */
  private static void configure(
      Change change, String name, String execution, JsonNode live, Target target) {
    boolean isNew = live == null || !live.hasNonNull("authenticationConfig");
    boolean differs =
        change.fields().stream()
            .map(field -> field.path().substring(field.path().indexOf('.') + 1))
            .anyMatch(path -> path.equals(name + ".alias") || path.startsWith(name + ".config"));
    if (!isNew && !differs) {
      return;
    }
    JsonNode step = Merge.whole(change).path("executions").path(name);
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set("alias", step.path("alias"));
    body.set("config", step.path("config").isObject() ? step.get("config") : body.objectNode());
    if (isNew) {
      target.send("POST", body, "authentication", "executions", execution, "config");
    } else {
      String id = live.path("authenticationConfig").asText();
      target.send("PUT", body.put("id", id), "authentication", "config", id);
    }
  }
}
