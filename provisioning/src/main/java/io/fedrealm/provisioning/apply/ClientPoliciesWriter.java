package io.fedrealm.provisioning.apply;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.plan.Change;
import io.fedrealm.provisioning.state.Kind;

/**
 * Writes client profiles or client policies. Keycloak takes each of the two lists as a whole, so
 * that entries which the template does not name are sent back as they are.
 */
final class ClientPoliciesWriter implements ResourceWriter {

  @Override
  public void write(Change change, Target target) {
    String list = change.id().kind() == Kind.CLIENT_PROFILES ? "profiles" : "policies";
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode entries = body.putArray(list);
    Merge.whole(change).forEach(entries::add);
    target.send("PUT", body, "client-policies", list);
  }
}
