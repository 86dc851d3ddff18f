package io.fedrealm.provisioning.cli;

import io.fedrealm.provisioning.CommandException;
import io.fedrealm.provisioning.ExitCode;
import io.fedrealm.provisioning.server.AdminApi;
import io.fedrealm.provisioning.server.KeycloakServer;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that works on one realm of a server. */
public abstract class RealmCommand implements Callable<Integer> {

  private static final String VARIABLE = "FEDREALM_REALM";

  @Mixin private GlobalOptions global;
  @Mixin private ServerOptions server;

  @Option(
      names = {"-r", "--realm"},
      paramLabel = "NAME",
      description = "The realm. Default: environment variable " + VARIABLE + ".")
  private String realm;

  /** Logs in at the first request and does the work. */
  @Override
  public final Integer call() {
    check();
    String name = realm == null ? environment().getOrDefault(VARIABLE, "") : realm;
    if (name.isBlank()) {
      throw new CommandException(
          ExitCode.USAGE, "Say which realm: give --realm NAME or set " + VARIABLE + ".");
    }
    try (KeycloakServer keycloak = new KeycloakServer(server.access(global.environment()))) {
      return run(keycloak.api(), name);
    }
  }

  /** Refuses wrong usage before anything is asked of the server. */
  protected void check() {}

  /**
   * Does the work.
   *
   * @return the exit code
   */
  protected abstract int run(AdminApi api, String realm);

  /** Output and environment. */
  protected final GlobalOptions global() {
    return global;
  }

  /** The environment variables. */
  protected final Map<String, String> environment() {
    return global.environment();
  }

  /** Prints a line of the result. */
  protected final void print(String line) {
    global.out().println(line);
    global.out().flush();
  }

  /** Tells what was done, unless the operator wants it quiet. */
  protected final void say(String line) {
    if (!global.quiet()) {
      global.err().println(line);
      global.err().flush();
    }
  }

  /** Warns, whatever the operator wants. */
  protected final void warn(String line) {
    global.err().println(line);
    global.err().flush();
  }
}
