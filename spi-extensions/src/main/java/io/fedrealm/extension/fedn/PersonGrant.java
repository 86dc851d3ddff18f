package io.fedrealm.extension.fedn;

import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.keycloak.OAuth2Constants;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.events.Details;
import org.keycloak.events.EventType;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.Constants;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.TokenExchangeContext;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.protocol.oidc.grants.OAuth2GrantTypeBase;
import org.keycloak.services.CorsErrorResponseException;
import org.keycloak.services.Urls;
import org.keycloak.services.clientpolicy.ClientPolicyException;
import org.keycloak.services.clientpolicy.context.TokenExchangeRequestContext;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.managers.AuthenticationSessionManager;
import org.keycloak.services.managers.UserSessionManager;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Tokens for a person who has been authenticated and whose account has nothing left to do ({@link
 * PendingActions}), in a session of their own. Keycloak has no grant that does this: its token
 * exchange gives no offline tokens. What happens is what ClientCredentialsGrantType does for a
 * service account (26.7.3), in the client policies' and events' eyes a token exchange (RFC 8693).
 */
final class PersonGrant extends OAuth2GrantTypeBase {

  private final UserModel person;

  PersonGrant(UserModel person) {
    this.person = person;
  }

  @Override
  public Response process(Context grantContext) {
    setContext(grantContext);
    event.user(person).detail(Details.USERNAME, person.getUsername());
    askClientPolicies();
    AuthenticationSessionModel login = login(getRequestedScopes());
    UserSessionModel userSession = userSession(login);
    event.session(userSession);
    AuthenticationManager.setClientScopesInSession(session, login);
    ClientSessionContext clientSession =
        TokenManager.attachAuthenticationSession(session, userSession, login);
    clientSession.setAttribute(Constants.GRANT_TYPE, context.getGrantType());
    updateUserSessionFromClientAuth(userSession);
    // The online session goes once the offline one is there.
    clientSession
        .getClientSession()
        .setNote(AuthenticationProcessor.FIRST_OFFLINE_ACCESS, Boolean.TRUE.toString());
    return createTokenResponse(person, userSession, clientSession, null, false, null);
  }

  private void askClientPolicies() {
    try {
      session
          .clientPolicy()
          .triggerOnEvent(
              new TokenExchangeRequestContext(
                  new TokenExchangeContext(
                      session,
                      formParams,
                      cors,
                      realm,
                      event,
                      client,
                      clientConnection,
                      headers,
                      tokenManager,
                      clientAuthAttributes)));
    } catch (ClientPolicyException e) {
      event
          .detail(Details.REASON, Details.CLIENT_POLICY_ERROR)
          .detail(Details.CLIENT_POLICY_ERROR, e.getError())
          .detail(Details.CLIENT_POLICY_ERROR_DETAIL, e.getErrorDetail())
          .error(e.getError());
      throw refused(e.getError(), e.getErrorDetail());
    }
  }

  private AuthenticationSessionModel login(String scope) {
    AuthenticationSessionModel login =
        new AuthenticationSessionManager(session)
            .createAuthenticationSession(realm, false)
            .createAuthenticationSession(client);
    login.setAuthenticatedUser(person);
    login.setProtocol(OIDCLoginProtocol.LOGIN_PROTOCOL);
    login.setClientNote(
        OIDCLoginProtocol.ISSUER,
        Urls.realmIssuer(session.getContext().getUri().getBaseUri(), realm.getName()));
    login.setClientNote(OAuth2Constants.SCOPE, scope);
    return login;
  }

  private UserSessionModel userSession(AuthenticationSessionModel login) {
    return new UserSessionManager(session)
        .createUserSession(
            login.getParentSession().getId(),
            realm,
            person,
            person.getUsername(),
            clientConnection.getRemoteHost(),
            FednServiceFactory.PROVIDER_ID,
            false,
            null,
            null,
            UserSessionModel.SessionPersistenceState.PERSISTENT);
  }

  private CorsErrorResponseException refused(String error, String description) {
    return new CorsErrorResponseException(cors, error, description, Response.Status.BAD_REQUEST);
  }

  @Override
  public EventType getEventType() {
    return EventType.TOKEN_EXCHANGE;
  }

  @Override
  public Set<String> getTokenParameterNames() {
    return Set.of();
  }
}
