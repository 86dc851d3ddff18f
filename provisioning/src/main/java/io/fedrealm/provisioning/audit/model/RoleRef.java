package io.fedrealm.provisioning.audit.model;

import java.util.Set;
import java.util.stream.Stream;

/**
 * A role that something names.
 *
 * @param client the client whose role it is; empty for a realm role
 * @param name the role's name
 * @param node where it is named
 */
public record RoleRef(String client, String name, Node node) {

  /** Roles of the master realm that make an administrator of the server. */
  private static final Set<String> MASTER_ADMIN = Set.of("admin", "create-realm");

  /** The roles in the fields {@code realmRoles} and {@code clientRoles}. */
  static Stream<RoleRef> ofHolder(Node holder) {
    return of(holder.get("realmRoles"), holder.get("clientRoles"));
  }

  /** The roles that a role contains. */
  static Stream<RoleRef> ofComposite(Node role) {
    return of(role.get("composites").get("realm"), role.get("composites").get("client"));
  }

  private static Stream<RoleRef> of(Node realmRoles, Node clientRoles) {
    return Stream.concat(
        realmRoles.elements().map(role -> new RoleRef("", role.text(), role)),
        clientRoles
            .members()
            .flatMap(
                client ->
                    client
                        .value()
                        .elements()
                        .map(role -> new RoleRef(client.name(), role.text(), role))));
  }

  /** Whether it gives rights on the realm itself, or on a realm of the server. */
  public boolean isAdministrative(boolean masterRealm) {
    return client.equals("realm-management")
        || masterRealm
            && (client.endsWith("-realm") || client.isEmpty() && MASTER_ADMIN.contains(name));
  }

  /** For people: {@code realm-management: realm-admin}. */
  @Override
  public String toString() {
    return client.isEmpty() ? name : client + ": " + name;
  }
}
