package io.fedrealm.provisioning.apply.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.plan.change.Action;
import io.fedrealm.provisioning.plan.change.Change;
import io.fedrealm.provisioning.realm.Ownership;

/**
 * Makes and changes authentication flows, without their executions. A flow whose kind changes keeps
 * its id, so that what refers to it still does; the executions go, because those of one kind cannot
 * be in a flow of another.
 */
final class FlowWriter implements ResourceWriter {

  @Override
  public void write(Change change, Target target) {
    String alias = change.id().name();
    if (change.action() == Action.CREATE) {
      ObjectNode flow = Ownership.marked(change.desired()).put("alias", alias);
      flow.put("builtIn", false);
      flow.put("providerId", flow.path("providerId").asText("basic-flow"));
      String id = target.send("POST", flow, "authentication", "flows");
      target.live().made(change.id(), id);
      return;
    }
    if (change.action() == Action.REPLACE) {
      for (JsonNode execution : Executions.of(alias, target).values()) {
        Executions.delete(execution, target);
      }
    }
    ObjectNode flow = Merge.whole(change).put("alias", alias);
    flow.put("builtIn", isBuiltIn(change));
    target.send("PUT", flow, "authentication", "flows", target.live().flow(alias));
  }

  /** Whose flow it is stays as it is: an update that leaves it out makes Keycloak's flow ours. */
  private static boolean isBuiltIn(Change change) {
    return change
        .actual()
        .map(live -> live.fields().path("builtIn").asBoolean())
        .orElse(Boolean.FALSE);
  }
}
