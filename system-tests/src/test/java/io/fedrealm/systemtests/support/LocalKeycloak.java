package io.fedrealm.systemtests.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One real Keycloak for all test classes of a process, started by {@code fedrealm up --detach} and
 * stopped by {@code fedrealm down}. Test classes make realms of their own in it by {@code fedrealm
 * apply}; what they do to other realms, or to the server, another suite would see.
 */
public final class LocalKeycloak implements BeforeAllCallback, ParameterResolver {

  private static final String NAME = "keycloak";
  private static final String ADMIN_CLIENT = "fedrealm";
  private static final String ADMIN_CLIENT_SECRET = "FEDREALM_ADMIN_CLIENT_SECRET";

  /** The running server. */
  public static final class Server implements AutoCloseable {

    private static final String UNTOUCHED = "untouched-";

    private final Path home;
    private final List<Cli.Result> results = new ArrayList<>();
    private final Cli.Result up;
    private final JsonNode status;
    private boolean hasUntouched;

    Server(Path home) {
      this.home = home;
      forgetLastRun();
      this.up =
          cli(
              Map.of(),
              "up",
              "--detach",
              "--home",
              home.toString(),
              "--port",
              "" + FreePort.find());
      if (up.exitCode() != 0) {
        throw new IllegalStateException("fedrealm up failed:\n" + up.output());
      }
      Cli.Result answer = cli(Map.of(), "status", "--output", "json", "--home", home.toString());
      try {
        this.status = new ObjectMapper().readTree(answer.out());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** What {@code fedrealm up} ended with. */
    public Cli.Result up() {
      return up;
    }

    /** What {@code fedrealm status --output json} says. */
    public JsonNode status() {
      return status;
    }

    /** The folder of the server. */
    public Path home() {
      return home;
    }

    /** Base URL. */
    public String url() {
      return status.path("url").asText();
    }

    /** The variables of the secrets file. */
    public Map<String, String> secrets() {
      Map<String, String> secrets = new HashMap<>();
      try {
        for (String line : Files.readAllLines(Path.of(status.path("secretsFile").asText()))) {
          int equals = line.indexOf('=');
          if (equals > 0 && !line.startsWith("#")) {
            secrets.put(line.substring(0, equals), line.substring(equals + 1));
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return secrets;
    }

    /** The realm with this name, as an application sees it. */
    public RealmClient realm(String name) {
      return new RealmClient(url() + "/realms/" + name);
    }

    /** The environment with which the command line reaches this server. */
    public Map<String, String> adminEnvironment() {
      Map<String, String> secrets = secrets();
      Map<String, String> environment = new HashMap<>();
      environment.put("FEDREALM_SERVER_URL", url());
      environment.put("FEDREALM_ADMIN_CLIENT_ID", ADMIN_CLIENT);
      environment.put(ADMIN_CLIENT_SECRET, secrets.get(ADMIN_CLIENT_SECRET));
      return environment;
    }

    /** Runs a command as the server's admin; its output is kept for the search for secrets. */
    public Cli.Result cli(Map<String, String> environment, String... arguments) {
      Cli.Result result = Cli.run(environment, arguments);
      synchronized (results) {
        results.add(result);
      }
      return result;
    }

    /** Everything that commands have printed so far. */
    public String output() {
      synchronized (results) {
        return String.join("\n", results.stream().map(Cli.Result::output).toList());
      }
    }

    /**
     * Makes a realm from a template, under a name and with secrets of its own.
     *
     * @param variables the template's variables
     * @throws AssertionError when apply fails
     */
    public void apply(String template, Map<String, String> variables) {
      Map<String, String> environment = adminEnvironment();
      environment.putAll(variables);
      String file = Cli.checkout().resolve("realms").resolve(template + ".json").toString();
      Cli.Result result = cli(environment, "apply", "--quiet", file);
      if (result.exitCode() != 0) {
        throw new AssertionError("apply " + template + " failed:\n" + result.output());
      }
    }

    /**
     * The realm that a template makes, for suites that only read. One apply makes those of all
     * templates, when the first is asked for.
     *
     * @return its name
     * @throws AssertionError when apply fails
     */
    public synchronized String untouched(Template template) {
      if (!hasUntouched) {
        Map<String, String> environment = adminEnvironment();
        List<String> arguments = new ArrayList<>(List.of("apply", "--quiet"));
        for (Template each : Template.all()) {
          environment.putAll(each.variables(UNTOUCHED + each.name()));
          arguments.add(each.name());
        }
        Cli.Result result = cli(environment, arguments.toArray(String[]::new));
        if (result.exitCode() != 0) {
          throw new AssertionError("apply of all templates failed:\n" + result.output());
        }
        hasUntouched = true;
      }
      return UNTOUCHED + template.name();
    }

    /** The admin REST API of this server. */
    public Admin admin() {
      return new Admin(url(), ADMIN_CLIENT, secrets().get(ADMIN_CLIENT_SECRET));
    }

    @Override
    public void close() {
      cli(Map.of(), "down", "--home", home.toString());
    }

    /** Keeps the built server, which takes half a minute, and nothing else of an earlier run. */
    private void forgetLastRun() {
      cli(Map.of(), "down", "--home", home.toString());
      Path database = home.resolve("data");
      if (Files.exists(database)) {
        try (Stream<Path> files = Files.walk(database)) {
          for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
          }
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  /** The server, started when the first test class asks for it. */
  static Server server(ExtensionContext context) {
    return context
        .getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(LocalKeycloak.class))
        .getOrComputeIfAbsent(
            "server", key -> Fork.alone("keycloak", LocalKeycloak::start), Server.class);
  }

  private static Server start() {
    Path first = Cli.work().resolve(NAME);
    Path home = Cli.work().resolve(NAME + Fork.suffix(NAME));
    if (!home.equals(first)) {
      shareDistribution(first, home);
    }
    return new Server(home);
  }

  /** The first process has unpacked and built it, which takes half a minute. */
  private static void shareDistribution(Path first, Path home) {
    try (Stream<Path> files = Files.list(first)) {
      if (Files.notExists(home)) {
        Files.createDirectory(
            home,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      for (Path built : files.filter(it -> Files.exists(it.resolve("bin/kc.sh"))).toList()) {
        Path link = home.resolve(built.getFileName());
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, built);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    server(context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Server.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return server(context);
  }
}
