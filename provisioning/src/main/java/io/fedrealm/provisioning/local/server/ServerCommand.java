package io.fedrealm.provisioning.local.server;

import io.fedrealm.provisioning.secret.SecretsFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How the server is started: {@code kc.sh start --optimized} on the loopback address only.
 *
 * @param home the folder with database and logs
 * @param distribution the built distribution
 * @param port of the server
 * @param managementPort of health and metrics
 */
public record ServerCommand(Home home, Path distribution, int port, int managementPort) {

  /** Loopback only: plain HTTP must not leave the machine. */
  public static final String ADDRESS = "127.0.0.1";

  /**
   * Quick to start instead of quick under load: one compiler (half the CPU seconds), and the serial
   * collector, which needs 80 MB less. kc.sh has already chosen G1, so that has to go first.
   */
  private static final String JVM_OPTIONS = "-XX:TieredStopAtLevel=1 -XX:-UseG1GC -XX:+UseSerialGC";

  private static final String HEAP = "-Xms128m -Xmx512m";

  /**
   * The client policies of our extension, for every realm: what comes in by an import, for which
   * Keycloak asks no policies of the realm, is held too (docs/token-policy.md).
   */
  private static final String SECURITY_PROFILE = "fl-security-profile";

  /** The base URL. */
  String url() {
    return "http://" + ADDRESS + ":" + port;
  }

  /**
   * The program to run.
   *
   * @param environment the environment variables
   * @param secrets the accounts to create; null when the database has them already
   */
  Tool tool(Map<String, String> environment, SecretsFile secrets) {
    List<String> command = new ArrayList<>();
    command.add(ownSession(environment));
    command.add(distribution.resolve("bin/kc.sh").toString());
    command.addAll(arguments());
    Map<String, String> variables = Tool.plainEnvironment(environment);
    variables.put("JAVA_OPTS_APPEND", JVM_OPTIONS);
    variables.put("JAVA_OPTS_KC_HEAP", HEAP);
    if (secrets != null) {
      variables.put("KC_BOOTSTRAP_ADMIN_CLIENT_ID", AdminAccount.CLIENT_ID);
      variables.put(
          "KC_BOOTSTRAP_ADMIN_CLIENT_SECRET", secrets.get(AdminAccount.CLIENT_SECRET_VARIABLE));
      variables.put("KC_BOOTSTRAP_ADMIN_USERNAME", AdminAccount.USERNAME);
      variables.put("KC_BOOTSTRAP_ADMIN_PASSWORD", secrets.get(AdminAccount.PASSWORD_VARIABLE));
    }
    return new Tool(command, distribution, variables, home.log("server"));
  }

  private List<String> arguments() {
    return List.of(
        "start",
        "--optimized",
        "--cache=local",
        "--http-enabled=true",
        "--http-host=" + ADDRESS,
        "--http-port=" + port,
        "--hostname=" + url(),
        "--http-management-host=" + ADDRESS,
        "--http-management-port=" + managementPort,
        "--db-url=" + databaseUrl(),
        "--spi-security-profile--default--name=" + SECURITY_PROFILE,
        // There is no load balancer that has to learn that we go.
        "--shutdown-delay=0",
        // While it starts, every look at its health would put a warning into the log.
        "--log-level=INFO,io.smallrye.health:WARN");
  }

  /** Outside the distribution, so that the database outlives an upgrade of Keycloak. */
  private String databaseUrl() {
    return "jdbc:h2:file:"
        + home.data().resolve("keycloakdb")
        + ";NON_KEYWORDS=VALUE;DB_CLOSE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
  }

  /**
   * A session of its own: neither Ctrl-C nor the end of the terminal reaches the server; we decide
   * when it stops. nohup is the second best where there is no setsid.
   */
  private static String ownSession(Map<String, String> environment) {
    return Tool.find("setsid", environment).orElse("nohup");
  }
}
