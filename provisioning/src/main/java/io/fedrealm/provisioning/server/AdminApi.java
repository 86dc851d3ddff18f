package io.fedrealm.provisioning.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.client.Invocation;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.keycloak.OAuth2Constants;
import org.keycloak.admin.client.JacksonProvider;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;
import org.keycloak.admin.client.resource.BearerAuthFilter;

/**
 * Keycloak's admin REST API on plain JSON. Login and token renewal are the admin client's; its
 * typed resources are not used, because a representation that passes through them loses the fields
 * that the client's version does not know.
 */
public final class AdminApi implements AutoCloseable {

  /** A refusal of the server, with what it said. */
  public static final class RefusedException extends CommandException {

    private static final long serialVersionUID = 1L;

    private final int status;

    RefusedException(int status, String message) {
      super(status == 401 || status == 403 ? ExitCode.UNREACHABLE : ExitCode.FAILED, message);
      this.status = status;
    }

    /** The HTTP status. */
    public int status() {
      return status;
    }
  }

  /**
   * Nobody knows whether a POST was carried out: the connection broke before the answer, or the
   * server, or a proxy before it, failed. Whoever sent it looks before it is sent again.
   */
  public static final class UncertainException extends CommandException {

    private static final long serialVersionUID = 1L;

    UncertainException(CommandException error) {
      super(error.exitCode(), error.getMessage(), error);
    }
  }

  /** An internal error of the server may be a race; more often it is one that stays. */
  private static final int SERVER_ERRORS = 2;

  private final AdminAccess access;
  private final AdminErrors errors;
  private final Retries retries;
  private final Client client;
  private final Keycloak keycloak;

  /** Whether there is a server at all: one that never was there is not waited for. */
  private volatile boolean answered;

  /** Nothing is sent yet: the first request logs in. */
  public AdminApi(AdminAccess access) {
    this(access, Retries.USUAL);
  }

  /**
   * @param retries how often a request is sent again that failed in passing
   */
  AdminApi(AdminAccess access, Retries retries) {
    this.access = access;
    this.retries = retries;
    this.errors = new AdminErrors(access);
    this.client =
        access
            .transport()
            .adminClient()
            .readTimeout(120, TimeUnit.SECONDS)
            .register(JacksonProvider.class, 100)
            .build();
    this.keycloak =
        KeycloakBuilder.builder()
            .serverUrl(access.server().toString())
            .realm(access.realm())
            .clientId(access.clientId())
            .clientSecret(access.clientSecret().orElse(null))
            .username(access.username().orElse(null))
            .password(access.password().orElse(null))
            .grantType(
                access.username().isPresent()
                    ? OAuth2Constants.PASSWORD
                    : OAuth2Constants.CLIENT_CREDENTIALS)
            .resteasyClient(client)
            .build();
  }

  /**
   * Reads JSON.
   *
   * @param segments of the path below {@code /admin}, not encoded; the last one may end with a
   *     query ({@code "groups?search=x"}), which is encoded
   * @return empty when there is no such thing (404)
   * @throws CommandException when the server refuses, cannot be reached, or answers with no JSON
   */
  public Optional<JsonNode> get(String... segments) {
    return read("GET", segments);
  }

  /** Like {@link #get}, for a read that Keycloak wants as POST. */
  public Optional<JsonNode> post(String... segments) {
    return read("POST", segments);
  }

  private Optional<JsonNode> read(String method, String... segments) {
    Entity<String> nothing = method.equals("POST") ? Entity.json("{}") : null;
    URI uri = AdminUri.withQuery(access.server(), segments);
    try (Response response = send(method, nothing, uri, true)) {
      if (response.getStatus() == 404) {
        return Optional.empty();
      }
      if (!isSuccess(response)) {
        throw errors.refused(response, method, uri, null);
      }
      return Optional.of(errors.json(response, method, uri));
    }
  }

