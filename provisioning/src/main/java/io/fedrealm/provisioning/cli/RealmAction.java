package io.fedrealm.provisioning.cli;

import io.fedrealm.provisioning.CommandException;
import io.fedrealm.provisioning.server.AdminAccess;
import io.fedrealm.provisioning.server.AdminApi;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that works in one realm of a server. */
public abstract class RealmAction implements Callable<Integer> {

  /** Names the realm where no option does. */
  private static final String VARIABLE = "FEDREALM_REALM";

  private static final String DEFAULT = "fedn";

  @Mixin private GlobalOptions global;
  @Mixin private ServerOptions server;

  @Option(
      names = "--realm",
      paramLabel = "NAME",
      description =
          "The realm. Default: environment variable " + VARIABLE + ", or else " + DEFAULT + ".")
  private String realm;

  /**
   * Where the command works.
   *
   * @param api the server, logged in at the first request
   * @param server its base URL
   * @param name the realm's name
   */
  public record Realm(AdminApi api, URI server, String name) {}

  @Override
  public final Integer call() {
    check();
    AdminAccess access = server.access(global.environment());
    String name =
        Optional.ofNullable(realm)
            .or(() -> Optional.ofNullable(global.environment().get(VARIABLE)))
            .filter(given -> !given.isBlank())
            .orElse(DEFAULT);
    try (AdminApi api = new AdminApi(access)) {
      return run(new Realm(api, access.server(), name));
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
}
