package io.fedrealm.provisioning.adopt.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An export names the flows that a client overrides by their ids; a template by their aliases. */
final class FlowBindingsById implements Translation {

  @Override
  public void apply(ForeignRealm realm) {
    Map<String, String> aliases = new HashMap<>();
    realm
        .objects("authenticationFlows")
        .forEach(flow -> aliases.put(flow.path("id").asText(), flow.path("alias").asText()));
    for (ObjectNode client : realm.objects("clients")) {
      JsonNode overrides = client.path("authenticationFlowBindingOverrides");
      for (Map.Entry<String, JsonNode> override : List.copyOf(overrides.properties())) {
        String id = override.getValue().asText();
        if (aliases.containsKey(id)) {
          override.setValue(TextNode.valueOf(aliases.get(id)));
        } else if (!aliases.containsValue(id) && !id.isEmpty()) {
          realm.notKept(overrides, override.getKey(), "the file has no flow of this id");
          ((ObjectNode) overrides).remove(override.getKey());
        }
      }
    }
  }
}
