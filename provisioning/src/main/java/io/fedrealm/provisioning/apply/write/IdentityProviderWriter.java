package io.fedrealm.provisioning.apply.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.plan.change.Action;
import io.fedrealm.provisioning.plan.change.Change;
import io.fedrealm.provisioning.realm.Ownership;

/**
 * Makes and changes identity providers, without their mappers. An update keeps a secret whose mask
 * is sent back (IdentityProviderResource.updateIdpFromRep). Another kind of provider is another
 * provider: the old one is deleted, and with it the links of its users.
 */
final class IdentityProviderWriter implements ResourceWriter {

  private static final String[] INSTANCES = {"identity-provider", "instances"};

  @Override
  public void write(Change change, Target target) {
    String alias = change.id().name();
    if (change.action() == Action.REPLACE) {
      target.send("DELETE", null, INSTANCES[0], INSTANCES[1], alias);
    }
    if (change.action() == Action.UPDATE) {
      ObjectNode provider = Merge.whole(change).put("alias", alias);
      target.send("PUT", provider, INSTANCES[0], INSTANCES[1], alias);
    } else {
      ObjectNode provider = Ownership.marked(change.desired()).put("alias", alias);
      target.send("POST", provider, INSTANCES);
    }
  }
}
