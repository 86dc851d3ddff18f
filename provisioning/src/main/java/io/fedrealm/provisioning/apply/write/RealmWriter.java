package io.fedrealm.provisioning.apply.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.plan.change.Change;
import io.fedrealm.provisioning.realm.RealmSettings;
import io.fedrealm.provisioning.realm.Resource;
import io.fedrealm.provisioning.realm.ResourceType;

/**
 * Changes realm settings and the bindings of flows. Keycloak takes a partial representation; with
 * it goes what it would set back otherwise ({@link RealmSettings}). (A new realm is made by {@code
 * RealmCreation}, before there is a live realm to work on.)
 */
final class RealmWriter implements ResourceWriter {

  @Override
  public void write(Change change, Target target) {
    send(Merge.changedFields(change), live(change, target), target);
  }

  /** Other settings may have been written since the realm was read: not so for the first ones. */
  private static JsonNode live(Change change, Target target) {
    return change.id().kind() == ResourceType.REALM
        ? change.actual().map(Resource::fields).orElseGet(JsonNodeFactory.instance::objectNode)
        : target.read();
  }

  /**
   * Sends an update of the realm.
   *
   * @param changed the fields that change
   * @param live the realm's settings as they are
   */
  static void send(ObjectNode changed, JsonNode live, Target target) {
    target.send("PUT", RealmSettings.update(changed, live));
  }
}
