package io.fedrealm.provisioning.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.server.AdminApi.RefusedException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.net.ConnectException;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** What went wrong on the way to the server or there, in words that an operator can act on. */
final class AdminErrors {

  private final AdminAccess access;

  AdminErrors(AdminAccess access) {
    this.access = access;
  }

  /** The JSON of a successful answer. */
  JsonNode json(Response response, String method, URI uri) {
    JsonNode json;
    try {
      json = response.hasEntity() ? response.readEntity(JsonNode.class) : null;
    } catch (ProcessingException | IllegalStateException e) {
      json = null;
    }
    if (json == null) {
      throw new CommandException(
          ExitCode.UNREACHABLE,
          "The answer is no JSON (%s at %s): this is not Keycloak, or a proxy stands before it."
              .formatted(ErrorBody.mediaType(response), place(method, uri)));
    }
    return json;
  }

  /**
   * The server said no.
   *
   * @param body what was sent, whose secrets must not come back; may be null
   */
  RefusedException refused(Response response, String method, URI uri, JsonNode body) {
    int status = response.getStatus();
    String said = Redaction.hide(ErrorBody.message(response), body);
    String place = place(method, uri);
    return switch (status) {
      case 401 ->
          new RefusedException(
              status,
              "the server does not accept the login of %s any more (401 at %s): was the account"
                      .formatted(access, place)
                  + " changed, or the server restarted? Run the command again.");
      case 403 ->
          new RefusedException(
              status,
              "%s is not allowed to do this (403 at %s): give the account the realm-management role"
                      .formatted(access, place)
                  + " that is missing, or the admin role");
      default -> new RefusedException(status, said + " (" + status + " at " + place + ")");
    };
  }

  private String place(String method, URI uri) {
    return method + " " + uri.getRawPath();
  }

  /** There was no answer, or none to the login. */
  CommandException unreachable(Exception error) {
    Optional<Response> login = loginAnswer(error);
    String message = login.map(this::loginRefused).orElseGet(() -> noAnswer(error));
    return new CommandException(ExitCode.UNREACHABLE, message, error);
  }

  /** Whether a failure is of those that pass: no connection, or a server that just starts. */
  static boolean mayPass(Exception error) {
    boolean tls = causes(error).anyMatch(SSLException.class::isInstance);
    return loginAnswer(error).map(login -> login.getStatus() >= 500).orElse(!tls);
  }

  /** Whether a failed request surely never reached the server. */
  static boolean wasNotSent(Exception error) {
    return loginAnswer(error).isPresent()
        || causes(error).anyMatch(ConnectException.class::isInstance);
  }

  private static Optional<Response> loginAnswer(Throwable error) {
    return causes(error)
        .filter(WebApplicationException.class::isInstance)
        .map(cause -> ((WebApplicationException) cause).getResponse())
        .findFirst();
  }

  private String loginRefused(Response answer) {
    int status = answer.getStatus();
    return switch (status) {
      case 400, 401, 403 ->
          "Login refused for %s: check client id and secret, or user and password; a client needs its"
                  .formatted(access)
              + " service account, a person a client with direct access grants (%d, %s)."
                  .formatted(status, ErrorBody.message(answer));
      case 404 ->
          "There is no realm %s at %s (404): check the realm of the account, and the address (with"
                  .formatted(access.realm(), access.server())
              + " the relative path, for example /auth).";
      case 500 ->
          "Keycloak at %s answers the login with an error of its own (500): its log says why. A client"
                  .formatted(access.server())
              + " profile that names an executor which the server does not have, or a security"
              + " profile that cannot be read, does this to every token.";
      default -> cannotBeReached("it answered " + status + " to the login");
    };
  }

  private String noAnswer(Exception error) {
    if (causes(error).anyMatch(SSLException.class::isInstance)) {
      return "There is no TLS connection to %s: %s. Is it https there? Is the authority of the"
              .formatted(access.server(), reason(error))
          + " server's certificate known to Java (give it by --ca-file if it is not), and does the"
          + " server want a certificate of yours (--client-keystore)?";
    }
    return cannotBeReached(reason(error));
  }

  private String cannotBeReached(String reason) {
    String way = access.transport().proxy().map(proxy -> " through the proxy " + proxy).orElse("");
    return "Keycloak cannot be reached at %s%s: %s. Check the address (with the relative path, for"
            .formatted(access.server(), way, reason)
        + " example /auth) and that it runs.";
  }

  private static String reason(Throwable error) {
    Throwable root = causes(error).reduce((first, second) -> second).orElse(error);
    String message = root.getMessage() == null ? "" : ": " + root.getMessage().split("\n")[0];
    return root.getClass().getSimpleName() + message;
  }

  private static Stream<Throwable> causes(Throwable error) {
    return Stream.iterate(error, cause -> cause != null, Throwable::getCause).limit(20);
  }
}
