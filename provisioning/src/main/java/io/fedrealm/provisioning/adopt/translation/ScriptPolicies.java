package io.fedrealm.provisioning.adopt.translation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * Policies whose script stands in the file: since Keycloak 18, scripts are installed on the server.
 * Without its script nobody knows what such a policy would decide, so that it lets in nobody.
 */
final class ScriptPolicies implements Translation {

  private static final Set<String> SCRIPTS = Set.of("js", "drools", "rules");

  @Override
  public void apply(ForeignRealm realm) {
    for (ObjectNode client : realm.objects("clients")) {
      for (ObjectNode policy :
          ForeignRealm.objects(client.path("authorizationSettings").path("policies"))) {
        if (SCRIPTS.contains(policy.path("type").asText())) {
          realm.notKept(
              policy,
              "",
              "a policy of a script in the file: in its place stands one that grants nobody");
          policy.put("type", "user").put("logic", "POSITIVE");
          policy.putObject("config").put("users", "[]");
        }
      }
    }
  }
}
