package io.fedrealm.provisioning.apply.write;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.plan.change.Action;
import io.fedrealm.provisioning.plan.change.Change;
import io.fedrealm.provisioning.realm.Ownership;

/**
 * Registers and changes required actions. Keycloak registers one under the id of its provider,
 * switched on; everything else is an update, which replaces the whole. The mark of ownership is a
 * part of that update: an action whose registration a run did not survive is not ours.
 */
final class RequiredActionWriter implements ResourceWriter {

  @Override
  public void write(Change change, Target target) {
    String alias = change.id().name();
    ObjectNode action = Merge.whole(change);
    if (change.action() == Action.CREATE) {
      action = Ownership.marked(change.desired());
      String name = action.path("name").asText(alias);
      String provider = action.path("providerId").asText(alias);
      ObjectNode registration = JsonNodeFactory.instance.objectNode();
      registration.put("providerId", provider).put("name", name);
      target.send("POST", registration, "authentication", "register-required-action");
      action.put("name", name);
      action.put("enabled", action.path("enabled").asBoolean(true));
      alias = provider;
    }
    action.put("alias", change.id().name());
    target.send("PUT", action, "authentication", "required-actions", alias);
  }
}
