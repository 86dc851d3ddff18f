package io.fedrealm.provisioning.apply;

import io.fedrealm.provisioning.plan.Change;
import io.fedrealm.provisioning.server.AdminApi;
import io.fedrealm.provisioning.server.LiveRealm;

/** Writes the changes of one kind of resource. */
interface ResourceWriter {

  /**
   * What a writer works with.
   *
   * @param api the server
   * @param realm the realm's name
   * @param live the realm as it was last read, for the ids that Keycloak wants
   */
  record Target(AdminApi api, String realm, LiveRealm live) {

    /** Makes a resource and notes its id. */
    void create(Change change, String... collection) {
      String[] path = new String[collection.length + 2];
      path[0] = "realms";
      path[1] = realm;
      System.arraycopy(collection, 0, path, 2, collection.length);
      live.made(change.id(), api.write("POST", change.desired().fields(), path));
    }
  }

  /**
   * Carries one change out.
   *
   * @throws AdminApi.RefusedException when the server refuses it
   */
  void write(Change change, Target target);
}
