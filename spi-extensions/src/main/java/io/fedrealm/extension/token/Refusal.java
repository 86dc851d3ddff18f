package io.fedrealm.extension.token;

import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.keycloak.OAuthErrorException;
import org.keycloak.models.Constants;
import org.keycloak.protocol.oidc.token.TokenInterceptorException;
import org.keycloak.protocol.oidc.token.TokenPostProcessorContext;
import org.keycloak.services.ErrorResponseException;

/** The answer to a token request that is refused: 400, JSON. */
public final class Refusal {

  private Refusal() {}

  /**
   * The description for the client: RFC 6749 section 5.2 allows printable ASCII without quotation
   * mark and backslash, and names of mappers and scopes may hold anything.
   *
   * @param reasons why, at least one
   * @return all reasons
   */
  public static String description(Set<String> reasons) {
    return String.join("; ", reasons).replaceAll("[^\\x20\\x21\\x23-\\x5B\\x5D-\\x7E]", "?");
  }

  /**
   * The exception that makes Keycloak answer so, for the kind of request.
   *
   * @param context the token that is refused
   * @param description what the client reads
   * @return the exception to throw; its error is {@code invalid_scope}
   */
  static RuntimeException exception(TokenPostProcessorContext context, String description) {
    return exception(context, OAuthErrorException.INVALID_SCOPE, description);
  }

  /**
   * The exception that makes Keycloak answer so, for the kind of request.
   *
   * @param context the token that is refused
   * @param error the error code (RFC 6749 section 5.2)
   * @param description what the client reads
   * @return the exception to throw
   */
  public static RuntimeException exception(
      TokenPostProcessorContext context, String error, String description) {
    if (isCaughtByTheTokenEndpoint(context)) {
      return new TokenInterceptorException(error, description);
    }
    // Implicit and hybrid flow (OIDCLoginProtocol) and the UMA grant (AuthorizationTokenService)
    // make a server error of TokenInterceptorException, but let this one through.
    return new ErrorResponseException(error, description, Response.Status.BAD_REQUEST);
  }

  /**
   * The grants that leave the exception to TokenEndpoint, which adds the CORS headers, are those
   * that note their grant type; a refresh with offline access makes a new context without it.
   */
  private static boolean isCaughtByTheTokenEndpoint(TokenPostProcessorContext context) {
    return context.requestRefreshToken() != null
        || context.clientSessionCtx().getAttribute(Constants.GRANT_TYPE, String.class) != null;
  }
}
