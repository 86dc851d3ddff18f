package io.fedrealm.systemtests.support;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A real Keycloak that belongs to one test class: the built distribution of the shared one, with a
 * database of its own. It can be killed and started again, and can import realms before it starts.
 */
public final class OwnKeycloak implements AutoCloseable {

  private static final String ADDRESS = "127.0.0.1";
  private static final int OK = 200;

  private final Path distribution;
  private final Path folder;
  private final Map<String, String> admin;
  private final int port = FreePort.find();
  private final int managementPort = FreePort.find();
  private BackgroundProcess process;
  private int starts;

  /**
   * Nothing is started yet.
   *
   * @param shared whose distribution, and whose secret of the admin's account, it has
   * @param folder for database and logs
   */
  public OwnKeycloak(LocalKeycloak.Server shared, Path folder) {
    this(
        shared.home().resolve("keycloak-" + shared.status().path("keycloakVersion").asText()),
        folder,
        shared.adminEnvironment());
  }

  /**
   * Nothing is started yet.
   *
   * @param distribution unpacked and built
   * @param folder for database and logs
   * @param admin the account of its admin, as the command line takes it
   */
  OwnKeycloak(Path distribution, Path folder, Map<String, String> admin) {
    this.distribution = distribution;
    this.folder = folder;
    this.admin = admin;
  }

  /** Base URL, the same after every start. */
  public String url() {
    return "http://" + ADDRESS + ":" + port;
  }

  /** The environment with which the command line reaches this server. */
  public Map<String, String> adminEnvironment() {
    Map<String, String> environment = new HashMap<>(admin);
    environment.put("FEDREALM_SERVER_URL", url());
    return environment;
  }

  /** The admin REST API of this server. */
  public Admin admin() {
    return new Admin(
        url(), admin.get("FEDREALM_ADMIN_CLIENT_ID"), admin.get("FEDREALM_ADMIN_CLIENT_SECRET"));
  }

  /**
   * Starts it, on the database that is there or a new one; returns when it is ready.
   *
   * @param options more of them, for {@code kc.sh start}
   */
  public void start(String... options) {
    List<String> command =
        command(
            "start",
            "--http-enabled=true",
            "--http-host=" + ADDRESS,
            "--http-port=" + port,
            "--hostname=" + url(),
            "--http-management-host=" + ADDRESS,
            "--http-management-port=" + managementPort,
            "--spi-security-profile--default--name=fl-security-profile");
    command.addAll(List.of(options));
    process = BackgroundProcess.start(log("server-" + ++starts), environment(), command);
    process.await(
        "http://" + ADDRESS + ":" + managementPort + "/health/ready", status -> status == OK);
  }

  /** SIGKILL, of which a process learns nothing: the server, not only the script it starts with. */
  public void kill() {
    process.kill();
  }

  /** Waits until somebody has killed it. */
  public void awaitEnd() {
    process.awaitEnd();
  }

  /**
   * Runs {@code kc.sh import}; the server must not run.
   *
   * @param variables the environment, for placeholders
   * @param options where the realms are
   * @throws AssertionError with the end of its log when it fails
   */
  public void importRealms(Map<String, String> variables, String... options) {
    List<String> command = command("import", options);
    Map<String, String> environment = environment();
    environment.putAll(variables);
    Path log = log("import");
    if (ToolProcess.run(folder, log, environment, command) != 0) {
      throw new AssertionError("kc.sh import failed:\n" + ToolProcess.tail(log));
    }
  }

  private Path log(String name) {
    return folder.resolve(name + ".log");
  }

  private List<String> command(String what, String... options) {
    List<String> command = new ArrayList<>();
    command.add(distribution.resolve("bin/kc.sh").toString());
    command.addAll(List.of(what, "--optimized", "--cache=local", "--db-url=" + databaseUrl()));
    command.addAll(List.of(options));
    return command;
  }

  /**
   * Like that of {@code fedrealm up}, but what is committed is written at once, as PostgreSQL does
   * it: H2 would keep it back for half a second, and lose it with a server that is killed.
   */
  private String databaseUrl() {
    return "jdbc:h2:file:"
        + folder.resolve("keycloakdb")
        + ";NON_KEYWORDS=VALUE;DB_CLOSE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0";
  }

  /** The account is made with the database; later starts find it there. */
  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1 -XX:-UseG1GC -XX:+UseSerialGC");
    environment.put("JAVA_OPTS_KC_HEAP", "-Xms128m -Xmx512m");
    environment.put("KC_BOOTSTRAP_ADMIN_CLIENT_ID", admin.get("FEDREALM_ADMIN_CLIENT_ID"));
    environment.put("KC_BOOTSTRAP_ADMIN_CLIENT_SECRET", admin.get("FEDREALM_ADMIN_CLIENT_SECRET"));
    return environment;
  }

  @Override
  public void close() {
    if (process != null) {
      process.kill();
    }
  }
}
