import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a realm with many sites costs: each is a client with a service account. They ask for tokens
 * in turn, so that no cache holds only the ones that are asked for.
 */
final class SiteBench {

  private static final String ACCESS_LOG =
      "http-access-log-enabled=true\nhttp-access-log-pattern=BENCH %m %U";

  /** What docs/operations.md says of 10,000 sites. */
  private static final String LARGE_CACHES =
      "\ncache-embedded-realms-max-count=100000\ncache-embedded-users-max-count=20000";

  /** So many sites are more than Keycloak's caches hold. */
  private static final int MANY = 5_000;

  /** The server's just-in-time compiler has done its work after so many requests of one site. */
  private static final int WARM_UP = 15_000;

  private static final int ONE_SITE = 5_000;

  private final Server server;
  private final Path checkout;
  private final Path work;
  private final int sites;
  private final String realm;
  private final TokenEndpoint tokens;

  private SiteBench(Server server, Path checkout, int sites) throws IOException {
    this.server = server;
    this.checkout = checkout;
    this.work = Files.createDirectories(checkout.resolve("system-tests/target/bench-work"));
    this.sites = sites;
    this.realm = "sites-" + sites;
    this.tokens = new TokenEndpoint(server, realm);
  }

  /** See {@code sites}. */
  public static void main(String[] arguments) throws Exception {
    Path checkout = Path.of(System.getProperty("bench.checkout")).toRealPath();
    List<String> words = new ArrayList<>(Arrays.asList(arguments));
    boolean makeOnly = words.remove("--make-only");
    int[] sizes = words.stream().mapToInt(Integer::parseInt).toArray();
    try (Server server = server(checkout, "")) {
      for (int size : sizes) {
        new SiteBench(server, checkout, size).make();
      }
    }
    for (int size : makeOnly ? new int[0] : sizes) {
      measure(checkout, size, "");
      if (size > MANY) {
        measure(checkout, size, LARGE_CACHES);
      }
    }
  }

  private static Server server(Path checkout, String caches)
      throws IOException, InterruptedException {
    return Server.of(checkout, "bench-sites", "api", Map.of(), ACCESS_LOG + caches);
  }

  /** A server that has just been started, so that what it holds comes from these sites. */
  private static void measure(Path checkout, int size, String caches) throws Exception {
    try (Server server = server(checkout, caches)) {
      SiteBench bench = new SiteBench(server, checkout, size);
      bench.print(caches.isEmpty() ? "caches as Keycloak has them" : "large caches", "");
      bench.tokens();
      bench.readings();
      bench.plan();
    }
  }

  private void make() throws IOException, InterruptedException {
    Path template = template();
    print("template", "%d kB", Files.size(template) / 1000);
    print("apply", "%s", fedrealm("apply", "--quiet", template.toString()));
    print("plan", "%s", fedrealm("plan", template.toString()));
  }

  private Path template() throws IOException {
    String template = SiteTemplate.of(checkout, sites);
    RealmFile.secrets(template, work);
    return Files.writeString(work.resolve(realm + ".json"), template);
  }

  private void tokens() throws Exception {
    print("after the start", "%s", Memory.of(server.pid()));
    long start = System.nanoTime();
    token(0);
    print("first token", "%.0f ms", (System.nanoTime() - start) / 1e6);
    Throughput.perSecond(WARM_UP, () -> token(0));
    print("one site", "%.0f tokens/s", Throughput.perSecond(ONE_SITE, () -> token(0)));
    long database = server.databaseBytes();
    AtomicInteger turn = new AtomicInteger();
    Callable<?> next = () -> token(turn.getAndIncrement() % sites);
    for (String time : List.of("for the first time", "again", "and again")) {
      print("all in turn, " + time, "%.0f tokens/s", Throughput.perSecond(sites, next));
    }
    print(
        "database", "%d MB, %d bytes more for a token",
        server.databaseBytes() / 1_000_000, (server.databaseBytes() - database) / (3L * sites));
    print("after the tokens", "%s", Memory.of(server.pid()));
  }

  private String token(int site) throws IOException, InterruptedException {
    String client = TokenEndpoint.client(SiteTemplate.name(site), RealmFile.secret());
    return tokens.ask("grant_type=client_credentials&" + client);
  }

  /** The admin console's page of clients, and all clients in one answer. */
  private void readings() throws IOException, InterruptedException {
    read("a page of 20 clients", "/clients?first=0&max=20");
    read("the last page", "/clients?max=20&first=" + (sites - 20));
    read("a search", "/clients?search=true&clientId=00&first=0&max=20");
    read("all clients", "/clients");
    print("after all clients", "%s", Memory.of(server.pid()));
  }

  private void read(String what, String path) throws IOException, InterruptedException {
    long start = System.nanoTime();
    int bytes = server.admin("GET", realm + path, "").length();
    print(what, "%.2f s, %d kB", (System.nanoTime() - start) / 1e9, bytes / 1000);
  }

  private void plan() throws IOException, InterruptedException {
    print("plan", "%s", fedrealm("plan", template().toString()));
    print("after the plan", "%s", Memory.of(server.pid()));
  }

  private Run fedrealm(String... arguments) throws IOException, InterruptedException {
    Map<String, String> environment = new HashMap<>(server.forFedrealm());
    environment.put("API_REALM", realm);
    environment.put("FEDREALM_SECRETS_DIR", work.resolve("bench-secrets").toString());
    environment.put("API_READER_SECRET", RealmFile.secret());
    environment.put("API_WRITER_SECRET", RealmFile.secret());
    if (sites > MANY && arguments[0].equals("apply")) {
      environment.put("_JAVA_OPTIONS", "-Xmx1g"); // It keeps the realm as it was read several times.
    }
    List<String> command = new ArrayList<>(List.of(checkout.resolve("fedrealm").toString()));
    command.addAll(List.of(arguments));
    Path log = work.resolve(realm + "-" + arguments[0] + ".log");
    Run run = Run.of(command, environment, log, server.accessLog());
    if (run.exitCode() != 0) {
      throw new IllegalStateException(arguments[0] + " ends with " + run.exitCode() + ", see " + log);
    }
    return run;
  }

  private void print(String what, String format, Object... values) {
    System.out.printf(
        Locale.ROOT, "%5d sites  %-32s %s%n", sites, what, String.format(Locale.ROOT, format, values));
  }
}
