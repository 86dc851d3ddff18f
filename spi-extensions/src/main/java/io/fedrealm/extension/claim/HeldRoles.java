package io.fedrealm.extension.claim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RoleModel;

/**
 * The roles that the subject of a token holds, by the names that mapper configurations use: a realm
 * role by its name, a client role by {@code clientId.roleName}.
 *
 * <p>The client of a client role is looked up only when a name that is asked for could be that
 * role: a subject with many client roles costs no look-ups.
 */
public final class HeldRoles {

  private final Set<String> realmRoles = new HashSet<>();
  private final Map<String, List<RoleModel>> clientRolesByName = new HashMap<>();

  private HeldRoles() {}

  /**
   * Takes stock of roles.
   *
   * @param roles the roles of the session context: direct ones, those of groups and of composites,
   *     bounded by the client's scope (ClientSessionContext.getRolesStream)
   * @return the roles by name
   */
  public static HeldRoles of(Stream<RoleModel> roles) {
    HeldRoles held = new HeldRoles();
    roles.forEach(held::add);
    return held;
  }

  private void add(RoleModel role) {
    if (role.isClientRole()) {
      clientRolesByName.computeIfAbsent(role.getName(), name -> new ArrayList<>()).add(role);
    } else {
      realmRoles.add(role.getName());
    }
  }

  /**
   * Tells whether a role is held.
   *
   * @param key a realm role's name, or {@code clientId.roleName}; both parts may have dots
   * @return whether the subject holds a role of this name
   */
  public boolean holds(String key) {
    if (realmRoles.contains(key)) {
      return true;
    }
    for (int dot = key.indexOf('.'); dot >= 0; dot = key.indexOf('.', dot + 1)) {
      if (holdsClientRole(key.substring(0, dot), key.substring(dot + 1))) {
        return true;
      }
    }
    return false;
  }

  private boolean holdsClientRole(String clientId, String roleName) {
    return clientRolesByName.getOrDefault(roleName, List.of()).stream()
        .anyMatch(
            role ->
                role.getContainer() instanceof ClientModel client
                    && clientId.equals(client.getClientId()));
  }

  /**
   * Tells whether a realm role of a family is held.
   *
   * @param prefix what the role's name starts with
   * @return whether the subject holds at least one such realm role
   */
  public boolean holdsRealmRoleStartingWith(String prefix) {
    return realmRoles.stream().anyMatch(name -> name.startsWith(prefix));
  }
}
