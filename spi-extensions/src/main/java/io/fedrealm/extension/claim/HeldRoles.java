package io.fedrealm.extension.claim;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.RoleUtils;

/**
 * The roles that the subject of a token holds: its own, those of its groups and those inside
 * composites, bounded by the scope of the client. Exactly the roles of {@code
 * ClientSessionContext.getRolesStream}.
 *
 * <p>That method alone would do, but for a client without full scope it lists the client's own
 * roles, which Keycloak does not cache when there are none: a database query for every token. So
 * the roles that are in scope in any case are told from the others here, out of memory, and
 * Keycloak is asked only for a role that the subject has and that could be in scope through a
 * composite role of the client itself.
 */
public final class HeldRoles {

  private final RoleIndex certain;
  private final RoleIndex doubtful;
  private final Supplier<Stream<RoleModel>> all;
  private RoleIndex confirmed;

  private HeldRoles(
      Stream<RoleModel> certain, Stream<RoleModel> doubtful, Supplier<Stream<RoleModel>> all) {
    this.certain = RoleIndex.of(certain);
    this.doubtful = RoleIndex.of(doubtful);
    this.all = all;
  }

  /**
   * The roles of a subject without a client that bounds them.
   *
   * @param roles the roles
   * @return all of them as held
   */
  public static HeldRoles of(Stream<RoleModel> roles) {
    return new HeldRoles(roles, Stream.empty(), Stream::empty);
  }

  /**
   * The roles of a token request.
   *
   * @param session the session context of the request
   * @return the roles that are in the scope of its client
   */
  public static HeldRoles of(ClientSessionContext session) {
    ClientModel client = session.getClientSession().getClient();
    if (client.isFullScopeAllowed()) {
      return of(session.getRolesStream());
    }
    UserModel user = session.getClientSession().getUserSession().getUser();
    Set<RoleModel> inScope =
        RoleUtils.expandCompositeRoles(
            session
                .getClientScopesStream()
                .flatMap(ClientScopeModel::getScopeMappingsStream)
                .collect(Collectors.toSet()));
    Map<Boolean, List<RoleModel>> roles =
        RoleUtils.getDeepUserRoleMappings(user).stream()
            .collect(
                Collectors.partitioningBy(role -> inScope.contains(role) || isOf(client, role)));
    return new HeldRoles(
        roles.get(true).stream(), roles.get(false).stream(), session::getRolesStream);
  }

  private static boolean isOf(ClientModel client, RoleModel role) {
    return role.isClientRole() && client.getId().equals(role.getContainerId());
  }

  /**
   * Tells whether a role is held.
   *
   * @param key a realm role's name, or {@code clientId.roleName}; both parts may have dots
   * @return whether the subject holds a role of this name
   */
  public boolean holds(String key) {
    return holds(key, UnaryOperator.identity());
  }

  /**
   * Tells whether a role is held.
   *
   * @param key a realm role's name, or {@code clientId.roleName}; both parts may have dots
   * @param fill completes a key or a part of it, with text of which no dot separates anything
   * @return whether the subject holds a role of this name
   */
  public boolean holds(String key, UnaryOperator<String> fill) {
    return certain.holds(key, fill) || doubtful.holds(key, fill) && confirmed().holds(key, fill);
  }

  /**
   * Tells whether a realm role of a family is held.
   *
   * @param prefix what the role's name starts with
   * @return whether the subject holds at least one such realm role
   */
  public boolean holdsRealmRoleStartingWith(String prefix) {
    return certain.holdsRealmRoleStartingWith(prefix)
        || doubtful.holdsRealmRoleStartingWith(prefix)
            && confirmed().holdsRealmRoleStartingWith(prefix);
  }

  private RoleIndex confirmed() {
    if (confirmed == null) {
      confirmed = RoleIndex.of(all.get());
    }
    return confirmed;
  }
}
