package io.fedrealm.provisioning.apply.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.apply.write.ResourceWriter.Target;
import io.fedrealm.provisioning.realm.FlowExecutions;
import io.fedrealm.provisioning.realm.Ownership;
import io.fedrealm.provisioning.realm.RealmState;
import io.fedrealm.provisioning.realm.Resource;
import io.fedrealm.provisioning.realm.ResourceId;
import io.fedrealm.provisioning.realm.ResourceType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes a flow with all that is in it, beside the one that it will replace, and gives it its name
 * when that is free: the names of flows and of configurations are unique in a realm.
 */
final class FlowBuilder {

  /** What a flow is called until it is in use; Keycloak allows no brackets in names. */
  static final String SUFFIX = " ~fedrealm";

  private static final int LONGEST = 240;
  private static final int PRIORITY_STEP = 10;
  private static final String[] FLOWS = {"authentication", "flows"};

  /** What gets its name last. */
  private record Named(String id, ObjectNode body) {}

  private final Map<String, ObjectNode> flows;
  private final Map<String, ObjectNode> steps;
  private final Target target;
  private final Set<String> taken = new HashSet<>();
  private final Map<String, Named> made = new LinkedHashMap<>();
  private final List<Named> configurations = new ArrayList<>();

  /**
   * @param flows each flow that shall be, by its alias, without its steps
   * @param steps the steps of each, by the flow's alias
   */
  FlowBuilder(Map<String, ObjectNode> flows, Map<String, ObjectNode> steps, Target target) {
    this.flows = flows;
    this.steps = steps;
    this.target = target;
    RealmState live = target.live().state();
    for (Resource resource : live.all()) {
      if (resource.id().kind() == ResourceType.AUTHENTICATION_FLOW) {
        taken.add(resource.id().name());
      } else if (resource.id().kind() == ResourceType.FLOW_EXECUTIONS) {
        taken.addAll(resource.fields().findValuesAsText("alias"));
      }
    }
  }

  /**
   * Makes a flow under a name of its own.
   *
   * @return that name
   */
  String build(String alias) {
    String name = free(alias);
    String id = flow(alias, name);
    target.live().made(ResourceId.of(ResourceType.AUTHENTICATION_FLOW, name), id);
    fill(alias, id);
    return name;
  }

  private String flow(String alias, String name) {
    ObjectNode body = body(alias);
    String id = target.send("POST", body.deepCopy().put("alias", name), FLOWS);
    made.put(alias, new Named(id, body.put("id", id)));
    return id;
  }

  /** It stays ours, or becomes it when it is new. */
  private ObjectNode body(String alias) {
    ResourceId id = ResourceId.of(ResourceType.AUTHENTICATION_FLOW, alias);
    ObjectNode fields = flows.get(alias);
    boolean ours = target.live().state().find(id).map(Ownership::isOurs).orElse(true);
    ObjectNode body = ours ? Ownership.marked(new Resource(id, fields, "")) : fields.deepCopy();
    body.put("alias", alias).put("builtIn", false);
    return body.put("providerId", body.path("providerId").asText("basic-flow"));
  }

  private void fill(String alias, String flow) {
    int priority = 0;
    for (Map.Entry<String, JsonNode> step : steps.get(alias).properties()) {
      priority += PRIORITY_STEP;
      ObjectNode body = JsonNodeFactory.instance.objectNode();
      body.put("parentFlow", flow).put("priority", priority);
      body.put("requirement", step.getValue().path("requirement").asText());
      String subflow = FlowExecutions.subflowOf(step.getKey());
      body.put("authenticatorFlow", !subflow.isEmpty());
      if (subflow.isEmpty()) {
        body.put("authenticator", FlowExecutions.provider(step.getKey()));
        configure(send(body), step.getValue());
      } else {
        String id = flow(subflow, free(subflow));
        if (step.getValue().has("authenticator")) {
          body.set("authenticator", step.getValue().get("authenticator"));
        }
        configure(send(body.put("flowId", id)), step.getValue());
        fill(subflow, id);
      }
    }
  }

  private String send(ObjectNode execution) {
    return target.send("POST", execution, "authentication", "executions");
  }

  private void configure(String execution, JsonNode step) {
    if (step.has("alias")) {
      ObjectNode body = JsonNodeFactory.instance.objectNode();
      body.set("config", step.path("config").isObject() ? step.get("config") : body.objectNode());
      String alias = step.path("alias").asText();
      String id =
          target.send(
              "POST",
              body.deepCopy().put("alias", free(alias)),
              "authentication",
              "executions",
              execution,
              "config");
      configurations.add(new Named(id, body.put("alias", alias).put("id", id)));
    }
  }

  /**
   * Gives everything its name. The flow itself comes first: a run that is killed in between leaves
   * a flow of which the next one finds that its steps have other names, and it is built anew.
   */
  void name() {
    made.forEach(
        (alias, flow) -> {
          target.send("PUT", flow.body(), "authentication", "flows", flow.id());
          target.live().made(ResourceId.of(ResourceType.AUTHENTICATION_FLOW, alias), flow.id());
        });
    for (Named config : configurations) {
      target.send("PUT", config.body(), "authentication", "config", config.id());
    }
  }

  /** The alias of a flow that was built under a name of its own. */
  static String base(String name) {
    return name.substring(0, name.length() - SUFFIX.length()).replaceFirst("^~+", "");
  }

  private String free(String alias) {
    String free = alias.substring(0, Math.min(alias.length(), LONGEST)) + SUFFIX;
    while (!taken.add(free)) {
      free = "~" + free;
    }
    return free;
  }
}
