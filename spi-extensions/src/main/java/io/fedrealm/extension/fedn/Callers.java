package io.fedrealm.extension.fedn;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.managers.AppAuthManager;
import org.keycloak.services.managers.AuthenticationManager.AuthResult;

/** Finds out who sends a request, by its access token. */
final class Callers {

  private final KeycloakSession session;

  Callers(KeycloakSession session) {
    this.session = session;
  }

  /**
   * The person who has logged in at this service. A project's token will not do: every controller
   * and combiner that it is sent to could ask for further tokens with it.
   *
   * @throws RefusedException when there is none
   */
  Caller person() {
    Caller caller = authenticated();
    if (!caller.client().getClientId().equals(FednAttributes.LOGIN_CLIENT)) {
      throw refused();
    }
    return caller;
  }

  /**
   * The person who asks about a project. FEDn's command line sends the token of the active project
   * here, which may be another one.
   *
   * @throws RefusedException when there is none
   */
  Caller reader() {
    Caller caller = authenticated();
    String project = caller.client().getAttribute(FednAttributes.CLIENT_PROJECT);
    if (project == null && !caller.client().getClientId().equals(FednAttributes.LOGIN_CLIENT)) {
      throw refused();
    }
    return caller;
  }

  /**
   * Who has a token of a project.
   *
   * @throws RefusedException when there is none, or it is of another project
   */
  Caller ofProject(String slug) {
    Caller caller = authenticated();
    if (!slug.equals(caller.client().getAttribute(FednAttributes.CLIENT_PROJECT))) {
      throw refused();
    }
    return caller;
  }

  private Caller authenticated() {
    AuthResult result = null;
    String token = token();
    if (!token.isEmpty()) {
      result =
          new AppAuthManager.BearerTokenAuthenticator(session).setTokenString(token).authenticate();
    }
    if (result == null || result.user() == null || result.client() == null) {
      throw refused();
    }
    return new Caller(result.user(), result.client(), result.token());
  }

  /** FEDN_AUTH_SCHEME names the scheme on FEDn's side: Bearer, or Token as in its documentation. */
  private String token() {
    List<String> headers =
        session
            .getContext()
            .getHttpRequest()
            .getHttpHeaders()
            .getRequestHeader(HttpHeaders.AUTHORIZATION);
    if (headers == null || headers.size() != 1) {
      return "";
    }
    String[] parts = headers.get(0).strip().split(" +");
    return parts.length == 2 ? parts[1] : "";
  }

  private static RefusedException refused() {
    return new RefusedException(
        Response.Status.UNAUTHORIZED,
        "invalid_token",
        "Log in first: the token is missing, has expired or is for something else");
  }
}
