package io.fedrealm.provisioning.adopt.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fedrealm.provisioning.realm.NewRealm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keycloak's own flows. Their steps are those of the version that made the realm, and Keycloak adds
 * none to its own flows and takes none away: a flow with other steps becomes one of the realm's own
 * under another alias, used wherever the old one was.
 */
final class BuiltInFlows implements Translation {

  private static final String FLOWS = "authenticationFlows";
  private static final String STEPS = "authenticationExecutions";
  private static final String ALIAS = "alias";
  private static final String SUBFLOW = "flowAlias";

  /** Which flow Keycloak uses for what when a realm does not say it. */
  private static final Map<String, String> BINDINGS =
      Map.of(
          "browserFlow", "browser",
          "registrationFlow", "registration",
          "directGrantFlow", "direct grant",
          "resetCredentialsFlow", "reset credentials",
          "clientAuthenticationFlow", "clients",
          "dockerAuthenticationFlow", "docker auth",
          "firstBrokerLoginFlow", "first broker login");

  @Override
  public void apply(ForeignRealm realm) {
    Map<String, JsonNode> usual = byAlias(NewRealm.untouched("r").path(FLOWS));
    Map<String, JsonNode> flows = byAlias(realm.root().path(FLOWS));
    Set<String> others = otherSteps(flows, usual);
    dropUnchanged(realm, usual, others);
    if (others.isEmpty()) {
      return;
    }
    Map<String, String> renamed = new HashMap<>();
    for (String alias : others) {
      renamed.put(alias, free(alias, flows.keySet(), usual.keySet()));
    }
    for (ObjectNode flow : realm.objects(FLOWS)) {
      String own = renamed.get(flow.path(ALIAS).asText());
      if (own != null) {
        realm.translated(
            flow,
            "",
            "is the flow \"" + own + "\": its steps are not those of this version's own flow");
        flow.put(ALIAS, own).put("builtIn", false);
      }
      for (ObjectNode step : ForeignRealm.objects(flow.path(STEPS))) {
        rename(step, SUBFLOW, renamed);
      }
    }
    bind(realm, renamed);
  }

  private static Map<String, JsonNode> byAlias(JsonNode flows) {
    Map<String, JsonNode> byAlias = new HashMap<>();
    flows.forEach(flow -> byAlias.put(flow.path(ALIAS).asText(), flow));
    return byAlias;
  }

  /** Flows of Keycloak's with other steps, or with such a flow within. */
  private static Set<String> otherSteps(Map<String, JsonNode> flows, Map<String, JsonNode> usual) {
    Set<String> others = new HashSet<>();
    flows.forEach(
        (alias, flow) -> {
          boolean keycloaks = usual.containsKey(alias) || flow.path("builtIn").asBoolean();
          boolean same =
              usual.containsKey(alias)
                  && (!flow.has(STEPS) || steps(flow).equals(steps(usual.get(alias))));
          if (keycloaks && !same) {
            others.add(alias);
          }
        });
    Map<String, JsonNode> all = new HashMap<>(usual);
    all.putAll(flows);
    for (boolean more = true; more; ) {
      Set<String> holders = new HashSet<>();
      all.forEach(
          (alias, flow) -> {
            boolean holds = subflows(flow).stream().anyMatch(others::contains);
            if (holds && flows.containsKey(alias) && usual.containsKey(alias)) {
              holders.add(alias);
            }
          });
      more = others.addAll(holders);
    }
    return others;
  }

  private static List<String> steps(JsonNode flow) {
    List<String> steps = new ArrayList<>();
    flow.path(STEPS)
        .forEach(
            step ->
                steps.add(step.path("authenticator").asText() + "/" + step.path(SUBFLOW).asText()));
    steps.sort(null);
    return steps;
  }

  private static Set<String> subflows(JsonNode flow) {
    return ForeignRealm.names(flow.path(STEPS), SUBFLOW);
  }

  /** What is as in every new realm needs no words. */
  private static void dropUnchanged(
      ForeignRealm realm, Map<String, JsonNode> usual, Set<String> others) {
    if (realm.root().path(FLOWS) instanceof ArrayNode flows) {
      flows.removeIf(
          flow -> {
            String alias = flow.path(ALIAS).asText();
            return usual.containsKey(alias)
                && !others.contains(alias)
                && requirements(flow).equals(requirements(usual.get(alias)))
                && ForeignRealm.names(flow.path(STEPS), "authenticatorConfig")
                    .equals(ForeignRealm.names(usual.get(alias).path(STEPS), "authenticatorConfig"))
                && ForeignRealm.names(flow.path(STEPS), "authenticatorConfig").equals(Set.of(""));
          });
      if (flows.isEmpty()) {
        realm.root().remove(FLOWS);
      }
    }
  }

  private static List<String> requirements(JsonNode flow) {
    List<JsonNode> ordered = new ArrayList<>();
    flow.path(STEPS).forEach(ordered::add);
    ordered.sort((one, other) -> one.path("priority").asInt() - other.path("priority").asInt());
    return ordered.stream()
        .map(
            step ->
                step.path("authenticator").asText()
                    + "/"
                    + step.path(SUBFLOW).asText()
                    + "/"
                    + step.path("requirement").asText())
        .toList();
  }

  private static String free(String alias, Set<String> taken, Set<String> keycloaks) {
    String free = alias + " - adopted";
    for (int number = 2; taken.contains(free) || keycloaks.contains(free); number++) {
      free = alias + " - adopted " + number;
    }
    return free;
  }

  private static void bind(ForeignRealm realm, Map<String, String> renamed) {
    ObjectNode root = realm.root();
    BINDINGS.forEach(
        (binding, alias) -> {
          if (!root.hasNonNull(binding) && renamed.containsKey(alias)) {
            root.put(binding, alias);
          }
          rename(root, binding, renamed);
        });
    for (ObjectNode provider : realm.objects("identityProviders")) {
      rename(provider, "firstBrokerLoginFlowAlias", renamed);
      rename(provider, "postBrokerLoginFlowAlias", renamed);
    }
    for (ObjectNode client : realm.objects("clients")) {
      for (Map.Entry<String, JsonNode> override :
          client.path("authenticationFlowBindingOverrides").properties()) {
        String own = renamed.get(override.getValue().asText());
        if (own != null) {
          override.setValue(TextNode.valueOf(own));
        }
      }
    }
  }

  private static void rename(ObjectNode holder, String field, Map<String, String> renamed) {
    String own = renamed.get(holder.path(field).asText());
    if (own != null) {
      holder.put(field, own);
    }
  }
}
