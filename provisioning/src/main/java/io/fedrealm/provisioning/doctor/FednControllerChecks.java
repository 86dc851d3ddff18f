package io.fedrealm.provisioning.doctor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;

/**
 * Looks whether a FEDn controller answers here what it asks no token for. FEDn 0.33.0 has no guard
 * on its GraphQL route, which reads models, sessions and clients (fedn/network/api/server.py).
 */
final class FednControllerChecks {

  private static final String NAME = "FEDn's controller";
  private static final String ROUTE = "/api/v1/graphql";
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** A proxy that asks for a token, forbids, or hides the route. */
  private static final Set<Integer> CLOSED = Set.of(401, 403, 404, 405, 421);

  private FednControllerChecks() {}

  /**
   * Asks a controller one question, without a token.
   *
   * @param controller its address, http or https
   */
  static Check of(URI controller) {
    URI route = URI.create(controller.toString().replaceAll("/+$", "") + ROUTE);
    int status;
    try {
      status = ask(route);
    } catch (IOException e) {
      return Check.ok(NAME, controller + " cannot be reached from here");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Check.warning(NAME, controller + ": interrupted", "Run doctor again.");
    }
    return CLOSED.contains(status)
        ? Check.ok(NAME, controller + " answers " + ROUTE + " with " + status)
        : Check.warning(
            NAME,
            controller + " answers " + ROUTE + " without a token (" + status + ")",
            "Whoever reaches it reads models, sessions and clients. Fix: docs/fedn.md, what FEDn"
                + " leaves open.");
  }

  private static int ask(URI route) throws IOException, InterruptedException {
    HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    HttpRequest request =
        HttpRequest.newBuilder(route)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"query\": \"{ __typename }\"}"))
            .build();
    return client.send(request, BodyHandlers.discarding()).statusCode();
  }
}
