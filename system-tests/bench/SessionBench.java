import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What many people and their sessions cost a node. A password is hashed once instead of the many
 * times that make guessing dear, so that the sessions are measured and not the hash.
 */
final class SessionBench {

  private static final String REALM = "sessions";
  private static final int PEOPLE = 10_000;
  private static final int BATCH = 100;
  private static final int ONE_SESSION = 5_000;
  private static final int WARM_UP = 15_000;

  private static final String WITHOUT_PEOPLE =
      """
      {"realm": "sessions", "enabled": true, "defaultSignatureAlgorithm": "RS256",
       "passwordPolicy": "hashAlgorithm(pbkdf2-sha256) and hashIterations(1)",
       "ssoSessionIdleTimeout": 36000, "ssoSessionMaxLifespan": 36000}
      """;

  private static final String APPLICATION =
      """
      {"clientId": "application", "secret": "%s", "publicClient": false,
       "standardFlowEnabled": false, "directAccessGrantsEnabled": true, "fullScopeAllowed": false,
       "attributes": {"fl.allow.password.grant": "true",
         "access.token.signed.response.alg": "RS256", "id.token.signed.response.alg": "RS256"}}
      """;

  private final Server server;
  private final TokenEndpoint tokens;
  private final String application = TokenEndpoint.client("application", RealmFile.secret());
  private final Queue<String> refreshTokens = new ConcurrentLinkedQueue<>();

  private SessionBench(Server server) {
    this.server = server;
    this.tokens = new TokenEndpoint(server, REALM);
  }

  /** See {@code sessions}. */
  public static void main(String[] arguments) throws Exception {
    Path checkout = Path.of(System.getProperty("bench.checkout")).toRealPath();
    try (Server server = Server.of(checkout, "bench-sessions", "api", Map.of(), "")) {
      SessionBench bench = new SessionBench(server);
      bench.make();
      for (String size : arguments.length == 0 ? new String[] {"10000"} : arguments) {
        bench.measure(Integer.parseInt(size));
      }
      server.admin("DELETE", REALM, "");
    }
  }

  private void make() throws Exception {
    server.admin("DELETE", REALM, "");
    server.admin("POST", "", WITHOUT_PEOPLE);
    server.admin("POST", REALM + "/clients", APPLICATION.formatted(RealmFile.secret()));
    long start = System.nanoTime();
    for (int first = 0; first < PEOPLE; first += BATCH) {
      String people =
          IntStream.range(first, first + BATCH)
              .mapToObj(SessionBench::person)
              .collect(Collectors.joining(","));
      server.admin("POST", REALM + "/partialImport", "{\"users\":[" + people + "]}");
    }
    System.out.printf("%d people  made in %.0f s%n", PEOPLE, (System.nanoTime() - start) / 1e9);
    login(0);
    Throughput.perSecond(WARM_UP, () -> refresh(refreshTokens.peek()));
    print(1, "refresh", "%.0f/s", Throughput.perSecond(ONE_SESSION, () -> refresh(refreshTokens.peek())));
    print(1, "server", "%s", Memory.of(server.pid()));
  }

  private static String person(int i) {
    return """
        {"username": "person%05d", "email": "person%05d@h.example", "firstName": "P",
         "lastName": "%d", "enabled": true,
         "credentials": [{"type": "password", "value": "%s"}]}"""
        .formatted(i, i, i, RealmFile.secret());
  }

  private void measure(int sessions) throws Exception {
    long database = server.databaseBytes();
    AtomicInteger person = new AtomicInteger();
    int more = sessions - refreshTokens.size();
    double logins =
        Throughput.perSecond(more, () -> login(person.getAndIncrement() % PEOPLE));
    print(sessions, "logins", "%.0f/s", logins);
    print(sessions, "database", "%d bytes more for each", (server.databaseBytes() - database) / more);
    print(sessions, "server", "%s", Memory.of(server.pid()));
    List<String> all = List.copyOf(refreshTokens);
    for (String time : List.of("refresh of all in turn", "and again")) {
      AtomicInteger turn = new AtomicInteger();
      double refreshes =
          Throughput.perSecond(all.size(), () -> refresh(all.get(turn.getAndIncrement())));
      print(sessions, time, "%.0f/s", refreshes);
    }
    print(sessions, "server", "%s", Memory.of(server.pid()));
  }

  private boolean login(int person) throws IOException, InterruptedException {
    String name = "person%05d".formatted(person);
    String form = "grant_type=password&username=" + name + "&password=" + RealmFile.secret();
    return refreshTokens.add(
        Server.first("refresh_token", tokens.ask(form + "&" + application)));
  }

  private String refresh(String token) throws IOException, InterruptedException {
    return tokens.ask("grant_type=refresh_token&refresh_token=" + token + "&" + application);
  }

  private static void print(int sessions, String what, String format, Object... values) {
    System.out.printf(
        Locale.ROOT,
        "%5d sessions  %-24s %s%n",
        sessions,
        what,
        String.format(Locale.ROOT, format, values));
  }
}
