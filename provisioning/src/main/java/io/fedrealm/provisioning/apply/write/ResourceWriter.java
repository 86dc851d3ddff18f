package io.fedrealm.provisioning.apply.write;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.plan.change.Change;
import io.fedrealm.provisioning.realm.Ownership;
import io.fedrealm.provisioning.server.AdminApi;
import io.fedrealm.provisioning.server.LiveRealm;

/** Writes the changes of one kind of resource. */
public interface ResourceWriter {

  /**
   * What a writer works with.
   *
   * @param api the server
   * @param realm the realm's name
   * @param live the realm as it was last read, for the ids that Keycloak wants
   */
  record Target(AdminApi api, String realm, LiveRealm live) {

    /** Makes a resource, marked as ours, and notes its id. */
    void create(Change change, String... collection) {
      live.made(change.id(), send("POST", Ownership.marked(change.desired()), collection));
    }

    /**
     * Reads what is only needed for writing.
     *
     * @param path below the realm; the last segment may end with a query
     * @throws CommandException when there is no such thing
     */
    JsonNode read(String... path) {
      return api.get(segments(path))
          .orElseThrow(
              () ->
                  new CommandException(
                      ExitCode.FAILED,
                      "the server has no " + String.join("/", path) + ": run the command again"));
    }

    /**
     * Sends a request.
     *
     * @param body may be null
     * @param path below the realm
     * @return the id at the end of the Location header; empty when there is none
     */
    String send(String method, JsonNode body, String... path) {
      return api.write(method, body, segments(path));
    }

    /** Deletes something; when it is gone already, that is as well. */
    void delete(String... path) {
      try {
        send("DELETE", null, path);
      } catch (AdminApi.RefusedException e) {
        if (e.status() != 404) {
          throw e;
        }
      }
    }

    private String[] segments(String... path) {
      String[] segments = new String[path.length + 2];
      segments[0] = "realms";
      segments[1] = realm;
      System.arraycopy(path, 0, segments, 2, path.length);
      return segments;
    }
  }

  /**
   * Carries one change out.
   *
   * @throws AdminApi.RefusedException when the server refuses it
   */
  void write(Change change, Target target);
}
