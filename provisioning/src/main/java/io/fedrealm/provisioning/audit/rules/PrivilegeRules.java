package io.fedrealm.provisioning.audit.rules;

import static io.fedrealm.provisioning.audit.check.Rule.rule;
import static io.fedrealm.provisioning.audit.check.Severity.HIGH;
import static io.fedrealm.provisioning.audit.check.Severity.LOW;
import static io.fedrealm.provisioning.audit.check.Severity.MEDIUM;

import io.fedrealm.provisioning.audit.check.Checks;
import io.fedrealm.provisioning.audit.check.Rule;
import io.fedrealm.provisioning.audit.check.Source;
import io.fedrealm.provisioning.audit.check.ValueFormatter;
import io.fedrealm.provisioning.audit.check.Violation;
import io.fedrealm.provisioning.audit.model.AuditedRealm;
import io.fedrealm.provisioning.audit.model.Client;
import io.fedrealm.provisioning.audit.model.Group;
import io.fedrealm.provisioning.audit.model.RoleHolder;
import io.fedrealm.provisioning.audit.model.RoleHolder.Kind;
import io.fedrealm.provisioning.audit.model.RoleRef;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Rights that groups, roles and the default role give without need. */
final class PrivilegeRules {

  private static final String DELETE_ACCOUNT = "delete-account";

  /** What Keycloak gives to everybody. */
  private static final Set<String> ACCOUNT_DEFAULTS = Set.of("manage-account", "view-profile");

  private PrivilegeRules() {}

  static List<Rule> all() {
    return List.of(
        rule("FR-ROLE-01", HIGH, "A group gives rights on the realm")
            .because(
                "An application's administrators become Keycloak's; with full scope the"
                    + " rights are in the tokens of every page that they open.")
            .fix(
                "Take the roles out of the group; give them to a few people who administer"
                    + " Keycloak, in the admin console.")
            .line(
                "\"groups\": [{\"name\": \"Admin\", \"realmRoles\": [\"Admin\"],"
                    + " \"clientRoles\": {}}]")
            .source(Source.flnet(3), Source.rfc(9700, "2.3"))
            .when(realm -> administrative(realm, Kind.GROUP)),
        rule("FR-ROLE-02", HIGH, "A role of an application contains rights on the realm")
            .because("Who is given the role administers Keycloak, and no list of groups shows it.")
            .fix("Take the realm-management roles out of the composite.")
            .line("\"composites\": {\"realm\": [\"Data-Admin\"]}")
            .source(Source.flnet(3), Source.keycloak("Composite roles"))
            .when(realm -> administrative(realm, Kind.ROLE)),
        rule("FR-ROLE-03", HIGH, "Everybody has rights on the realm")
            .because(
                "The default role contains them: each user and each service account"
                    + " administers the realm, or reads all of its users.")
            .fix("Take the realm-management roles out of the default role.")
            .source(Source.keycloak("Default roles"))
            .when(realm -> administrative(realm, Kind.DEFAULT_ROLE)),
        rule("FR-ROLE-04", MEDIUM, "Everybody gets into a group that gives roles")
            .because("A new account has the application's rights before anybody decided so.")
            .fix("Take the group out of the default groups.")
            .line("\"defaultGroups\": []")
            .source(Source.keycloak("Default groups"))
            .when(PrivilegeRules::defaultGroups),
        rule("FR-ROLE-05", MEDIUM, "The tokens of external identity providers may be read")
            .because("broker: read-token hands out what Keycloak stored of a login elsewhere.")
            .fix("Take the role away.")
            .source(Source.flnet(14), Source.keycloak("Retrieving external IDP tokens"))
            .when(PrivilegeRules::readToken),
        rule("FR-ROLE-06", MEDIUM, "Everybody can delete their own account")
            .because(
                "The record of who did what loses its owner, and a new account of the same"
                    + " name inherits what services stored under that name.")
            .fix("Take account: delete-account out of the default role.")
            .source(Source.flnet(18))
            .when(Checks.role(Kind.DEFAULT_ROLE, PrivilegeRules::deletesAccount)),
        rule("FR-ROLE-07", LOW, "Everybody has more rights on accounts than Keycloak gives")
            .because(
                "manage-account and view-profile are enough to change one's own password and"
                    + " name.")
            .fix("Take the others out of the default role.")
            .source(Source.flnet(18))
            .when(Checks.role(Kind.DEFAULT_ROLE, PrivilegeRules::isExtraAccountRole)),
        rule("FR-ROLE-08", LOW, "Everybody may have offline tokens")
            .because(
                "It is Keycloak's default; only the clients' scopes and the bound on offline"
                    + " sessions hold it back.")
            .fix("Take offline_access out of the default role and give it to those who need it.")
            .source(Source.flnet(18), Source.keycloak("Offline access"))
            .when(
                Checks.role(
                    Kind.DEFAULT_ROLE,
                    (holder, role) ->
                        role.client().isEmpty() && role.name().equals("offline_access"))),
        rule("FR-ROLE-16", MEDIUM, "Everybody has a role of an application")
            .because(
                "The default role contains it: membership of a group no longer decides who"
                    + " may do what, and service accounts have it too.")
            .fix("Take it out of the default role and give it by a group.")
            .source(Source.keycloak("Default roles"), Source.rfc(9700, "2.3"))
            .when(PrivilegeRules::everybodysRoles),
        rule("FR-ROLE-17", LOW, "What everybody holds is written as before Keycloak 13")
            .because(
                "defaultRoles is read by Keycloak's import when there is no defaultRole, and by"
                    + " nothing else: the admin API and other tools drop it.")
            .fix("Name the roles in defaultRole; fedrealm adopt does so.")
            .line("\"defaultRole\": {\"composites\": {\"realm\": [\"offline_access\"]}}")
            .source(
                Source.keycloak("Default roles"),
                Source.keycloakGuide("Upgrading Guide", "docs/latest/upgrading/"))
            .when(PrivilegeRules::oldDefaultRoles));
  }

