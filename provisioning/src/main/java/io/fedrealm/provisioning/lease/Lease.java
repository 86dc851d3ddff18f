package io.fedrealm.provisioning.lease;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.server.AdminApi;
import io.fedrealm.provisioning.server.LiveRealm;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A realm, held by this run until {@link #close()}. It is renewed in the background: a lease that
 * nobody renews for {@link #LIFE} is one of a run that died, and others may take it over.
 */
public final class Lease implements AutoCloseable {

  /** How long a lease lives that is not renewed. */
  public static final Duration LIFE = Duration.ofSeconds(60);

  private static final Duration RENEWAL = LIFE.dividedBy(4);

  private final AdminApi api;
  private final String realm;
  private final String roleId;
  private final ScheduledExecutorService renewals =
      Executors.newSingleThreadScheduledExecutor(Lease::daemon);
  private volatile Holder me;
  private volatile long renewedAt = System.nanoTime();
  private volatile boolean lost;

  private Lease(AdminApi api, String realm, Held mine) {
    this.api = api;
    this.realm = realm;
    this.roleId = mine.roleId();
    this.me = mine.holder();
    renewals.scheduleWithFixedDelay(
        this::renew, RENEWAL.toMillis(), RENEWAL.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * The role of a lease, and who made it.
   *
   * @param roleId Keycloak's id of it: of the next lease it will be another
   */
  record Held(String roleId, Holder holder) {}

  /** Takes the realm if nobody holds it. */
  static Optional<Lease> take(AdminApi api, String realm, Holder me) {
    try {
      api.write("POST", role(me), "realms", realm, "roles");
    } catch (AdminApi.RefusedException e) {
      if (e.status() != 409) {
        throw e;
      }
    } catch (AdminApi.UncertainException e) {
      // Perhaps it was made: what is there now tells.
    }
    return read(api, realm)
        .filter(held -> held.holder().token().equals(me.token()))
        .map(held -> new Lease(api, realm, held));
  }

  /** Who holds the realm. */
  static Optional<Held> read(AdminApi api, String realm) {
    return api.get("realms", realm, "roles", LiveRealm.LEASE_ROLE)
        .map(role -> new Held(role.path("id").asText(), Holder.of(role.path("attributes"))));
  }

  /** Removes a lease, and not one that was made since. */
  static void remove(AdminApi api, String realm, String roleId) {
    try {
      api.write("DELETE", null, "realms", realm, "roles-by-id", roleId);
    } catch (AdminApi.RefusedException e) {
      if (e.status() != 404) {
        throw e;
      }
    }
  }

  private static ObjectNode role(Holder holder) {
    ObjectNode role = JsonNodeFactory.instance.objectNode().put("name", LiveRealm.LEASE_ROLE);
    role.put(
        "description",
        "fedrealm is changing this realm; started by %s. Removed at the end.".formatted(holder));
    JsonNode attributes = holder.attributes();
    role.set("attributes", attributes);
    return role;
  }

  /** Says that this run is still there. */
  void renew() {
    try {
      long now = System.nanoTime();
      Holder renewed = me.renewedNow();
      api.write("PUT", role(renewed), "realms", realm, "roles-by-id", roleId);
      me = renewed;
      renewedAt = now;
    } catch (AdminApi.RefusedException e) {
      lost |= e.status() == 404;
    } catch (CommandException e) {
      // The server is away: until it is back, nobody else can take the realm over.
    }
  }

  /**
   * To be asked before each write: a run that was asleep (a laptop's lid, a stopped process) may
   * find that another has taken over.
   *
   * @throws CommandException when this run does not hold the realm any more
   */
  public void check() {
    if (!lost && System.nanoTime() - renewedAt > LIFE.dividedBy(2).toNanos()) {
      renew();
    }
    if (lost) {
      throw new CommandException(
          ExitCode.FAILED,
          "Realm %s is held by another run meanwhile, or its role %s was removed by hand: stopped."
              .formatted(realm, LiveRealm.LEASE_ROLE));
    }
  }

  /** Gives the realm back. Where that fails, the lease dies by itself. */
  @Override
  public void close() {
    renewals.shutdownNow();
    try {
      remove(api, realm, roleId);
    } catch (CommandException e) {
      // What the run has done is done; the next one takes over.
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "lease");
    thread.setDaemon(true);
    return thread;
  }
}