  /**
   * Writes. What can be repeated without harm is, when the connection breaks or the server is busy:
   * PUT and DELETE always, a POST only when the server cannot have seen to it.
   *
   * @param method POST, PUT or DELETE
   * @param body may be null
   * @param segments of the path below {@code /admin}, not encoded
   * @return the id at the end of the Location header; empty when there is none
   * @throws RefusedException when the server answers with anything but success
   * @throws UncertainException when a POST may have been carried out, or not
   * @throws CommandException when the server cannot be reached
   */
  public String write(String method, JsonNode body, String... segments) {
    URI uri = AdminUri.of(access.server(), segments);
    boolean post = method.equals("POST");
    Entity<?> entity = body == null && !post ? null : json(body);
    try (Response response = send(method, entity, uri, !post)) {
      if (!isSuccess(response)) {
        RefusedException refused = errors.refused(response, method, uri, body);
        throw post && refused.status() >= 500 ? new UncertainException(refused) : refused;
      }
      URI location = response.getLocation();
      return location == null ? "" : AdminUri.lastSegment(location);
    }
  }

  /**
   * Deletes what is named by an address with a query. What is gone already is no error.
   *
   * @param segments as in {@link #get}
   * @throws RefusedException when the server answers with anything but success
   */
  public void delete(String... segments) {
    URI uri = AdminUri.withQuery(access.server(), segments);
    try (Response response = send("DELETE", null, uri)) {
      if (!isSuccess(response) && response.getStatus() != 404) {
        throw errors.refused(response, "DELETE", uri, null);
      }
    }
  }

  private static Entity<?> json(JsonNode body) {
    return body == null ? Entity.json("{}") : Entity.json(body);
  }

  /**
   * The access token of the login: whoever has it may use it.
   *
   * @throws CommandException when the server does not let us in
   */
  public String accessToken() {
    try {
      return keycloak.tokenManager().getAccessTokenString();
    } catch (ProcessingException | WebApplicationException e) {
      throw errors.unreachable(e);
    }
  }

  /**
   * Logs in again: the roles on a realm that was just made come only with a new token (Keycloak
   * puts admin roles into the token when it is issued).
   *
   * @throws CommandException when the server does not let us in any more
   */
  public void renewLogin() {
    try {
      keycloak.tokenManager().grantToken();
    } catch (ProcessingException | WebApplicationException e) {
      throw errors.unreachable(e);
    }
  }

  /**
   * Sends a request, several times if need be.
   *
   * @param repeatable whether it does no harm that the server carries it out twice
   */
  private Response send(String method, Entity<?> body, URI uri, boolean repeatable) {
    for (int attempt = 1; ; attempt++) {
      try {
        Response response = send(method, body, uri);
        answered = true;
        if (!isBusy(response, attempt, repeatable) || !again(response, attempt)) {
          return response;
        }
        response.close();
      } catch (ProcessingException | WebApplicationException e) {
        boolean safe = repeatable || AdminErrors.wasNotSent(e);
        boolean passing = answered && AdminErrors.mayPass(e);
        if (!passing || !safe || !retries.again(attempt)) {
          CommandException unreachable = errors.unreachable(e);
          throw passing && !safe ? new UncertainException(unreachable) : unreachable;
        }
      }
    }
  }

  private Response send(String method, Entity<?> body, URI uri) {
    Invocation.Builder request =
        client
            .target(uri)
            .register(new BearerAuthFilter(keycloak.tokenManager()))
            .request(MediaType.APPLICATION_JSON);
    return body == null ? request.method(method) : request.method(method, body);
  }

  /** Whether the same request may be answered otherwise in a moment. */
  private static boolean isBusy(Response response, int attempt, boolean repeatable) {
    return switch (response.getStatus()) {
      case 401 -> attempt == 1; // The filter has dropped the token: the next request logs in.
      case 429 -> true;
      case 500 -> repeatable && attempt <= SERVER_ERRORS;
      case 502, 503, 504 -> repeatable;
      default -> false;
    };
  }

  private boolean again(Response response, int attempt) {
    String retryAfter = Objects.toString(response.getHeaderString("Retry-After"), "");
    boolean seconds = retryAfter.matches("\\d{1,9}");
    return retries.again(
        attempt, seconds ? Duration.ofSeconds(Long.parseLong(retryAfter)) : Duration.ZERO);
  }

  private static boolean isSuccess(Response response) {
    return response.getStatusInfo().getFamily() == Response.Status.Family.SUCCESSFUL;
  }

  @Override
  public void close() {
    keycloak.close();
  }
}
