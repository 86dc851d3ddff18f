package io.fedrealm.extension.job;

import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.UserSessionModel.SessionPersistenceState;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.protocol.oidc.token.TokenInterceptorException;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.ErrorResponseException;
import org.keycloak.services.Urls;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.managers.AuthenticationSessionManager;
import org.keycloak.services.managers.UserSessionManager;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The claims that a token of somebody would have now, for a site. They are computed as for a token,
 * by all mappers and rules of the realm, in a session that is never stored; the token itself is
 * thrown away.
 *
 * <p>Keycloak does the same for its console (ClientScopeEvaluateResource), for administrators that
 * may see all clients with their secrets. A site may not.
 */
final class SubmitterClaims {

  private static final Logger LOGGER = Logger.getLogger(SubmitterClaims.class);

  private final KeycloakSession session;
  private final RealmModel realm;
  private final ClientModel login;
  private final EventBuilder event;

  /**
   * @param login the client with which people and services sign in to submit jobs
   * @param event for the rules, which report what they refuse
   */
  SubmitterClaims(KeycloakSession session, ClientModel login, EventBuilder event) {
    this.session = session;
    this.realm = session.getContext().getRealm();
    this.login = login;
    this.event = event;
  }

  /**
   * The claims.
   *
   * @param email the e-mail address of the submitter
   * @param site the site's name
   * @param audience the client id of the site, which the token has to be for and for nobody else
   * @return empty when there is no such enabled person or service, or the realm would not give them
   *     this token
   */
  Optional<AccessToken> of(String email, String site, String audience) {
    UserModel user = session.users().getUserByEmail(realm, email);
    if (user == null || !user.isEnabled()) {
      return Optional.empty();
    }
    ClientModel asking = session.getContext().getClient();
    try {
      session.getContext().setClient(login);
      return Optional.of(token(user, "openid site:" + site))
          .filter(token -> token.getAudience() != null && token.getAudience().length == 1)
          .filter(token -> audience.equals(token.getAudience()[0]));
    } catch (TokenInterceptorException | ErrorResponseException refused) {
      LOGGER.debugf("no claims of a submitter for %s: %s", audience, refused.getMessage());
      return Optional.empty();
    } finally {
      session.getContext().setClient(asking);
    }
  }

  private AccessToken token(UserModel user, String scope) {
    AuthenticationSessionModel login = authenticationSession(user, scope);
    UserSessionModel userSession =
        new UserSessionManager(session)
            .createUserSession(
                login.getParentSession().getId(),
                realm,
                user,
                user.getUsername(),
                session.getContext().getConnection().getRemoteHost(),
                FlSitePolicyFactory.PROVIDER_ID,
                false,
                null,
                null,
                SessionPersistenceState.TRANSIENT);
    AuthenticationManager.setClientScopesInSession(session, login);
    ClientSessionContext context =
        TokenManager.attachAuthenticationSession(session, userSession, login);
    TokenManager.AccessTokenResponseBuilder builder =
        new TokenManager()
            .responseBuilder(realm, this.login, event, session, userSession, context)
            .generateAccessToken();
    builder.build(); // only this runs the rules
    return builder.getAccessToken();
  }

  private AuthenticationSessionModel authenticationSession(UserModel user, String scope) {
    AuthenticationSessionModel authentication =
        new AuthenticationSessionManager(session)
            .createAuthenticationSession(realm, false)
            .createAuthenticationSession(login);
    authentication.setAuthenticatedUser(user);
    authentication.setProtocol(OIDCLoginProtocol.LOGIN_PROTOCOL);
    authentication.setClientNote(
        OIDCLoginProtocol.ISSUER,
        Urls.realmIssuer(session.getContext().getUri().getBaseUri(), realm.getName()));
    authentication.setClientNote(OIDCLoginProtocol.SCOPE_PARAM, scope);
    return authentication;
  }
}
