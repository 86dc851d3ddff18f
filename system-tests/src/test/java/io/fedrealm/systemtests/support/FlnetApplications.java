package io.fedrealm.systemtests.support;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.systemtests.support.FlnetApplication.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * FLNet's applications, running: realms from the templates, web servers set up as FLNet's nginx,
 * and Quarkus services configured as FLNet's backends.
 *
 * <p>Each application is one origin, as FLNet deploys it: the page at {@code /}, Keycloak at {@code
 * /auth/}, the backend at {@code /api/}; the backend reaches Keycloak at its inner address. FLNet
 * sets {@code KC_HOSTNAME} for that. Here one Keycloak serves all tests, so that the realm's
 * attribute {@code frontendUrl} does the same for one realm.
 */
public final class FlnetApplications implements AutoCloseable {

  private static final String SUITE = "flnet";
  private static final Path SOURCES = Cli.checkout().resolve("system-tests/src/test/flnet");
  private static final Path PAGE = SOURCES.resolve("page");
  private static final Path WORK = Cli.work().resolve(SUITE);
  private static final Path BACKEND = WORK.resolve("backend");

  private final LocalKeycloak.Server server;
  private final Path folder;
  private final FlnetApplication site = FlnetApplication.of(Kind.SITE, "flnet-app-site");
  private final FlnetApplication shortLivedSite =
      FlnetApplication.of(Kind.SHORT_LIVED_SITE, "flnet-app-short-lived");
  private final FlnetApplication platform =
      FlnetApplication.of(Kind.PLATFORM, "flnet-app-platform");
  private final List<BackgroundProcess> processes = new ArrayList<>();

  /**
   * Starts them all.
   *
   * @param folder for the set-up files and the password
   */
  public FlnetApplications(LocalKeycloak.Server server, Path folder) {
    this.server = server;
    this.folder = folder;
    installPage();
    CompletableFuture<Void> build = CompletableFuture.runAsync(FlnetApplications::buildBackend);
    write("password", FlnetApplication.PASSWORD);
    all().forEach(application -> application.makeRealm(server));
    build.join();
    try {
      start();
    } catch (RuntimeException | AssertionError e) {
      close();
      throw e;
    }
  }

  /** A FLNet site. */
  public FlnetApplication site() {
    return site;
  }

  /** A FLNet site whose tokens live for seconds and whose backend looks at their audience. */
  public FlnetApplication shortLivedSite() {
    return shortLivedSite;
  }

  /** FLNet's platform. */
  public FlnetApplication platform() {
    return platform;
  }

  /** The file that the browser suite reads. */
  public Path pageSetup() {
    ObjectNode setup = JsonNodeFactory.instance.objectNode();
    setup.put("keycloak", server.url()).put("passwordFile", folder.resolve("password").toString());
    all().forEach(application -> setup.withArray("applications").add(application.describe()));
    return write("page.json", setup.toPrettyString());
  }

  /** The file that the suite of the Python tool reads. */
  public Path toolSetup() {
    ObjectNode setup = JsonNodeFactory.instance.objectNode();
    setup
        .put("realmUrl", platform.publicRealm().issuer())
        .put("clientId", "flnet-tool-dev")
        .put("service", platform.backendUrl())
        .put("username", "member")
        .put("passwordFile", folder.resolve("password").toString())
        .put("browser", PAGE.resolve("sign-in.mjs").toString());
    platform.kind().people.get("member").forEach(setup.putArray("roles")::add);
    return write("tool.json", setup.toPrettyString());
  }

  /** Everything that the suites and the servers have printed or reported. */
  public List<Path> logs() {
    List<Path> logs = new ArrayList<>();
    for (String place : List.of(SUITE, "node/flnet", "python/flnet")) {
      try (var files = Files.find(Cli.work().resolve(place), 2, (file, about) -> isLog(file))) {
        files.forEach(logs::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return logs;
  }

  /** What must not stand in a log. */
  public List<String> secrets() {
    return List.of(FlnetApplication.PASSWORD, site.secret(), platform.secret());
  }

  private List<FlnetApplication> all() {
    return List.of(site, platform, shortLivedSite);
  }

  private static void installPage() {
    Path log = WORK.resolve("npm.log");
    List<String> packages = List.of("npm", "ci", "--no-progress");
    if (ToolProcess.run(PAGE, log, Map.of(), packages) != 0) {
      Requirement.missing(SUITE, "Node.js 20 or later with npm, and packages from npm", log);
    }
    if (ToolProcess.run(PAGE, log, Map.of(), List.of("node", "check.mjs")) != 0) {
      Requirement.missing(SUITE, "Chromium", log);
    }
  }

  private static void buildBackend() {
    Path log = WORK.resolve("build.log");
    List<String> command = List.of("mvn", "-q", "-B", "-Dbuild.folder=" + BACKEND, "package");
    if (ToolProcess.run(SOURCES.resolve("service"), log, Map.of(), command) != 0) {
      throw new AssertionError("the backend was not built:\n" + ToolProcess.tail(log));
    }
  }

  private void start() {
    processes.add(
        BackgroundProcess.start(
            WORK.resolve("pages.log"),
            Map.of("FEDREALM_FLNET_SETUP", pageSetup().toString()),
            List.of("node", PAGE.resolve("serve.mjs").toString())));
    for (FlnetApplication application : all()) {
      BackgroundProcess backend =
          BackgroundProcess.start(
              WORK.resolve(application.realm() + ".log"),
              application.backendEnvironment(server.url()),
              backendCommand());
      processes.add(backend);
      processes.get(0).await(application.baseUrl());
      backend.await(application.backendUrl());
    }
  }

  private static List<String> backendCommand() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx256m",
        "-XX:TieredStopAtLevel=1",
        "-jar",
        BACKEND.resolve("quarkus-app/quarkus-run.jar").toString());
  }

  private Path write(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isLog(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".log") || name.endsWith(".xml");
  }

  @Override
  public void close() {
    processes.forEach(BackgroundProcess::close);
  }
}
