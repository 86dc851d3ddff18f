package io.fedrealm.extension.claim;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.GroupModel;
import org.keycloak.models.UserModel;

/**
 * The subject of a token request. Looks nothing up before it is asked, and then what Keycloak's own
 * user attribute mapper looks up when it aggregates (KeycloakModelUtils.resolveAttribute): the
 * groups of the user, their parents and the attributes of both, all of which Keycloak caches.
 */
final class SessionSubject implements SubjectAttributes {

  private final AuthenticatedClientSessionModel session;
  private Map<String, GroupModel> groups;

  SessionSubject(ClientSessionContext session) {
    this.session = session.getClientSession();
  }

  @Override
  public Stream<String> ofGroups(String name) {
    return groups().values().stream().flatMap(group -> group.getAttributeStream(name));
  }

  @Override
  public Optional<String> ofOwnClient(String name) {
    return Optional.ofNullable(ownClient()).map(client -> client.getAttribute(name));
  }

  @Override
  public Optional<String> ofAskingClient(String name) {
    return Optional.ofNullable(session.getClient().getAttribute(name));
  }

  private ClientModel ownClient() {
    String link = user().getServiceAccountClientLink();
    if (link == null) {
      return null;
    }
    // After a token exchange the client that asks is not the one that the subject belongs to.
    ClientModel asking = session.getClient();
    return link.equals(asking.getId()) ? asking : session.getRealm().getClientById(link);
  }

  private Map<String, GroupModel> groups() {
    if (groups == null) {
      groups = GroupTree.of(user());
    }
    return groups;
  }

  private UserModel user() {
    return session.getUserSession().getUser();
  }
}
