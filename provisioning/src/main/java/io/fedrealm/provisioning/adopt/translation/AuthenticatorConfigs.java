package io.fedrealm.provisioning.adopt.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.realm.NewRealm;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Configurations of steps: exports tell some twice, and steps may share one, which Keycloak's admin
 * API cannot make. Each step gets one of its own.
 */
final class AuthenticatorConfigs implements Translation {

  private static final String CONFIGS = "authenticatorConfig";
  private static final String FLOWS = "authenticationFlows";
  private static final String ALIAS = "alias";

  @Override
  public void apply(ForeignRealm realm) {
    if (!(realm.root().path(CONFIGS) instanceof ArrayNode configs)) {
      return;
    }
    once(configs, realm);
    Map<String, JsonNode> byAlias = new HashMap<>();
    configs.forEach(config -> byAlias.put(config.path(ALIAS).asText(), config));
    Set<String> used = new HashSet<>(ofOtherFlows(realm));
    for (ObjectNode flow : realm.objects(FLOWS)) {
      for (ObjectNode step : ForeignRealm.objects(flow.path("authenticationExecutions"))) {
        String alias = step.path(CONFIGS).asText();
        if (!alias.isEmpty() && !used.add(alias) && byAlias.containsKey(alias)) {
          String own = freeAlias(alias + " - " + flow.path(ALIAS).asText(), used, byAlias);
          ObjectNode copy = byAlias.get(alias).deepCopy();
          configs.add(copy.put(ALIAS, own));
          used.add(own);
          step.put(CONFIGS, own);
          realm.translated(step, CONFIGS, "a configuration of its own: another step uses this one");
        }
      }
    }
    configs.removeIf(config -> !used.contains(config.path(ALIAS).asText()));
  }

  private static void once(ArrayNode configs, ForeignRealm realm) {
    Map<String, JsonNode> seen = new HashMap<>();
    for (ObjectNode config : List.copyOf(ForeignRealm.objects(configs))) {
      JsonNode first = seen.putIfAbsent(config.path(ALIAS).asText(), config.path("config"));
      if (first != null) {
        if (!first.equals(config.path("config"))) {
          realm.notKept(config, "", "a configuration of this alias stands before it, and is kept");
        }
        configs.removeIf(other -> other == config);
      }
    }
  }

  /** What Keycloak's own flows use that the file does not describe. */
  private static Set<String> ofOtherFlows(ForeignRealm realm) {
    Set<String> described = ForeignRealm.names(realm.root().path(FLOWS), ALIAS);
    Set<String> used = new HashSet<>();
    for (JsonNode flow : NewRealm.untouched("r").path(FLOWS)) {
      if (!described.contains(flow.path(ALIAS).asText())) {
        used.addAll(ForeignRealm.names(flow.path("authenticationExecutions"), CONFIGS));
      }
    }
    return used;
  }

  private static String freeAlias(String wanted, Set<String> used, Map<String, JsonNode> known) {
    String free = wanted;
    for (int number = 2; used.contains(free) || known.containsKey(free); number++) {
      free = wanted + " " + number;
    }
    return free;
  }
}
