package io.fedrealm.provisioning.apply;

import io.fedrealm.provisioning.plan.Change;

/** Sets the texts of a language; Keycloak keeps those that are not sent. */
final class LocalizationWriter implements ResourceWriter {

  @Override
  public void write(Change change, Target target) {
    target.send("POST", change.desired().fields(), "localization", change.id().name());
  }
}
