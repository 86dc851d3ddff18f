package io.fedrealm.extension.people;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.keycloak.models.ClientModel;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.ModelToRepresentation;
import org.keycloak.representations.idm.FederatedIdentityRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/**
 * A person with what was given to them.
 *
 * @param user as {@code GET /admin/realms/REALM/users/ID} has it, and the realm and client roles
 *     that were given directly
 * @param groupIds ids of the groups: a path does not tell two groups apart when there are slashes
 *     in their names
 * @param memberships of organizations; null when they were not asked for
 */
public record PersonHolding(
    UserRepresentation user, List<String> groupIds, List<Membership> memberships) {

  /**
   * What else is asked for.
   *
   * @param links whether links to identity providers are told
   * @param memberships whether memberships of organizations are told
   */
  record Asked(boolean links, boolean memberships) {}

  /** Leaves out the groups and roles that the caller may not see, as Keycloak's own lists do. */
  static PersonHolding of(
      UserModel user, KeycloakSession session, AdminPermissionEvaluator auth, Asked asked) {
    UserRepresentation representation =
        ModelToRepresentation.toRepresentation(session, user, false);
    List<String> realmRoles = new ArrayList<>();
    Map<String, List<String>> clientRoles = new HashMap<>();
    user.getRoleMappingsStream()
        .filter(auth.roles()::canView)
        .forEach(role -> rolesOf(role, realmRoles, clientRoles).add(role.getName()));
    representation.setRealmRoles(realmRoles);
    representation.setClientRoles(clientRoles);
    List<String> groups =
        user.getGroupsStream().filter(auth.groups()::canView).map(GroupModel::getId).toList();
    if (asked.links()) {
      representation.setFederatedIdentities(links(user, session));
    }
    return new PersonHolding(
        representation, groups, asked.memberships() ? Membership.of(user, session, auth) : null);
  }

  /** As Keycloak tells them, without those to an identity provider that is gone. */
  private static List<FederatedIdentityRepresentation> links(
      UserModel user, KeycloakSession session) {
    return session
        .users()
        .getFederatedIdentitiesStream(session.getContext().getRealm(), user)
        .filter(link -> session.identityProviders().getByAlias(link.getIdentityProvider()) != null)
        .map(ModelToRepresentation::toRepresentation)
        .toList();
  }

  private static List<String> rolesOf(
      RoleModel role, List<String> realmRoles, Map<String, List<String>> clientRoles) {
    return role.getContainer() instanceof ClientModel client
        ? clientRoles.computeIfAbsent(client.getClientId(), id -> new ArrayList<>())
        : realmRoles;
  }
}
