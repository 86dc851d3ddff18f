package io.fedrealm.provisioning.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.provisioning.cli.CommandException;
import io.fedrealm.provisioning.cli.ExitCode;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.client.Invocation;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
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

    private RefusedException(int status, String message) {
      super(status == 401 || status == 403 ? ExitCode.UNREACHABLE : ExitCode.FAILED, message);
      this.status = status;
    }

    /** The HTTP status. */
    public int status() {
      return status;
    }
  }

  private final AdminAccess access;
  private final Client client;
  private final Keycloak keycloak;

  /** Nothing is sent yet: the first request logs in. */
  public AdminApi(AdminAccess access) {
    this.access = access;
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
   * @param segments of the path below {@code /admin}, not encoded; a last one with "?" is a query
   * @return empty when there is no such thing (404)
   */
  public Optional<JsonNode> get(String... segments) {
    try (Response response = send("GET", null, segments)) {
      if (response.getStatus() == 404) {
        return Optional.empty();
      }
      return Optional.of(read(response, "GET", segments));
    }
  }

  /** Like {@link #get}, for a read that Keycloak wants as POST. */
  public Optional<JsonNode> post(String... segments) {
    try (Response response = send("POST", null, segments)) {
      if (response.getStatus() == 404) {
        return Optional.empty();
      }
      return Optional.of(read(response, "POST", segments));
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
   */
  public String write(String method, JsonNode body, String... segments) {
    try (Response response = send(method, body, segments)) {
      check(response, method, segments);
      if (response.getLocation() == null) {
        return "";
      }
      String path = response.getLocation().getPath();
      return path.substring(path.lastIndexOf('/') + 1);
    }
  }

  /**
   * Logs in again: the roles on a realm that was just made come only with a new token (Keycloak
   * puts admin roles into the token when it is issued).
   */
  public void renewLogin() {
    keycloak.tokenManager().grantToken();
  }

  private Response send(String method, JsonNode body, String... segments) {
    UriBuilder uri = UriBuilder.fromUri(access.server()).path("admin");
    for (String segment : segments) {
      int query = segment.indexOf('?');
      if (query < 0) {
        uri.segment(segment);
      } else {
        uri.segment(segment.substring(0, query)).replaceQuery(segment.substring(query + 1));
      }
    }
    Invocation.Builder request =
        client
            .target(uri)
            .register(new BearerAuthFilter(keycloak.tokenManager()))
            .request(MediaType.APPLICATION_JSON);
    try {
      return body == null && !method.equals("POST")
          ? request.method(method)
          : request.method(method, Entity.json(body == null ? "{}" : body));
    } catch (ProcessingException | WebApplicationException e) {
      throw unreachable(e);
    }
  }

  private JsonNode read(Response response, String method, String... segments) {
    check(response, method, segments);
    return response.readEntity(JsonNode.class);
  }

  private void check(Response response, String method, String... segments) {
    if (response.getStatusInfo().getFamily() == Response.Status.Family.SUCCESSFUL) {
      return;
    }
    int status = response.getStatus();
    String said = ErrorBody.message(response);
    String place = method + " /admin/" + String.join("/", segments);
    if (status == 403) {
      throw new RefusedException(
          status,
          access
              + " is not allowed to do this (403 at "
              + place
              + "): give the account the realm-management role that is missing, or the admin role");
    }
    throw new RefusedException(status, said + " (" + status + " at " + place + ")");
  }

  private CommandException unreachable(Exception cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    if (find(cause, NotAuthorizedException.class)) {
      return new CommandException(
          ExitCode.UNREACHABLE,
          "Login refused for " + access + ": check client id and secret, or user and password",
          cause);
    }
    String reason =
        root instanceof WebApplicationException web
            ? "it answered " + web.getResponse().getStatus() + " to the login"
            : reason(root);
    return new CommandException(
        ExitCode.UNREACHABLE,
        "Keycloak cannot be reached at "
            + access.server()
            + ": "
            + reason
            + ". Check the address (with the relative path, for example /auth) and that it runs.",
        cause);
  }

  private static boolean find(Throwable error, Class<? extends Throwable> type) {
    for (Throwable current = error; current != null; current = current.getCause()) {
      if (type.isInstance(current)) {
        return true;
      }
    }
    return false;
  }

  private static String reason(Throwable root) {
    String message = root.getMessage() == null ? "" : ": " + root.getMessage();
    return root.getClass().getSimpleName() + message;
  }

  @Override
  public void close() {
    keycloak.close();
  }
}
