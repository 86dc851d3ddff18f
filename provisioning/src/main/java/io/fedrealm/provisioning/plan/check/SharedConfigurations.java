package io.fedrealm.provisioning.plan.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.provisioning.realm.RealmState;
import io.fedrealm.provisioning.realm.Resource;
import io.fedrealm.provisioning.realm.ResourceType;
import io.fedrealm.provisioning.template.RealmTemplate;
import io.fedrealm.provisioning.template.source.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks that no two steps of flows share a configuration: the Admin API makes one for one step. A
 * realm that was imported with shared ones is taken as it is.
 */
final class SharedConfigurations {

  private SharedConfigurations() {}

  /**
   * @param actual the realm as it is, or as Keycloak makes it
   */
  static List<Problem> problems(RealmTemplate template, RealmState actual) {
    List<Problem> problems = new ArrayList<>();
    Map<String, String> holders = new HashMap<>();
    for (Resource flow : template.state().all()) {
      if (flow.id().kind() != ResourceType.FLOW_EXECUTIONS) {
        continue;
      }
      JsonNode live =
          actual
              .find(flow.id())
              .map(found -> found.fields().path("executions"))
              .orElseGet(() -> flow.fields().path(""));
      for (var step : flow.fields().path("executions").properties()) {
        JsonNode alias = step.getValue().path("alias");
        String here = "%s of the flow \"%s\"".formatted(step.getKey(), flow.id().name());
        String other = alias.isTextual() ? holders.putIfAbsent(alias.asText(), here) : null;
        if (other != null && !live.path(step.getKey()).path("alias").equals(alias)) {
          problems.add(
              new Problem(
                  template.position(flow),
                  "the steps %s and %s have the configuration \"%s\" both, and Keycloak takes one for one"
                          .formatted(other, here, alias.asText())
                      + " step: write it once more under another alias"));
        }
      }
    }
    return problems;
  }
}
