package io.fedrealm.provisioning.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server that speaks as much of Keycloak's token endpoint and admin REST API as a test tells it
 * to, and remembers what it was asked. Untold, it accepts every write and has nothing to read.
 */
public final class FakeKeycloak implements AutoCloseable {

  public static final String SECRET = "canary-admin-secret-0123456789";

  static {
    // The JDK's server sends headers and body apart: without this, each answer takes 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  /**
   * A request to the admin REST API.
   *
   * @param path below {@code /admin}, as it was sent, with its query
   * @param body empty when there was none
   */
  public record Request(String method, String path, String body) {

    boolean isRead() {
      return method.equals("GET") || path.contains("partial-export");
    }

    @Override
    public String toString() {
      return method + " " + path + (body.isEmpty() ? "" : " " + body);
    }
  }

  private record Answer(int status, String contentType, String body) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final List<String> logins = new CopyOnWriteArrayList<>();
  private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
  private final FakeLeases leases = new FakeLeases();
  private final AtomicInteger ids = new AtomicInteger();

  public FakeKeycloak() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public AdminAccess access() {
    return AdminAccess.serviceAccount(URI.create(url()), "tool", SECRET);
  }

  /**
   * Answers a request in JSON, or breaks the connection (status 0); told several times, one after
   * the other, and the last for good.
   */
  public FakeKeycloak answer(String method, String path, int status, String json) {
    return answer(method, path, status, "application/json", json);
  }

  public FakeKeycloak answer(
      String method, String path, int status, String contentType, String body) {
    answers
        .computeIfAbsent(method + " " + path, key -> new ArrayDeque<>())
        .add(new Answer(status, contentType, body));
    return this;
  }

  /** What the server has installed. */
  public FakeKeycloak serverInfo(String json) {
    return answer("GET", "/serverinfo", 200, json);
  }

  /** What the realm looks like, each time that it is read; null when there is none. */
  public FakeKeycloak realm(String name, String export) {
    String path = "/realms/" + name;
    answer(
        "POST",
        path + "/partial-export?exportClients=true&exportGroupsAndRoles=true",
        export == null ? 404 : 200,
        export == null ? "{\"error\":\"Realm not found.\"}" : export);
    return export == null ? this : answer("GET", path + "/clients?first=0&max=200", 200, "[]");
  }

  /** All requests but logins. */
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  /** All requests that change something. */
  public List<String> writes() {
    return requests.stream().filter(request -> !request.isRead()).map(Request::toString).toList();
  }

  /** The leases of its realms; requests for them are in neither list. */
  public FakeLeases leases() {
    return leases;
  }

  /** The requests to the token endpoint: path, body, and client id and secret. */
  public List<String> logins() {
    return List.copyOf(logins);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String path = exchange.getRequestURI().toString();
      if (path.contains("/protocol/openid-connect/token")) {
        String login = body + " " + basicAuthentication(exchange);
        logins.add(path + " " + login);
        send(exchange, answerTo("POST token", login(login)));
      } else {
        String below = path.substring("/admin".length());
        if (leases.answer(exchange, below, body)) {
          return;
        }
        requests.add(new Request(exchange.getRequestMethod(), below, body));
        String key = exchange.getRequestMethod() + " " + below;
        send(exchange, answerTo(key, untold(exchange, path)));
      }
    }
  }

  private Answer answerTo(String key, Answer untold) {
    Deque<Answer> told = answers.get(key);
    if (told == null) {
      return untold;
    }
    synchronized (told) {
      return told.size() > 1 ? told.poll() : told.peek();
    }
  }

  /** Like {@link #answer}, for logins. */
  public FakeKeycloak answerLogin(int status, String contentType, String body) {
    return answer("POST", "token", status, contentType, body);
  }

  /** Client id and secret, as {@code id:secret}; empty when they are not sent in this way. */
  private static String basicAuthentication(HttpExchange exchange) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    return header == null
        ? ""
        : new String(
            Base64.getDecoder().decode(header.substring("Basic ".length())),
            StandardCharsets.UTF_8);
  }

  private static Answer login(String login) {
    return login.contains(SECRET) || login.contains("grant_type=password")
        ? new Answer(
            200,
            "application/json",
            "{\"access_token\":\"t\",\"token_type\":\"Bearer\",\"expires_in\":300}")
        : new Answer(
            401,
            "application/json",
            "{\"error\":\"unauthorized_client\",\"error_description\":\"Invalid client or Invalid"
                + " client credentials\"}");
  }

  private Answer untold(HttpExchange exchange, String path) {
    String json = "application/json";
    if (exchange.getRequestMethod().equals("GET") || path.contains("/partial-export")) {
      return new Answer(404, json, "{\"error\":\"Not found\"}");
    }
    if (!exchange.getRequestMethod().equals("POST")) {
      return new Answer(204, json, "");
    }
    exchange.getResponseHeaders().set("Location", url() + path + "/id-" + ids.incrementAndGet());
    return new Answer(201, json, "");
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    if (answer.status() == 0) {
      return; // The exchange is closed without an answer.
    }
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    if (body.length > 0) {
      exchange.getResponseHeaders().set("Content-Type", answer.contentType());
    }
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
