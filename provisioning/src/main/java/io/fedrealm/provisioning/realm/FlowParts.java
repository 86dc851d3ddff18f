package io.fedrealm.provisioning.realm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Authentication flows, their executions, the bindings, and required actions. The executions of a
 * flow are one resource, with the configuration of each: its fields are {@code executions}, by name
 * ({@link FlowExecutions}), and {@code order}.
 */
public final class FlowParts {

  /** The settings of a realm that say which flow is used for what. */
  static final Set<String> BINDINGS =
      Set.of(
          "browserFlow",
          "registrationFlow",
          "directGrantFlow",
          "resetCredentialsFlow",
          "clientAuthenticationFlow",
          "dockerAuthenticationFlow",
          "firstBrokerLoginFlow");

  private static final String EXECUTIONS = "authenticationExecutions";

  private final ObjectNode realm;
  private final ResourceCollector parts;
  private final Map<String, JsonNode> configs = new HashMap<>();
  private final Set<String> subflows = new HashSet<>();

  FlowParts(ObjectNode realm, ResourceCollector parts) {
    this.realm = realm;
    this.parts = parts;
  }

  void collect() {
    realm.path("authenticatorConfig").forEach(c -> configs.put(c.path("alias").asText(), c));
    for (JsonNode flow : realm.path("authenticationFlows")) {
      flow.path(EXECUTIONS).forEach(e -> subflows.add(e.path("flowAlias").asText()));
    }
    int index = 0;
    for (JsonNode flow : realm.path("authenticationFlows")) {
      flow(flow, JsonPath.element("$.authenticationFlows", index++));
    }
    bindings();
    requiredActions();
  }

  private void flow(JsonNode flow, String path) {
    String alias = flow.path("alias").asText();
    ObjectNode fields = ResourceCollector.without(flow, Set.of("id", "alias", EXECUTIONS));
    if (!fields.has("topLevel")) {
      fields.put("topLevel", !subflows.contains(alias));
    }
    parts.add(ResourceId.of(ResourceType.AUTHENTICATION_FLOW, alias), flow, fields, path);
    if (flow.has(EXECUTIONS)) {
      ObjectNode executions = executions(flow.path(EXECUTIONS));
      ResourceId id = ResourceId.of(ResourceType.FLOW_EXECUTIONS, alias);
      parts.add(id, executions, JsonPath.member(path, EXECUTIONS));
    }
  }

  private ObjectNode executions(JsonNode list) {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    ObjectNode byName = fields.putObject("executions");
    for (JsonNode execution : inOrder(list)) {
      byName.set(FlowExecutions.freeName(byName, name(execution)), fields(execution));
    }
    List<String> names = new ArrayList<>();
    byName.fieldNames().forEachRemaining(names::add);
    return fields.put("order", String.join(", ", names));
  }

  private static List<JsonNode> inOrder(JsonNode list) {
    List<JsonNode> executions = new ArrayList<>();
    list.forEach(executions::add);
    if (executions.stream().allMatch(execution -> execution.hasNonNull("priority"))) {
      executions.sort(Comparator.comparingInt(execution -> execution.path("priority").asInt()));
    }
    return executions;
  }

  private static String name(JsonNode execution) {
    return execution.hasNonNull("flowAlias")
        ? FlowExecutions.subflow(execution.path("flowAlias").asText())
        : execution.path("authenticator").asText();
  }

  private ObjectNode fields(JsonNode execution) {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    fields.put("requirement", execution.path("requirement").asText());
    if (execution.hasNonNull("flowAlias") && execution.hasNonNull("authenticator")) {
      fields.set("authenticator", execution.get("authenticator"));
    }
    if (execution.hasNonNull("authenticatorConfig")) {
      String alias = execution.path("authenticatorConfig").asText();
      fields.put("alias", alias);
      JsonNode config = configs.getOrDefault(alias, JsonNodeFactory.instance.objectNode());
      if (config.path("config") instanceof ObjectNode values) {
        fields.set("config", values);
      }
    }
    return fields;
  }

  private void bindings() {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    realm
        .properties()
        .forEach(
            field -> {
              if (BINDINGS.contains(field.getKey())) {
                fields.set(field.getKey(), field.getValue());
              }
            });
    if (!fields.isEmpty()) {
      parts.add(
          ResourceId.of(ResourceType.FLOW_BINDINGS, ""), fields, "$." + fields.fieldNames().next());
    }
  }

  private void requiredActions() {
    int index = 0;
    for (JsonNode action : realm.path("requiredActions")) {
      parts.add(
          ResourceId.of(ResourceType.REQUIRED_ACTION, action.path("alias").asText()),
          action,
          ResourceCollector.without(action, Set.of("id", "alias")),
          JsonPath.element("$.requiredActions", index++));
    }
  }
}
