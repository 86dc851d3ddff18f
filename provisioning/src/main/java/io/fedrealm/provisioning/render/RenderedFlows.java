package io.fedrealm.provisioning.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * Authentication flows for Keycloak's own import: it takes the order of steps from their
 * priorities, fails at a configuration that the file does not have, and finds the flows that a
 * client overrides by their ids (DefaultExportImportManager.importAuthenticationFlows, 26.7).
 */
final class RenderedFlows {

  private static final int PRIORITY_STEP = 10;
  private static final String ALIAS = "alias";
  private static final String PRIORITY = "priority";
  private static final String EXECUTIONS = "authenticationExecutions";
  private static final String CONFIGS = "authenticatorConfig";
  private static final String SUBFLOW = "flowAlias";

  private final ObjectNode realm;
  private final Set<String> subflows = new HashSet<>();
  private final Set<String> configs = new HashSet<>();

  private RenderedFlows(ObjectNode realm) {
    this.realm = realm;
  }

  /**
   * Completes the flows.
   *
   * @param realm with Keycloak's own; it is changed
   */
  static void complete(ObjectNode realm) {
    RenderedFlows flows = new RenderedFlows(realm);
    flows.flows();
    flows.overrides();
  }

  private void flows() {
    realm.path(CONFIGS).forEach(config -> configs.add(config.path(ALIAS).asText()));
    JsonNode flows = realm.path("authenticationFlows");
    flows.forEach(
        flow -> flow.path(EXECUTIONS).forEach(step -> subflows.add(step.path(SUBFLOW).asText())));
    for (JsonNode flow : flows) {
      flow((ObjectNode) flow);
      steps(flow.path(EXECUTIONS));
    }
  }

  private void flow(ObjectNode flow) {
    putIfAbsent(flow, "providerId", "basic-flow");
    if (!flow.has("topLevel")) {
      flow.put("topLevel", !subflows.contains(flow.path(ALIAS).asText()));
    }
    flow.put("id", id(flow.path(ALIAS).asText()));
  }

  private void steps(JsonNode steps) {
    boolean ordered = steps.valueStream().allMatch(step -> step.hasNonNull(PRIORITY));
    int priority = 0;
    for (JsonNode step : steps) {
      ObjectNode completed = (ObjectNode) step;
      priority += PRIORITY_STEP;
      if (!ordered) {
        completed.put(PRIORITY, priority);
      }
      completed.put("authenticatorFlow", step.hasNonNull(SUBFLOW));
      String config = step.path(CONFIGS).asText();
      if (!config.isEmpty() && configs.add(config)) {
        ArrayNode all = realm.withArrayProperty(CONFIGS);
        all.addObject().put(ALIAS, config).putObject("config");
      }
    }
  }

  private void overrides() {
    for (JsonNode client : realm.path("clients")) {
      client
          .path("authenticationFlowBindingOverrides")
          .properties()
          .forEach(
              override -> {
                String alias = override.getValue().asText();
                override.setValue(TextNode.valueOf(alias.isEmpty() ? "" : id(alias)));
              });
    }
  }

  /** The same template gives the same ids. */
  private String id(String alias) {
    String name = realm.path("realm").asText() + "\nflow\n" + alias;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static void putIfAbsent(ObjectNode flow, String field, String value) {
    if (!flow.has(field)) {
      flow.put(field, value);
    }
  }
}
