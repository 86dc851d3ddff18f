package io.fedrealm.provisioning.apply;

import io.fedrealm.provisioning.plan.Change;

/**
 * Changes realm settings. Keycloak takes a partial representation: what is left out stays. (A new
 * realm is made by {@link Applier}, before there is a live realm to work on.)
 */
final class RealmWriter implements ResourceWriter {

  @Override
  public void write(Change change, Target target) {
    target.send("PUT", Merge.changedFields(change));
  }
}
