package io.fedrealm.provisioning.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.provisioning.token.TokenClaims;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the admin account may do, from the roles in its token (Keycloak: AdminRoles). Nothing is
 * tried out: a right to write can be tried by writing only.
 */
final class RightsChecks {

  private static final String MANAGE_REALM = "manage-realm";
  private static final String MANAGE_USERS = "manage-users";

  /** What the commands need in a realm. */
  private static final Map<String, List<String>> NEEDS =
      new TreeMap<>(
          Map.of(
              "plan, audit, export", List.of(MANAGE_REALM, "view-clients", "view-users"),
              "apply", List.of(MANAGE_REALM, "manage-clients", MANAGE_USERS),
              "user", List.of(MANAGE_USERS, "view-realm"),
              "user import, keys", List.of(MANAGE_REALM),
              "client, site, project", List.of("manage-clients", MANAGE_USERS)));

  /** Each contains the other (AdminRoles, and the composites of realm-management). */
  private static final Map<String, String> CONTAINS =
      Map.of(
          "view-realm", MANAGE_REALM,
          "view-clients", "manage-clients",
          "view-users", MANAGE_USERS);

  private final String accountRealm;
  private final JsonNode claims;

  /**
   * @param accountRealm the realm of the account
   */
  RightsChecks(String accountRealm, TokenClaims token) {
    this.accountRealm = accountRealm;
    this.claims = token.payload();
  }

  /** The rights on some realms. */
  List<Check> all(List<String> realms) {
    if (!claims.has("realm_access") && !claims.has("resource_access")) {
      return List.of(
          Check.warning(
              "rights",
              "the account's token names no roles (a lightweight token, or none are mapped)",
              "To have its rights checked, switch lightweight access tokens off for its client."));
    }
    List<Check> checks = new ArrayList<>();
    checks.add(newRealms());
    realms.forEach(realm -> NEEDS.forEach((what, roles) -> checks.add(one(realm, what, roles))));
    return checks;
  }

  private Set<String> realmRoles() {
    Set<String> roles = new HashSet<>();
    claims.at("/realm_access/roles").forEach(role -> roles.add(role.asText()));
    return roles;
  }

  private boolean isAdmin() {
    return accountRealm.equals("master") && realmRoles().contains("admin");
  }

  private Check newRealms() {
    String name = "rights: new realms";
    return isAdmin() || realmRoles().contains("create-realm")
        ? Check.ok(name, "may be made")
        : Check.warning(
            name, "may not be made", "For apply of a new realm: give the role admin of master.");
  }

  private Check one(String realm, String what, List<String> needed) {
    Set<String> held = new HashSet<>();
    String client = accountRealm.equals(realm) ? "realm-management" : realm + "-realm";
    claims.path("resource_access").path(client).path("roles").forEach(r -> held.add(r.asText()));
    List<String> missing =
        isAdmin() || held.contains("realm-admin")
            ? List.of()
            : needed.stream()
                .filter(role -> !held.contains(role))
                .filter(role -> !held.contains(CONTAINS.getOrDefault(role, role)))
                .toList();
    String name = "rights: " + realm;
    return missing.isEmpty()
        ? Check.ok(name, what)
        : Check.failed(
            name,
            what + ": lacks " + String.join(", ", missing),
            "Give the account these roles of the client " + client + ".");
  }
}
