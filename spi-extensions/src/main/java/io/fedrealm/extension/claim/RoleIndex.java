package io.fedrealm.extension.claim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RoleModel;

/**
 * Roles by the names that mapper configurations use: a realm role by its name, a client role by
 * {@code clientId.roleName}.
 *
 * <p>The client of a client role is looked up only when a name that is asked for could be that
 * role: a subject with many client roles costs no look-ups.
 */
final class RoleIndex {

  private final Set<String> realmRoles = new HashSet<>();
  private final Map<String, List<RoleModel>> clientRolesByName = new HashMap<>();

  private RoleIndex() {}

  /**
   * Takes stock of roles.
   *
   * @param roles the roles
   * @return the roles by name
   */
  static RoleIndex of(Stream<RoleModel> roles) {
    RoleIndex index = new RoleIndex();
    roles.forEach(index::add);
    return index;
  }

  private void add(RoleModel role) {
    if (role.isClientRole()) {
      clientRolesByName.computeIfAbsent(role.getName(), name -> new ArrayList<>()).add(role);
    } else {
      realmRoles.add(role.getName());
    }
  }

  /**
   * Tells whether a role is among them.
   *
   * @param key a realm role's name, or {@code clientId.roleName}; both parts may have dots
   * @param fill completes a key or a part of it. A dot that it puts in separates nothing: the role
   *     {@code y:admin} of a client {@code x} is none in a project {@code x.y}
   * @return whether there is a role of this name
   */
  boolean holds(String key, UnaryOperator<String> fill) {
    if (realmRoles.contains(fill.apply(key))) {
      return true;
    }
    for (int dot = key.indexOf('.'); dot >= 0; dot = key.indexOf('.', dot + 1)) {
      if (holdsClientRole(fill.apply(key.substring(0, dot)), fill.apply(key.substring(dot + 1)))) {
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
   * Tells whether a realm role of a family is among them.
   *
   * @param prefix what the role's name starts with
   * @return whether there is at least one such realm role
   */
  boolean holdsRealmRoleStartingWith(String prefix) {
    return realmRoles.stream().anyMatch(name -> name.startsWith(prefix));
  }
}
