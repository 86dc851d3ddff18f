package io.fedrealm.provisioning.adopt.translation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Steps that were {@code OPTIONAL} until Keycloak 7: asked of who has set them up. Since 8, a
 * conditional subflow says that (MigrateTo8_0_0.migrateOptionalAuthenticationExecution).
 */
final class OptionalExecutions implements Translation {

  @Override
  public void apply(ForeignRealm realm) {
    if (!(realm.root().path("authenticationFlows") instanceof ArrayNode flows)) {
      return;
    }
    for (ObjectNode flow : List.copyOf(ForeignRealm.objects(flows))) {
      for (ObjectNode step : ForeignRealm.objects(flow.path("authenticationExecutions"))) {
        if (step.path("requirement").asText().equals("OPTIONAL")) {
          realm.translated(step, "requirement", "is a conditional subflow since Keycloak 8");
          if (step.hasNonNull("flowAlias")) {
            step.put("requirement", "CONDITIONAL");
          } else {
            subflow(flow, step, flows);
          }
        }
      }
    }
  }

  private static void subflow(ObjectNode flow, ObjectNode step, ArrayNode flows) {
    String alias =
        flow.path("alias").asText()
            + " - "
            + step.path("authenticator").asText()
            + " - Conditional";
    ObjectNode subflow = flows.addObject();
    subflow.put("alias", alias).put("providerId", "basic-flow");
    subflow.put("topLevel", false).put("builtIn", false);
    ArrayNode steps = subflow.putArray("authenticationExecutions");
    steps
        .addObject()
        .put("authenticator", "conditional-user-configured")
        .put("requirement", "REQUIRED")
        .put("priority", 10);
    ObjectNode moved = steps.addObject();
    moved.setAll(step);
    moved.put("requirement", "REQUIRED").put("priority", 20);
    step.removeAll();
    step.put("flowAlias", alias).put("requirement", "CONDITIONAL");
    step.set("priority", moved.path("priority"));
  }
}