  private static Stream<Violation> administrative(AuditedRealm realm, Kind kind) {
    return realm
        .holders()
        .filter(holder -> holder.kind() == kind)
        .flatMap(holder -> administrative(realm, holder).stream());
  }

  /** One finding a holder: a group with realm-admin usually has the other eighteen as well. */
  private static List<Violation> administrative(AuditedRealm realm, RoleHolder holder) {
    List<RoleRef> roles =
        holder.roles().stream().filter(r -> r.isAdministrative(realm.isMaster())).toList();
    return roles.isEmpty()
        ? List.of()
        : List.of(
            Violation.at(
                holder.node(),
                ValueFormatter.list(roles.stream().map(RoleRef::toString).toList())));
  }

  private static Stream<Violation> defaultGroups(AuditedRealm realm) {
    List<String> giving =
        realm.groups().filter(g -> !g.roles().isEmpty() || g.inherits()).map(Group::path).toList();
    return realm
        .get("defaultGroups")
        .elements()
        .filter(path -> giving.contains(path.text()))
        .map(Violation::at);
  }

  private static Stream<Violation> readToken(AuditedRealm realm) {
    return realm
        .holders()
        .filter(holder -> holder.kind() != Kind.PERSON)
        .flatMap(holder -> holder.roles().stream())
        .filter(role -> role.client().equals("broker") && role.name().equals("read-token"))
        .map(role -> Violation.at(role.node(), role.toString()));
  }

  private static boolean deletesAccount(RoleHolder holder, RoleRef role) {
    return role.client().equals("account") && role.name().equals(DELETE_ACCOUNT);
  }

  private static boolean isExtraAccountRole(RoleHolder holder, RoleRef role) {
    return role.client().equals("account")
        && !role.name().equals(DELETE_ACCOUNT)
        && !ACCOUNT_DEFAULTS.contains(role.name());
  }

  private static Stream<Violation> oldDefaultRoles(AuditedRealm realm) {
    return Stream.concat(Stream.of(realm.root()), realm.clients().map(Client::node))
        .map(holder -> holder.get("defaultRoles"))
        .filter(roles -> !roles.texts().isEmpty())
        .map(Violation::at);
  }

  private static Stream<Violation> everybodysRoles(AuditedRealm realm) {
    return Checks.role(
            Kind.DEFAULT_ROLE,
            (holder, role) ->
                !realm.isBuiltInRole(role.client(), role.name())
                    && !role.isAdministrative(realm.isMaster()))
        .hits(realm);
  }
}
