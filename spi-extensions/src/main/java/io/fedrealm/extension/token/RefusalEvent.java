package io.fedrealm.extension.token;

import org.keycloak.OAuth2Constants;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.grants.OAuth2GrantType;
import org.keycloak.protocol.oidc.token.TokenPostProcessorContext;

/**
 * The error event of a refused token request. Keycloak itself sends none when a token
 * post-processor refuses (TokenEndpoint.processGrantRequest), so that the refusal would be in no
 * audit trail.
 */
public final class RefusalEvent {

  private RefusalEvent() {}

  /**
   * Sends the event to the realm's listeners and, when the realm stores events, to its store, in a
   * transaction of its own: that of the request is rolled back.
   *
   * @param session the session of the request
   * @param context the token that is refused
   * @param error the error code of the event, that of the answer
   * @param description what the client reads
   */
  public static void send(
      KeycloakSession session,
      TokenPostProcessorContext context,
      String error,
      String description) {
    event(session, context, description).error(error);
  }

  static void send(KeycloakSession session, TokenPostProcessorContext context, String description) {
    send(session, context, Errors.INVALID_SCOPE, description);
  }

  static EventBuilder event(
      KeycloakSession session, TokenPostProcessorContext context, String description) {
    AuthenticatedClientSessionModel clientSession = context.clientSessionCtx().getClientSession();
    String grantType = grantType(context);
    return new EventBuilder(clientSession.getRealm(), session, session.getContext().getConnection())
        .event(eventType(session, grantType))
        .client(clientSession.getClient())
        .user(clientSession.getUserSession().getUser())
        .detail(Details.GRANT_TYPE, grantType)
        .detail(Details.SCOPE, context.clientSessionCtx().getScopeString())
        .detail(Details.REASON, description);
  }

  private static String grantType(TokenPostProcessorContext context) {
    ClientSessionContext session = context.clientSessionCtx();
    String grantType = session.getAttribute(Constants.GRANT_TYPE, String.class);
    return grantType == null && context.requestRefreshToken() != null
        ? OAuth2Constants.REFRESH_TOKEN
        : grantType;
  }

  private static EventType eventType(KeycloakSession session, String grantType) {
    OAuth2GrantType grant =
        grantType == null ? null : session.getProvider(OAuth2GrantType.class, grantType);
    return grant == null ? EventType.LOGIN : grant.getEventType();
  }
}
