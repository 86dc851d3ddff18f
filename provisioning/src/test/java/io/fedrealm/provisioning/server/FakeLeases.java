package io.fedrealm.provisioning.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The role {@code fedrealm.lease} of a realm, as Keycloak keeps it: of one name only once. */
public final class FakeLeases {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ID = "lease-";

  private final List<String> requests = new CopyOnWriteArrayList<>();
  private ObjectNode role;
  private int made;

  /**
   * All requests for it: {@code POST}, {@code GET}, {@code PUT}, {@code DELETE}, with the status.
   */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** The role as it is; null when nobody holds the realm. */
  public synchronized ObjectNode role() {
    return role;
  }

  /** Somebody else has made the role. */
  public synchronized void heldBy(JsonNode attributes) {
    role = JSON.createObjectNode().put("name", LiveRealm.LEASE_ROLE).put("id", ID + ++made);
    role.set("attributes", attributes);
  }

  /** The role was removed. */
  public synchronized void free() {
    role = null;
  }

  synchronized boolean answer(HttpExchange exchange, String path, String body) throws IOException {
    boolean byName = path.endsWith("/roles/" + LiveRealm.LEASE_ROLE);
    boolean byId = path.contains("/roles-by-id/" + ID);
    boolean create = path.endsWith("/roles") && body.contains(LiveRealm.LEASE_ROLE);
    if (!byName && !byId && !create) {
      return false;
    }
    String method = exchange.getRequestMethod();
    int status = status(method, create || byName ? null : path.substring(path.indexOf(ID)), body);
    requests.add(method + " " + status);
    byte[] answer =
        method.equals("GET") && role != null
            ? role.toString().getBytes(StandardCharsets.UTF_8)
            : "{}".getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, status == 204 ? -1 : answer.length);
    if (status != 204) {
      exchange.getResponseBody().write(answer);
    }
    return true;
  }

  private int status(String method, String id, String body) throws IOException {
    boolean there = role != null && (id == null || role.path("id").asText().equals(id));
    switch (method) {
      case "POST" -> {
        if (there) {
          return 409;
        }
        heldBy(JSON.readTree(body).path("attributes"));
        return 201;
      }
      case "PUT" -> {
        if (there) {
          role.set("attributes", JSON.readTree(body).path("attributes"));
        }
      }
      case "DELETE" -> {
        if (there) {
          free();
        }
      }
      default -> {}
    }
    return !there ? 404 : method.equals("GET") ? 200 : 204;
  }
}
