package io.fedrealm.provisioning.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.server.Transport;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Asks Keycloak's token endpoint for access tokens. */
public final class TokenClient {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ASSERTION_TYPE =
      "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  private final HttpClient http;

  /** Straight, with Java's own trust store. */
  public TokenClient() {
    this(Transport.DIRECT);
  }

  /**
   * @param transport certificates and proxy
   */
  public TokenClient(Transport transport) {
    this.http = transport.httpClient().build();
  }

  /**
   * The issuer of a realm's tokens.
   *
   * @param server base URL, with the relative path if there is one
   * @param realm its name, not encoded
   */
  public static URI issuer(URI server, String realm) {
    String encoded = URLEncoder.encode(realm, StandardCharsets.UTF_8).replace("+", "%20");
    return URI.create(server.toString().replaceAll("/+$", "") + "/realms/" + encoded);
  }

  /** The token endpoint of an issuer that is a Keycloak realm. */
  public static URI endpoint(URI issuer) {
    return URI.create(issuer + "/protocol/openid-connect/token");
  }

  /**
   * A token of a service: the client credentials grant (RFC 6749, section 4.4). The secret goes in
   * the request's body.
   *
   * @param endpoint the token endpoint
   * @param scope separated by spaces; empty for the client's default scopes
   * @throws TokenRefusedException when the server does not give a token
   * @throws CommandException {@link ExitCode#UNREACHABLE} when there is no answer
   */
  public IssuedToken clientCredentials(
      URI endpoint, String clientId, String clientSecret, String scope) {
    StringBuilder form = new StringBuilder();
    append(form, "client_secret", clientSecret);
    return clientCredentials(endpoint, clientId, form, scope);
  }

  /**
   * The same for a client of either kind.
   *
   * @param issuer the realm, which is also whom a signed assertion is for
   */
  public IssuedToken clientCredentials(
      URI issuer, String clientId, ClientCredential credential, String scope) {
    StringBuilder form = new StringBuilder();
    if (credential instanceof ClientCredential.Secret secret) {
      append(form, "client_secret", secret.value());
    } else if (credential instanceof ClientCredential.Key key) {
      append(form, "client_assertion_type", ASSERTION_TYPE);
      append(form, "client_assertion", ClientAssertion.of(clientId, issuer, key));
    }
    return clientCredentials(endpoint(issuer), clientId, form, scope);
  }

  private IssuedToken clientCredentials(
      URI endpoint, String clientId, StringBuilder credential, String scope) {
    StringBuilder form = new StringBuilder("grant_type=client_credentials");
    append(form, "client_id", clientId);
    form.append(credential);
    if (!scope.isEmpty()) {
      append(form, "scope", scope);
    }
    HttpResponse<String> response = post(endpoint, form.toString());
    String who = "client " + clientId + (scope.isEmpty() ? "" : ", scope " + scope);
    return read(response, endpoint, who);
  }

  private static void append(StringBuilder form, String name, String value) {
    form.append('&').append(name).append('=');
    form.append(URLEncoder.encode(value, StandardCharsets.UTF_8));
  }

  private HttpResponse<String> post(URI endpoint, String form) {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      String reason = e.getMessage() == null ? "" : ": " + e.getMessage();
      throw new CommandException(
          ExitCode.UNREACHABLE,
          "No answer from "
              + endpoint
              + " ("
              + e.getClass().getSimpleName()
              + reason
              + "). Check the address and that the server runs.",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException(ExitCode.INTERRUPTED, "Interrupted while waiting for a token", e);
    }
  }

  private static IssuedToken read(HttpResponse<String> response, URI endpoint, String who) {
    JsonNode body = json(response.body());
    JsonNode token = body.path("access_token");
    if (response.statusCode() != 200 || !token.isTextual()) {
      throw refused(response.statusCode(), body, endpoint, who);
    }
    try {
      JsonNode refresh = body.path("refresh_token");
      return new IssuedToken(
          token.asText(),
          TokenClaims.decode(token.asText()),
          Optional.ofNullable(refresh.textValue()));
    } catch (IllegalArgumentException e) {
      throw new CommandException(
          ExitCode.FAILED, "The access token from " + endpoint + " is " + e.getMessage(), e);
    }
  }

  private static JsonNode json(String body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }

  private static TokenRefusedException refused(
      int status, JsonNode body, URI endpoint, String who) {
    String error = body.path("error").asText("");
    String description = body.path("error_description").asText("");
    String said = error.isEmpty() ? "without an OAuth error" : error;
    return new TokenRefusedException(
        status,
        error,
        "No token for "
            + who
            + ": "
            + endpoint
            + " answered "
            + status
            + " "
            + said
            + (description.isEmpty() ? "" : " (" + description + ")"));
  }
}
