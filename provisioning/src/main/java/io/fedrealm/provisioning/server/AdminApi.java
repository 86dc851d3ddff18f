package io.fedrealm.provisioning.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.provisioning.CommandException;
import io.fedrealm.provisioning.ExitCode;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.client.Invocation;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
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

  private final AdminAccess access;
  private final AdminErrors errors;
  private final Client client;
  private final Keycloak keycloak;

  /** Nothing is sent yet: the first request logs in. */
  public AdminApi(AdminAccess access) {
    this.access = access;
    this.errors = new AdminErrors(access);
    this.client =
        ClientBuilder.newBuilder()
            .connectTimeout(10, TimeUnit.SECONDS)
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
    try (Response response = send(method, nothing, uri)) {
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
   * Writes.
   *
   * @param method POST, PUT or DELETE
   * @param body may be null
   * @param segments of the path below {@code /admin}, not encoded
   * @return the id at the end of the Location header; empty when there is none
   * @throws RefusedException when the server answers with anything but success
   * @throws CommandException when the server cannot be reached
   */
  public String write(String method, JsonNode body, String... segments) {
    URI uri = AdminUri.of(access.server(), segments);
    Entity<?> entity = body == null && !method.equals("POST") ? null : json(body);
    try (Response response = send(method, entity, uri)) {
      if (!isSuccess(response)) {
        throw errors.refused(response, method, uri, body);
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

  private Response send(String method, Entity<?> body, URI uri) {
    Invocation.Builder request =
        client
            .target(uri)
            .register(new BearerAuthFilter(keycloak.tokenManager()))
            .request(MediaType.APPLICATION_JSON);
    try {
      return body == null ? request.method(method) : request.method(method, body);
    } catch (ProcessingException | WebApplicationException e) {
      throw errors.unreachable(e);
    }
  }

  private static boolean isSuccess(Response response) {
    return response.getStatusInfo().getFamily() == Response.Status.Family.SUCCESSFUL;
  }

  @Override
  public void close() {
    keycloak.close();
  }
}
