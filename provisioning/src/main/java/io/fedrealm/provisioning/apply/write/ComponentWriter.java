package io.fedrealm.provisioning.apply.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.plan.change.Action;
import io.fedrealm.provisioning.plan.change.Change;
import io.fedrealm.provisioning.realm.ComponentParts;
import io.fedrealm.provisioning.realm.Ownership;
import io.fedrealm.provisioning.realm.ResourceType;

/**
 * Makes and changes components. An update keeps the settings that are left out, and secrets whose
 * mask is sent back (RepresentationToModel.updateComponent).
 */
final class ComponentWriter implements ResourceWriter {

  @Override
  public void write(Change change, Target target) {
    if (change.action() == Action.UPDATE) {
      String id = target.live().id(change.id());
      ObjectNode component = Merge.whole(change).put("id", id);
      component.put("providerType", change.id().owner());
      target.send("PUT", component, "components", id);
      return;
    }
    if (change.action() == Action.REPLACE) {
      target.send("DELETE", null, "components", target.live().id(change.id()));
    }
    ObjectNode component = Ownership.marked(change.desired());
    component.put("providerType", change.id().owner());
    if (change.id().kind() == ResourceType.SUB_COMPONENT) {
      ComponentParts.parent(change.id(), target.live().state())
          .ifPresent(parent -> component.put("parentId", target.live().id(parent)));
    }
    target.live().made(change.id(), target.send("POST", component, "components"));
  }
}
