package io.fedrealm.provisioning.plan.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.realm.Resource;
import io.fedrealm.provisioning.realm.ResourceType;
import java.util.HashSet;
import java.util.Set;

/**
 * Optional client scopes that come and go while a realm is used: those of FEDn's projects. A client
 * whose attribute {@value #ATTRIBUTE} names a prefix may have more scopes of such names than its
 * template says; they are no drift, and are not taken away.
 */
final class UnmanagedScopePrefix {

  private static final String ATTRIBUTE = "fl.optional.scopes.open";
  private static final String SCOPES = "optionalClientScopes";

  private UnmanagedScopePrefix() {}

  /** The live client without the scopes that the desired one leaves open. */
  static Resource without(Resource desired, Resource live) {
    String prefix = desired.fields().path("attributes").path(ATTRIBUTE).asText("");
    if (desired.id().kind() != ResourceType.CLIENT || prefix.isEmpty()) {
      return live;
    }
    Set<String> stated = new HashSet<>();
    desired.fields().path(SCOPES).forEach(scope -> stated.add(scope.asText()));
    ObjectNode fields = live.fields().deepCopy();
    ArrayNode kept = fields.putArray(SCOPES);
    for (JsonNode scope : live.fields().path(SCOPES)) {
      if (!scope.asText().startsWith(prefix) || stated.contains(scope.asText())) {
        kept.add(scope);
      }
    }
    return new Resource(live.id(), fields, live.path(), live.serverId());
  }
}
