package io.fedrealm.systemtests.support;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The compose files of {@code docker/}, started under a name and with secrets of their own. */
public final class Deployment implements AutoCloseable {

  /** Half the CPU seconds for starting; nothing here measures throughput. */
  private static final String QUICK_START = "-XX:TieredStopAtLevel=1";

  /** How HAProxy ends its message about a server that comes or goes. */
  private static final Pattern ACTIVE_NODES =
      Pattern.compile("(?m)^Server keycloak/.* (\\d+) active and \\d+ backup servers");

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration POLL = Duration.ofMillis(250);

  private final String project;
  private final DeploymentFiles files;
  private final int port;
  private final List<String> composeFiles;

  private Deployment(String project, DeploymentFiles files, int port, List<String> composeFiles) {
    this.project = project;
    this.files = files;
    this.port = port;
    this.composeFiles = composeFiles;
  }

  /**
   * Prepares a deployment as docs/deploy.md says; {@link #up} starts it.
   *
   * @param project name of the compose project, which gets a mark of this checkout
   * @param tag of the images
   * @param settings for the {@code .env} file, beside address and images
   * @param composeFiles compose files in {@code docker/}
   */
  public static Deployment prepare(
      String project, String tag, Map<String, String> settings, String... composeFiles) {
    int port = FreePort.find();
    Map<String, String> env = new TreeMap<>(Docker.baseImages());
    env.put("PUBLISH", "127.0.0.1:" + port);
    // Of its own, like the port: two deployments may run at once.
    env.put("PROXY_SUBNET", "10.%d.%d.0/28".formatted(port / 256, port % 256));
    env.put("PUBLIC_URL", "http://localhost:" + port);
    env.put("FEDREALM_KEYCLOAK_IMAGE", "fedrealm/keycloak:" + tag);
    env.put("FEDREALM_PROVISIONING_IMAGE", "fedrealm/provisioning:" + tag);
    env.put("FRONTEND_BASE_URL", "http://localhost:4200");
    env.put("KEYCLOAK_JAVA_OPTS", QUICK_START);
    settings.forEach((name, value) -> env.put(name, value.replace("PORT", "" + port)));
    DeploymentFiles files = DeploymentFiles.make(Cli.work().resolve("docker/" + project), env);
    Deployment deployment = new Deployment(Docker.own(project), files, port, List.of(composeFiles));
    deployment.close();
    return deployment;
  }

  /** HTTPS at {@link #port}, with a certificate that is made for it now. */
  public RawHttp https() {
    return RawHttp.trusting("https://localhost:" + port, files.certificate());
  }

  /** Every {@code docker compose} command, whatever comes of it. */
  public Cli.Result compose(String... arguments) {
    return compose(Map.of(), arguments);
  }

  /** Like {@link #compose(String...)}, with settings that go before those of the deployment. */
  public Cli.Result compose(Map<String, String> settings, String... arguments) {
    List<String> command = new ArrayList<>(List.of("compose", "-p", project));
    command.addAll(List.of("--env-file", files.environment().toString()));
    for (String file : composeFiles) {
      command.addAll(List.of("-f", Cli.checkout().resolve("docker").resolve(file).toString()));
    }
    command.addAll(List.of(arguments));
    return Docker.run(settings, command.toArray(String[]::new));
  }

  /**
   * Starts everything and waits for the job to end.
   *
   * @return what the job printed
   * @throws AssertionError when anything does not come up, or the job fails
   */
  public String up() {
    expectSuccess("up", compose("up", "-d"));
    String exitCode = Docker.out("wait", container("provisioning")).strip();
    String log = log("provisioning");
    if (!exitCode.equals("0")) {
      throw new AssertionError("the job ended with " + exitCode + ":\n" + log);
    }
    return log;
  }

  /**
   * Ends the processes of a service's container at once (SIGKILL).
   *
   * @return when
   */
  public Instant kill(String service) {
    Instant now = Instant.now();
    Docker.out("kill", container(service));
    return now;
  }

