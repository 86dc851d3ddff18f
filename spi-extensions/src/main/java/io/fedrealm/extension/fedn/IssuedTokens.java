package io.fedrealm.extension.fedn;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.services.managers.UserSessionManager;

/** The tokens that a project's administrators and sites have got: an offline session each. */
final class IssuedTokens {

  /** As many as a page shows. */
  static final int SHOWN = 500;

  private final KeycloakSession session;
  private final RealmModel realm;

  IssuedTokens(KeycloakSession session) {
    this.session = session;
    this.realm = session.getContext().getRealm();
  }

  /**
   * The tokens of a project that still refresh.
   *
   * @param project administered by who asks
   * @return the newest first, {@link #SHOWN} at most
   */
  List<IssuedToken> of(Project project) {
    return new Projects(session)
        .clients(project.slug())
        .flatMap(
            client ->
                session
                    .sessions()
                    .readOnlyStreamOfflineUserSessions(realm, client, 0, SHOWN)
                    .map(login -> IssuedToken.of(login, client)))
        .sorted(Comparator.comparing(IssuedToken::issued).reversed())
        .limit(SHOWN)
        .toList();
  }

  /**
   * Ends one: its refresh is refused from now on.
   *
   * @param project administered by who asks
   * @param id of the session
   * @param caller who asks
   * @return whether it was one of this project's
   */
  boolean revoke(Project project, String id, Caller caller) {
    UserSessionModel login = session.sessions().getOfflineUserSession(realm, id);
    Optional<ClientModel> client =
        login == null
            ? Optional.empty()
            : login.getAuthenticatedClientSessions().keySet().stream()
                .map(realm::getClientById)
                .filter(Objects::nonNull)
                .filter(c -> project.slug().equals(c.getAttribute(FednAttributes.CLIENT_PROJECT)))
                .findFirst();
    client.ifPresent(
        of -> {
          event(of, login, caller).success();
          new UserSessionManager(session).revokeOfflineUserSession(login);
        });
    return client.isPresent();
  }

  private EventBuilder event(ClientModel client, UserSessionModel login, Caller caller) {
    return new EventBuilder(realm, session, session.getContext().getConnection())
        .event(EventType.REVOKE_GRANT)
        .client(client)
        .user(login.getUser())
        .session(login)
        .detail("fl_fedn_revoked_by", caller.person().getUsername());
  }
}
