package io.fedrealm.systemtests.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** The compose files of {@code docker/}, started under a name and with secrets of their own. */
public final class Deployment implements AutoCloseable {

  private static final List<String> OTHER_SECRETS =
      List.of("KC_DB_PASSWORD", "KC_BOOTSTRAP_ADMIN_PASSWORD", "FEDREALM_ADMIN_CLIENT_SECRET");

  /** Half the CPU seconds for starting; nothing here measures throughput. */
  private static final String QUICK_START = "-XX:TieredStopAtLevel=1";

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration POLL = Duration.ofMillis(250);

  private final String project;
  private final Path secrets;
  private final int port;
  private final List<String> files;

  private Deployment(String project, Path secrets, int port, List<String> files) {
    this.project = project;
    this.secrets = secrets;
    this.port = port;
    this.files = files;
  }

  /**
   * Prepares a deployment as docs/deploy.md says; {@link #up} starts it.
   *
   * @param project name of the compose project
   * @param tag of the images
   * @param settings for the {@code .env} file, beside address and images
   * @param files compose files in {@code docker/}
   */
  public static Deployment prepare(
      String project, String tag, Map<String, String> settings, String... files) {
    Path folder = Cli.work().resolve("docker").resolve(project);
    Path secrets = folder.resolve("secrets");
    makeSecrets(secrets);
    int port = BackgroundProcess.freePort();
    Map<String, String> env = new TreeMap<>(Docker.baseImages());
    env.put("PUBLISH", "127.0.0.1:" + port);
    env.put("PUBLIC_URL", "http://localhost:" + port);
    env.put("FEDREALM_KEYCLOAK_IMAGE", "fedrealm/keycloak:" + tag);
    env.put("FEDREALM_PROVISIONING_IMAGE", "fedrealm/provisioning:" + tag);
    env.put("FEDREALM_SECRETS", secrets.toString());
    env.put("FEDREALM_ENV", folder.resolve("env").toString());
    env.put("FRONTEND_BASE_URL", "http://localhost:4200");
    env.put("KEYCLOAK_JAVA_OPTS", QUICK_START);
    settings.forEach((name, value) -> env.put(name, value.replace("PORT", "" + port)));
    env.put("FEDREALM_UID", owner(secrets));
    write(folder.resolve("env"), env);
    Deployment deployment = new Deployment(project, secrets, port, List.of(files));
    deployment.close();
    return deployment;
  }

  private static void makeSecrets(Path folder) {
    List<String> arguments =
        new ArrayList<>(List.of("secrets", "init", "--quiet", "--dir", folder.toString()));
    OTHER_SECRETS.forEach(name -> arguments.addAll(List.of("--also", name)));
    Cli.Result result = Cli.run(Map.of(), arguments.toArray(String[]::new));
    if (result.exitCode() != 0) {
      throw new AssertionError("secrets init failed:\n" + result.output());
    }
  }

  /**
   * Like the manual: root gives the files to the user of the images, others use their own number.
   */
  private static String owner(Path secrets) {
    try {
      int uid = (int) Files.getAttribute(secrets.getParent(), "unix:uid");
      if (uid != 0) {
        return Integer.toString(uid);
      }
      try (Stream<Path> files = Files.walk(secrets)) {
        for (Path file : files.toList()) {
          Files.setAttribute(file, "unix:uid", 10001);
        }
      }
      return "10001";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, Map<String, String> env) {
    try {
      Files.write(file, env.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** HTTPS at {@link #port}, with a certificate that is made for it now. */
  public RawHttp https() {
    Path certificate = secrets.resolveSibling("localhost.crt");
    Path key = secrets.resolveSibling("localhost.key");
    List<String> command =
        new ArrayList<>(List.of("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes"));
    command.addAll(List.of("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"));
    command.addAll(List.of("-keyout", key.toString(), "-out", certificate.toString()));
    Path log = secrets.resolveSibling("openssl.log");
    if (ToolProcess.run(secrets, log, Map.of(), command) != 0) {
      throw new AssertionError("no certificate could be made:\n" + ToolProcess.tail(log));
    }
    try {
      Path pem = secrets.resolve("TLS_CERTIFICATE");
      Files.writeString(pem, Files.readString(certificate) + Files.readString(key));
      owner(secrets);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return RawHttp.trusting("https://localhost:" + port, certificate);
  }

  /** Every {@code docker compose} command, whatever comes of it. */
  public Cli.Result compose(String... arguments) {
    return compose(Map.of(), arguments);
  }

  /** Like {@link #compose(String...)}, with settings that go before those of the deployment. */
  public Cli.Result compose(Map<String, String> settings, String... arguments) {
    List<String> command = new ArrayList<>(List.of("compose", "-p", project));
    command.addAll(List.of("--env-file", envFile().toString()));
    for (String file : files) {
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

  /**
   * Starts a container again and waits until it calls itself healthy.
   *
   * @return when it did
   */
  public Instant start(String service) {
    Docker.out("start", container(service));
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

  /** Waits until the proxy gives an answer of this realm. */
  public void awaitRealm(String realm) {
    await(realm + " at the proxy", () -> isThere(url() + "/realms/" + realm));
  }

  private static boolean isThere(String url) {
    try {
      return new Http().get(url).status() == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
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
    List<String> command = new ArrayList<>();
    command.add(Cli.checkout().resolve("docker").resolve(script).toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-p", project, "--env-file", envFile().toString()));
    Path log = secrets.resolveSibling(script + ".log");
    if (ToolProcess.run(secrets.getParent(), log, Map.of(), command) != 0) {
      throw new AssertionError(script + " failed:\n" + ToolProcess.tail(log));
    }
  }

  private Path envFile() {
    return secrets.resolveSibling("env");
  }

  /** The name of the first container of a service. */
  public String container(String service) {
    return project + "-" + service + "-1";
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
    return secrets;
  }

  /** The secrets by name. */
  public Map<String, String> secrets() {
    Map<String, String> values = new TreeMap<>();
    try (Stream<Path> list = Files.list(secrets)) {
      for (Path file : list.toList()) {
        if (!file.endsWith("TLS_CERTIFICATE")) {
          values.put(file.getFileName().toString(), Files.readString(file));
        }
      }
      return values;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fails, with what was printed, when a command failed. */
  public static void expectSuccess(String what, Cli.Result result) {
    if (result.exitCode() != 0) {
      throw new AssertionError(what + " failed:\n" + result.output());
    }
  }

  /** Removes containers and database. */
  @Override
  public void close() {
    compose("down", "--volumes", "--timeout", "10");
  }
}
