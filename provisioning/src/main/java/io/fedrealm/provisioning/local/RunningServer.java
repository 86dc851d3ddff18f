package io.fedrealm.provisioning.local;

import io.fedrealm.provisioning.local.server.AdminAccount;
import io.fedrealm.provisioning.local.server.Home;
import io.fedrealm.provisioning.local.server.LocalServer;
import io.fedrealm.provisioning.local.server.ServerState;
import io.fedrealm.provisioning.secret.SecretsFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The local server that runs, for commands that are told no server: its address, its account, and
 * the secrets and values that {@code up} has made its realms with.
 */
public final class RunningServer {

  private static final String URL = "FEDREALM_SERVER_URL";
  private static final String ACCOUNT = "FEDREALM_ADMIN_";
  private static final String VALUES = "FEDREALM_VALUES_FILE";
  private static final String REALM = "FEDREALM_REALM";
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost");

  private RunningServer() {}

  /**
   * The environment as a command for the local server has to see it. An account of another server
   * that is in it never goes to this one.
   *
   * @return empty when no local server runs
   */
  public static Optional<Map<String, String>> environment(Map<String, String> environment) {
    return home(environment)
        .filter(home -> Files.exists(home.state()))
        .flatMap(
            home ->
                new LocalServer(home, environment)
                    .running()
                    .filter(state -> LOOPBACK.contains(state.uri().getHost()))
                    .map(state -> environment(home, state, environment)));
  }

  private static Optional<Home> home(Map<String, String> environment) {
    String checkout = System.getProperty(LocalOptions.CHECKOUT_PROPERTY, "");
    if (checkout.isEmpty() && environment.getOrDefault(Home.ENVIRONMENT_VARIABLE, "").isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(Home.locate(null, environment, Path.of(checkout)));
  }

  private static Map<String, String> environment(
      Home home, ServerState state, Map<String, String> environment) {
    Map<String, String> local = new HashMap<>(environment);
    local.keySet().removeIf(name -> name.startsWith(ACCOUNT) || name.startsWith(URL));
    Map<String, String> secrets = SecretsFile.open(home.secrets()).values();
    secrets.forEach(
        (name, value) -> {
          boolean given =
              !local.getOrDefault(name, "").isEmpty()
                  || !local.getOrDefault(name + "_FILE", "").isEmpty();
          if (!given && !name.startsWith(ACCOUNT)) {
            local.put(name, value);
          }
        });
    local.put(URL, state.url());
    local.put(ACCOUNT + "CLIENT_ID", AdminAccount.CLIENT_ID);
    local.put(
        AdminAccount.CLIENT_SECRET_VARIABLE,
        secrets.getOrDefault(AdminAccount.CLIENT_SECRET_VARIABLE, ""));
    if (Files.exists(home.values()) && local.getOrDefault(VALUES, "").isEmpty()) {
      local.put(VALUES, home.values().toString());
    }
    if (state.realms().size() == 1) {
      local.putIfAbsent(REALM, state.realms().get(0).realm());
    }
    return local;
  }
}
