package io.fedrealm.provisioning.apply.write;

import io.fedrealm.provisioning.plan.change.Action;
import io.fedrealm.provisioning.plan.change.Change;

/** Makes and changes realm roles and client roles, without their composites. */
final class RoleWriter implements ResourceWriter {

  @Override
  public void write(Change change, Target target) {
    String owner = change.id().owner();
    if (change.action() == Action.UPDATE) {
      String id = target.live().roleId(owner, change.id().name());
      target.send("PUT", Merge.whole(change), "roles-by-id", id);
    } else if (owner.isEmpty()) {
      target.create(change, "roles");
    } else {
      target.create(change, "clients", target.live().client(owner), "roles");
    }
  }
}
