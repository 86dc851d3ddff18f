package io.fedrealm.provisioning.audit.source;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fedrealm.provisioning.server.AdminAccess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers the admin REST API's reads from what a test put in; anything else is 404. */
final class StubServer implements AutoCloseable {

  private static final String TOKEN =
      "{\"access_token\": \"t\", \"expires_in\": 60, \"token_type\": \"Bearer\"}";

  private final HttpServer server;
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final Map<String, Integer> refusals = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  StubServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Answers a path below /admin, with its query, by JSON. */
  StubServer with(String pathAndQuery, String json) {
    answers.put("/admin/" + pathAndQuery, json);
    return this;
  }

  /** Refuses a path below /admin, whatever its query. */
  StubServer refusing(String path, int status) {
    refusals.put("/admin/" + path, status);
    return this;
  }

  /** The requests, with their methods. */
  List<String> requests() {
    return requests;
  }

  AdminAccess access() {
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return AdminAccess.serviceAccount(address, "auditor", "not-a-real-secret");
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
    String json =
        path.endsWith("/token") ? TOKEN : answers.get(exchange.getRequestURI().toString());
    int status = refusals.getOrDefault(path, json == null ? 404 : 200);
    byte[] body =
        (status == 200 ? json : "{\"error\": \"refused\"}").getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
