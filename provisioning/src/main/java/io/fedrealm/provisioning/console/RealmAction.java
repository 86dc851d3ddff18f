package io.fedrealm.provisioning.console;

import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.server.AdminAccess;
import io.fedrealm.provisioning.server.AdminApi;
import io.fedrealm.provisioning.server.KeycloakServer;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command that works in one realm of a server. */
public abstract class RealmAction implements Callable<Integer> {

  @Mixin private GlobalOptions global;
  @Mixin private ServerOptions server;
  @Mixin private RealmOption realm;

  /**
   * Where the command works.
   *
   * @param keycloak the server, logged in at the first request
   * @param server its base URL
   * @param name the realm's name
   */
  public record Realm(KeycloakServer keycloak, URI server, String name) {

    /** The server's admin REST API. */
    public AdminApi api() {
      return keycloak.api();
    }
  }

  @Override
  public final Integer call() {
    check();
    String name = realm.name(environment());
    AdminAccess access = server.access(environment());
    try (KeycloakServer keycloak = new KeycloakServer(access)) {
      return run(new Realm(keycloak, access.server(), name));
    } finally {
      global.out().flush();
      global.err().flush();
    }
  }

  /**
   * Checks the options before the server is asked.
   *
   * @throws CommandException with everything that is wrong
   */
  protected void check() {}

  /**
   * Does it.
   *
   * @return the exit code
   */
  protected abstract int run(Realm realm);

  /** Where results and everything else go, and the environment. */
  protected GlobalOptions global() {
    return global;
  }

  /** The environment variables. */
  protected final Map<String, String> environment() {
    return global.environment();
  }

  /** Tells what was done, unless the operator wants it quiet. */
  protected final void say(String line) {
    if (!global.quiet()) {
      warn(line);
    }
  }

  /** Warns, whatever the operator wants. */
  protected final void warn(String line) {
    global.err().println(line);
    global.err().flush();
  }
}
