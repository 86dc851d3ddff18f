package io.fedrealm.provisioning.apply.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.apply.write.ResourceWriter.Target;
import io.fedrealm.provisioning.realm.FlowExecutions;
import java.util.LinkedHashMap;
import java.util.Map;

/** The executions of a flow as they are on the server, with their ids. */
final class Executions {

  private Executions() {}

  /** The executions that are in the flow itself, not in its subflows, by name, in order. */
  static Map<String, JsonNode> of(String flow, Target target) {
    ObjectNode taken = JsonNodeFactory.instance.objectNode();
    Map<String, JsonNode> executions = new LinkedHashMap<>();
    for (JsonNode execution : target.read("authentication", "flows", flow, "executions")) {
      if (execution.path("level").asInt() == 0) {
        String name =
            execution.path("authenticationFlow").asBoolean()
                ? FlowExecutions.subflow(execution.path("displayName").asText())
                : execution.path("providerId").asText();
        String free = FlowExecutions.freeName(taken, name);
        taken.set(free, execution);
        executions.put(free, execution);
      }
    }
    return executions;
  }

  /** Deletes an execution; a subflow goes with it. */
  static void delete(JsonNode execution, Target target) {
    target.send("DELETE", null, "authentication", "executions", execution.path("id").asText());
  }
}
