package io.fedrealm.extension.fedn;

import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.managers.AuthenticationSessionManager;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * What somebody has to do for the account before they get tokens: new terms, a second factor to set
 * up, a password that has expired. Evaluated as a login evaluates it, and not only read: some
 * actions are never stored.
 */
final class PendingActions {

  private PendingActions() {}

  /**
   * Asks every required action of the realm.
   *
   * @param session the session of the request
   * @param client that the person has signed in with
   * @param person who has been authenticated earlier
   * @return whether a login would ask for something now
   */
  static boolean has(KeycloakSession session, ClientModel client, UserModel person) {
    RealmModel realm = session.getContext().getRealm();
    AuthenticationSessionManager logins = new AuthenticationSessionManager(session);
    AuthenticationSessionModel login =
        logins.createAuthenticationSession(realm, false).createAuthenticationSession(client);
    login.setAuthenticatedUser(person);
    login.setProtocol(OIDCLoginProtocol.LOGIN_PROTOCOL);
    EventBuilder event =
        new EventBuilder(realm, session, session.getContext().getConnection())
            .event(EventType.LOGIN)
            .client(client)
            .user(person);
    try {
      AuthenticationManager.evaluateRequiredActionTriggers(
          session, login, session.getContext().getHttpRequest(), event, realm, person);
      return person.getRequiredActionsStream().findAny().isPresent()
          || !login.getRequiredActions().isEmpty();
    } finally {
      logins.removeAuthenticationSession(realm, login, false);
    }
  }
}
