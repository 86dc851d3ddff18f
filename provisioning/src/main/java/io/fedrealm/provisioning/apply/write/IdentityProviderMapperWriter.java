package io.fedrealm.provisioning.apply.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.plan.change.Action;
import io.fedrealm.provisioning.plan.change.Change;

/** Makes and changes the mappers of identity providers. */
final class IdentityProviderMapperWriter implements ResourceWriter {

  @Override
  public void write(Change change, Target target) {
    String provider = change.id().owner();
    if (change.action() == Action.CREATE) {
      target.create(change, "identity-provider", "instances", provider, "mappers");
    } else {
      String id = target.live().id(change.id());
      ObjectNode mapper = Merge.whole(change).put("id", id);
      target.send("PUT", mapper, "identity-provider", "instances", provider, "mappers", id);
    }
  }
}
