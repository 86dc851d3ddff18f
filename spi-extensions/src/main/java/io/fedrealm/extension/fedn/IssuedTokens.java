package io.fedrealm.extension.fedn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
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

  /** As many of a project as a page shows. */
  static final int SHOWN = 500;

  private final KeycloakSession session;
  private final RealmModel realm;

  /** How many tokens each client has, by Keycloak's id of it; null until it is needed. */
  private Map<String, Long> counts;

  /**
   * Tokens of a project.
   *
   * @param tokens the newest first
   * @param complete whether it has no others
   */
  record Shown(List<IssuedToken> tokens, boolean complete) {}

  IssuedTokens(KeycloakSession session) {
    this.session = session;
    this.realm = session.getContext().getRealm();
  }

  /**
   * The tokens of a project that still refresh: those that were issued here, and those of sites by
   * client id, {@link #SHOWN} at most. A query for each client that has one of these, and none for
   * the others, of which a project may have thousands.
   *
   * @param project administered by who asks
   */
  Shown of(Project project) {
    ProjectClients clients = new ProjectClients(session, project.slug());
    Iterator<ClientModel> withTokens =
        clients
            .mayBe()
            .filter(client -> counts().containsKey(client.getId()))
            .filter(clients::isOfTheProject)
            .iterator();
    List<IssuedToken> tokens = new ArrayList<>();
    while (tokens.size() <= SHOWN && withTokens.hasNext()) {
      tokens.addAll(of(withTokens.next(), SHOWN + 1 - tokens.size()));
    }
    boolean complete = tokens.size() <= SHOWN;
    List<IssuedToken> shown = complete ? tokens : tokens.subList(0, SHOWN);
    shown.sort(Comparator.comparing(IssuedToken::issued).reversed());
    return new Shown(List.copyOf(shown), complete);
  }

  private List<IssuedToken> of(ClientModel client, int most) {
    return session
        .sessions()
        .readOnlyStreamOfflineUserSessions(realm, client, 0, most)
        .map(login -> IssuedToken.of(login, client))
        .toList();
  }

  private Map<String, Long> counts() {
    if (counts == null) {
      counts = session.sessions().getActiveClientSessionStats(realm, true);
    }
    return counts;
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
                .filter(new ProjectClients(session, project.slug())::isOfTheProject)
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
