package io.fedrealm.extension.policy;

import java.util.Objects;
import java.util.stream.Stream;
import org.keycloak.models.AdminRoles;
import org.keycloak.models.Constants;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.clientpolicy.context.AdminClientRegisterContext;
import org.keycloak.services.clientpolicy.context.AdminClientUpdateContext;
import org.keycloak.services.clientpolicy.context.ClientCRUDContext;

/**
 * Who may say of a client or a group what gives rights: those who may manage all of the realm by
 * their roles. Whoever has been given a few to look after (fine-grained permissions) is none of
 * them, and neither is a client that registers itself.
 */
final class Administrators {

  private Administrators() {}

  /**
   * Tells whether an administrator has made a request.
   *
   * @param context the request for a client to be made or changed
   * @param realm the realm of the client
   * @return whether it came through the admin API from somebody who holds {@code manage-clients}
   */
  static boolean made(ClientCRUDContext context, RealmModel realm) {
    if (!(context instanceof AdminClientRegisterContext)
        && !(context instanceof AdminClientUpdateContext)) {
      return false;
    }
    return holds(context.getAuthenticatedUser(), realm, AdminRoles.MANAGE_CLIENTS);
  }

  /**
   * Tells whether somebody holds an administrator's role for the whole of a realm.
   *
   * @param user of the realm or of the realm master; null holds nothing
   * @param realm that is administered
   * @param role one of {@link AdminRoles}
   * @return whether the role is held, in the realm master or in the realm itself
   */
  static boolean holds(UserModel user, RealmModel realm, String role) {
    return user != null
        && Stream.of(
                realm.getMasterAdminClient(),
                realm.getClientByClientId(Constants.REALM_MANAGEMENT_CLIENT_ID))
            .filter(Objects::nonNull)
            .map(client -> client.getRole(role))
            .filter(Objects::nonNull)
            .anyMatch(user::hasRole);
  }
}
