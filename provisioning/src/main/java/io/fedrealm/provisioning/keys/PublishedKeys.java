package io.fedrealm.provisioning.keys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.server.Transport;
import io.fedrealm.provisioning.token.TokenClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The keys that a realm publishes for whoever checks its tokens (RFC 7517). */
final class PublishedKeys {

  private PublishedKeys() {}

  /**
   * Reads a realm's signing keys; those for encryption are left out. One request, no login.
   *
   * @throws CommandException when there is no such realm, or no answer
   */
  static ObjectNode get(URI server, String realm, Transport transport) {
    URI uri = URI.create(TokenClient.issuer(server, realm) + "/protocol/openid-connect/certs");
    HttpResponse<String> answer = send(uri, transport);
    if (answer.statusCode() == 404) {
      throw new CommandException(
          ExitCode.USAGE, "There is no realm " + realm + " at " + server + " (404).");
    }
    ArrayNode signing = JsonNodeFactory.instance.arrayNode();
    for (JsonNode key : json(answer.body(), uri).path("keys")) {
      if (key.path("use").asText("sig").equals("sig")) {
        signing.add(key);
      }
    }
    ObjectNode jwks = JsonNodeFactory.instance.objectNode();
    jwks.set("keys", signing);
    return jwks;
  }

  private static HttpResponse<String> send(URI uri, Transport transport) {
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(60)).build();
    try {
      return transport.httpClient().build().send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.UNREACHABLE,
          "No answer from %s (%s). Check the address and that the server runs."
              .formatted(uri, e.getClass().getSimpleName()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException(ExitCode.INTERRUPTED, "Interrupted", e);
    }
  }

  private static JsonNode json(String body, URI uri) {
    try {
      JsonNode json = new ObjectMapper().readTree(body);
      if (json.path("keys").isArray()) {
        return json;
      }
    } catch (IOException e) {
      // Said below.
    }
    throw new CommandException(ExitCode.UNREACHABLE, "What is at " + uri + " is not Keycloak.");
  }
}