  /** Starts a container again. */
  public void start(String service) {
    Docker.out("start", container(service));
  }

  /**
   * Starts a container again and waits until it calls itself healthy.
   *
   * @return when it did
   */
  public Instant startHealthy(String service) {
    start(service);
    return awaitState(service, "{{.State.Health.Status}}", "healthy");
  }

  /**
   * Waits until {@code docker inspect} shows a value for a service's container.
   *
   * @param format of docker inspect
   * @return when it did
   */
  public Instant awaitState(String service, String format, String value) {
    await(
        service + " is " + value,
        () -> Docker.out("inspect", "-f", format, container(service)).strip().equals(value));
    return Instant.now();
  }

  /** Waits until a service has written a text to its log. */
  public void awaitLog(String service, String text) {
    await(service + " writes " + text, () -> log(service).contains(text));
  }

  /**
   * Waits until the proxy's log says that this number of nodes can be sent requests.
   *
   * @return when it did
   */
  public Instant awaitNodesAtProxy(int nodes) {
    await(nodes + " nodes at the proxy", () -> nodesAtProxy() == nodes);
    return Instant.now();
  }

  private int nodesAtProxy() {
    Matcher line = ACTIVE_NODES.matcher(log("proxy"));
    int last = 0;
    while (line.find()) {
      last = Integer.parseInt(line.group(1));
    }
    return last;
  }

  private void await(String what, BooleanSupplier condition) {
    Instant end = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError(
            "not so after " + PATIENCE + ": " + what + "\n" + compose("ps", "-a").out());
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  /** The base URL on this machine, over plain HTTP. */
  public String url() {
    return "http://localhost:" + port;
  }

  /** The admin REST API, as the job's service account. */
  public Admin admin() {
    return new Admin(url(), "fedrealm", secrets().get("FEDREALM_ADMIN_CLIENT_SECRET"));
  }

  /** Runs one of the scripts in {@code docker/}, with this deployment's options. */
  public void script(String script, String... arguments) {
    script(Map.of(), script, arguments);
  }

  /** Like {@link #script(String, String...)}, with settings that go before the deployment's. */
  public void script(Map<String, String> settings, String script, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Cli.checkout().resolve("docker").resolve(script).toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-p", project, "--env-file", files.environment().toString()));
    Path log = files.folder().resolve(script + ".log");
    if (ToolProcess.run(files.folder(), log, settings, command) != 0) {
      throw new AssertionError(script + " failed:\n" + ToolProcess.tail(log));
    }
  }

  /** The name of the first container of a service. */
  public String container(String service) {
    return project + "-" + service + "-1";
  }

  /** The name of a network. */
  public String network(String name) {
    return project + "_" + name;
  }

  /** From which address the last event came, as Keycloak's database has it. */
  public String addressOfTheLastEvent() {
    String query = "select ip_address from event_entity order by event_time desc limit 1";
    return Docker.out(
            "exec",
            container("database"),
            "psql",
            "-AtU",
            "keycloak",
            "-d",
            "keycloak",
            "-c",
            query)
        .strip();
  }

  /** Everything that a service has written to its log. */
  public String log(String service) {
    return Docker.run(Map.of(), "logs", container(service)).output();
  }

  /** The published port on 127.0.0.1. */
  public int port() {
    return port;
  }

  /** The folder with a file for each secret. */
  public Path secretsFolder() {
    return files.secrets();
  }

  /** Puts a secret more into the folder, as who owns the others. */
  public void addSecret(String name, String value) {
    files.addSecret(name, value);
  }

  /** The secrets by name. */
  public Map<String, String> secrets() {
    return files.values();
  }

  /** Fails, with what was printed, when a command failed. */
  public static void expectSuccess(String what, Cli.Result result) {
    if (result.exitCode() != 0) {
      throw new AssertionError(what + " failed:\n" + result.output());
    }
  }

  /** Removes containers and database; nothing of them is needed any more. */
  @Override
  public void close() {
    compose("down", "--volumes", "--timeout", "0");
  }
}
