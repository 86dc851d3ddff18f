package io.fedrealm.provisioning.apply.write;

import io.fedrealm.provisioning.plan.change.Action;
import io.fedrealm.provisioning.plan.change.Change;

/** Makes and changes client scopes, without their mappers. */
final class ClientScopeWriter implements ResourceWriter {

  @Override
  public void write(Change change, Target target) {
    if (change.action() == Action.CREATE) {
      target.create(change, "client-scopes");
    } else {
      String id = target.live().clientScope(change.id().name());
      target.send("PUT", Merge.whole(change), "client-scopes", id);
    }
  }
}
