import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A local Keycloak, and its admin API for what is done by hand. */
final class Server implements AutoCloseable {

  /** What follows in keycloak.conf is ours. */
  private static final String OURS = "# of the bench";

  /** As docker/keycloak-entrypoint.sh has it. */
  private static final String ARGON2 =
      "-XX:CompileCommand=quiet"
          + " -XX:CompileCommand=inline,org/bouncycastle/crypto/generators/Argon2BytesGenerator*.*";

  private final Path launcher;
  private final Path home;
  private final HttpClient http = HttpClient.newHttpClient();
  private final String url;

  private Server(Path checkout, String name) throws IOException {
    launcher = checkout.resolve("fedrealm");
    home = checkout.resolve("system-tests/target/" + name);
    try (ServerSocket socket = new ServerSocket(0)) {
      url = "http://localhost:" + socket.getLocalPort();
    }
  }

  /** One that writes an access log. */
  static Server withAccessLog(Path checkout) throws IOException, InterruptedException {
    return of(
        checkout,
        "api",
        Map.of(),
        "http-access-log-enabled=true\nhttp-access-log-pattern=BENCH %m %U");
  }

  /**
   * One that has the realm of a template, which finds its variables in the environment.
   *
   * @param options of the server, as lines of keycloak.conf
   */
  static Server of(Path checkout, String template, Map<String, String> environment, String options)
      throws IOException, InterruptedException {
    return of(checkout, "bench-" + template, template, environment, options);
  }

  /**
   * Like {@link #of(Path, String, Map, String)}.
   *
   * @param name of its folder: what was made in an earlier run is still there
   */
  static Server of(
      Path checkout, String name, String template, Map<String, String> environment, String options)
      throws IOException, InterruptedException {
    Server server = new Server(checkout, name);
    if (!server.isInstalled()) {
      server.up(template, environment);
    }
    server.set(options);
    server.up(template, environment);
    return server;
  }

  private boolean isInstalled() throws IOException {
    return Files.isDirectory(home) && distribution().isPresent();
  }

  private Optional<Path> distribution() throws IOException {
    try (Stream<Path> files = Files.list(home)) {
      return files.filter(file -> file.getFileName().toString().startsWith("keycloak-")).findFirst();
    }
  }

  private void up(String template, Map<String, String> environment)
      throws IOException, InterruptedException {
    fedrealm(environment, "down", "--home", home.toString());
    String port = "" + URI.create(url).getPort();
    fedrealm(environment, "up", "--detach", "--home", home.toString(), "--port", port, template);
  }

  /** In place of those of an earlier run. */
  private void set(String options) throws IOException {
    Path conf = distribution().orElseThrow().resolve("conf/keycloak.conf");
    String text = Files.exists(conf) ? Files.readString(conf) : "";
    String theirs = text.split(OURS, 2)[0].stripTrailing();
    Files.writeString(conf, theirs + "\n" + OURS + "\n" + options + "\n");
  }

  /**
   * Starts it again with the JVM options of Keycloak's own script: those of {@code up} trade speed
   * under load for a quick start, and hash a password in twice the time.
   */
  void restartAsDeployed() throws IOException, InterruptedException {
    Path script = distribution().orElseThrow().resolve("bin/kc.sh");
    String text = Files.readString(script);
    String deployed = "\nunset JAVA_OPTS_KC_HEAP\nexport JAVA_OPTS_APPEND='" + ARGON2 + "'\n";
    Files.writeString(script, text.replaceFirst("\n", Matcher.quoteReplacement(deployed)));
    try {
      up("api", Map.of());
    } finally {
      Files.writeString(script, text);
    }
  }

  private void fedrealm(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().putAll(environment);
    if (builder.start().waitFor() != 0 && arguments[0].equals("up")) {
      throw new IllegalStateException("no server: " + command);
    }
  }

  String url() {
    return url;
  }

  /** The process that serves. */
  long pid() throws IOException {
    Matcher pid =
        Pattern.compile("\"pid\"\\s*:\\s*(\\d+)")
            .matcher(Files.readString(home.resolve("server.json")));
    if (!pid.find()) {
      throw new IllegalStateException("no server runs");
    }
    return Long.parseLong(pid.group(1));
  }

  /** Bytes of the database's file. */
  long databaseBytes() throws IOException {
    return Files.size(home.resolve("data/keycloakdb.mv.db"));
  }

  AccessLog accessLog() {
    return new AccessLog(home.resolve("log/server.log"));
  }

  /** The secret of the service account {@code fedrealm}. */
  String adminSecret() throws IOException {
    String name = "FEDREALM_ADMIN_CLIENT_SECRET=";
    return Files.readAllLines(home.resolve("secrets.env")).stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(name.length()))
        .findFirst()
        .orElseThrow();
  }

  /** The environment in which fedrealm finds this server. */
  Map<String, String> forFedrealm() throws IOException {
    Map<String, String> environment = new HashMap<>();
    environment.put("FEDREALM_SERVER_URL", url);
    environment.put("FEDREALM_ADMIN_CLIENT_ID", "fedrealm");
    environment.put("FEDREALM_ADMIN_CLIENT_SECRET", adminSecret());
    return environment;
  }

  /** Asks the admin API as a person with the console does. */
  String admin(String method, String path, String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/admin/realms/" + path))
            .header("Authorization", "Bearer " + token())
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() >= 400 && answer.statusCode() != 404) {
      throw new IllegalStateException(method + " " + path + ": " + answer.statusCode());
    }
    return answer.body();
  }

  private String token() throws IOException, InterruptedException {
    String form =
        "grant_type=client_credentials&client_id=fedrealm&client_secret="
            + URLEncoder.encode(adminSecret(), StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(url + "/realms/master/protocol/openid-connect/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    return first("access_token", http.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  /** The first value of a field in a JSON text. */
  static String first(String field, String json) {
    Matcher value = Pattern.compile("\"" + field + "\"\\s*:\\s*\"([^\"]*)\"").matcher(json);
    if (!value.find()) {
      throw new IllegalStateException("no " + field);
    }
    return value.group(1);
  }

  @Override
  public void close() throws IOException {
    try {
      fedrealm(Map.of(), "down", "--home", home.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
