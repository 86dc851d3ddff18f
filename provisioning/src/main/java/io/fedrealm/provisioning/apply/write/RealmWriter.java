package io.fedrealm.provisioning.apply.write;

import io.fedrealm.provisioning.plan.change.Change;

/**
 * Changes realm settings. Keycloak takes a partial representation: what is left out stays. (A new
 * realm is made by {@code Applier}, before there is a live realm to work on.)
 */
final class RealmWriter implements ResourceWriter {

  @Override
  public void write(Change change, Target target) {
    target.send("PUT", Merge.changedFields(change));
  }
}
