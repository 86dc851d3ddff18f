package io.fedrealm.provisioning.apply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.plan.change.Change;
import io.fedrealm.provisioning.plan.diff.PlannedRealm;
import io.fedrealm.provisioning.realm.RealmSettings;
import io.fedrealm.provisioning.server.AdminApi;
import io.fedrealm.provisioning.server.KeycloakServer;
import java.util.List;

/** Makes a realm, empty as Keycloak makes it, before anybody can hold it. */
final class RealmCreation {

  private final KeycloakServer server;
  private final PlannedRealm planned;
  private final Progress progress;

  RealmCreation(KeycloakServer server, PlannedRealm planned, Progress progress) {
    this.server = server;
    this.planned = planned;
    this.progress = progress;
  }

  /**
   * Makes it.
   *
   * @return false when somebody else was faster
   */
  boolean create() {
    List<Change> changes = planned.plan().changes();
    Change realm = changes.get(0);
    ObjectNode body =
        FingerprintJournal.announced(RealmSettings.creation(realm.desired().fields()), changes);
    boolean perhapsMine = false;
    for (int attempt = 1; ; attempt++) {
      try {
        server.api().write("POST", body, "realms");
        server.api().renewLogin();
        progress.made(realm, changes.size());
        return true;
      } catch (CommandException e) {
        CommandException error = progress.at(realm, e);
        if (!Failures.mayPass(e) && !Failures.mayBeADuplicate(e)) {
          throw progress.stopped(error);
        }
        perhapsMine |= e instanceof AdminApi.UncertainException;
        if (isThere()) {
          if (perhapsMine) {
            progress.found(realm, changes.size());
          }
          return perhapsMine;
        }
        if (!Failures.retries(server.retries(), List.of(error)).again(attempt)) {
          throw progress.stopped(error);
        }
      }
    }
  }

  private boolean isThere() {
    server.api().renewLogin();
    return server.realm(planned.template().realm()).isPresent();
  }
}
