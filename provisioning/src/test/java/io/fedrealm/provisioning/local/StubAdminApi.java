package io.fedrealm.provisioning.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fedrealm.provisioning.server.AdminAccess;
import io.fedrealm.provisioning.server.AdminApi;
import io.fedrealm.provisioning.token.JwtSupport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Stands in for Keycloak's admin REST API: gives prepared answers and remembers what was written.
 */
final class StubAdminApi implements AutoCloseable {

  private final HttpServer server;
  private final Map<String, String> answers = new HashMap<>();

  /** "METHOD path body" of every request that was no GET. */
  final List<String> writes = new ArrayList<>();

  /** What the token endpoints answer. */
  int tokenStatus = 200;

  StubAdminApi() throws IOException {
    this(0);
  }

  /** Listens on a port of one's choice. */
  StubAdminApi(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  /** What a GET of a path below {@code /admin/realms} answers. */
  void given(String pathAndQuery, String json) {
    answers.put("/admin/realms" + pathAndQuery, json);
  }

  /** Its base URL. */
  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  AdminApi api() {
    return new AdminApi(AdminAccess.serviceAccount(uri(), "fedrealm", "x"));
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString();
    if (path.startsWith("/realms/")) {
      String token = JwtSupport.jwt("{\"alg\":\"RS256\"}", "{\"role\":\"client\"}");
      answer(
          exchange,
          tokenStatus,
          tokenStatus == 200
              ? "{\"access_token\":\"" + token + "\",\"expires_in\":60}"
              : "{\"error\":\"invalid_client\"}");
    } else if (exchange.getRequestMethod().equals("GET")) {
      String json = answers.get(path);
      answer(exchange, json == null ? 404 : 200, json == null ? "{}" : json);
    } else {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      writes.add(exchange.getRequestMethod() + " " + path + " " + body);
      exchange.getResponseHeaders().add("Location", "http://127.0.0.1" + path + "/new-id");
      answer(exchange, 201, "");
    }
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
