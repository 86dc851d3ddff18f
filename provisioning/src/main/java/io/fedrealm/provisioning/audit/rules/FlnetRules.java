package io.fedrealm.provisioning.audit.rules;

import static io.fedrealm.provisioning.audit.check.Rule.rule;
import static io.fedrealm.provisioning.audit.check.Severity.HIGH;
import static io.fedrealm.provisioning.audit.check.Severity.MEDIUM;

import io.fedrealm.provisioning.audit.check.Checks;
import io.fedrealm.provisioning.audit.check.Mappers;
import io.fedrealm.provisioning.audit.check.Rule;
import io.fedrealm.provisioning.audit.check.Source;
import io.fedrealm.provisioning.audit.check.Violation;
import io.fedrealm.provisioning.audit.model.AuditedRealm;
import io.fedrealm.provisioning.audit.model.Client;
import io.fedrealm.provisioning.audit.model.Mapper;
import java.util.List;
import java.util.stream.Stream;

/** What FLNet's backends and sites need of a realm. */
final class FlnetRules {

  private FlnetRules() {}

  static List<Rule> all() {
    return List.of(
        rule("FR-FL-02", HIGH, "Sites share one client and log in as people do")
            .because(
                "Nothing tells a site from a person: any token of the realm can act as a"
                    + " site, and one site cannot be shut out alone.")
            .fix(
                "Give each site a confidential client of its own (fedrealm site), or at least a"
                    + " role that services check.")
            .line("\"serviceAccountsEnabled\": true, \"publicClient\": false")
            .source(Source.flnet(4), Source.flnet(1))
            .when(FlnetRules::sharedSites),
        rule("FR-FL-03", MEDIUM, "A claim \"groups\" hides the roles from FLNet's backends")
            .because(
                "Quarkus takes a non-empty groups claim for the roles and no longer looks at"
                    + " realm_access: everybody is refused.")
            .fix("Call the claim something else, or keep it out of access tokens.")
            .line("\"config\": {\"claim.name\": \"group_paths\", …}")
            .source(Source.framework("Quarkus OidcUtils.findRoles"))
            .when(FlnetRules::groupsClaim),
        rule("FR-FL-05", MEDIUM, "FLNet's local API may not see the users of its site")
            .because(
                "Its list of people for a cohort stays empty, without an error; the tempting"
                    + " remedy is a role that is far too big.")
            .fix("Give its service account view-users, and nothing else.")
            .line(
                "\"serviceAccountClientId\": \"local-learning-api\", \"clientRoles\":"
                    + " {\"realm-management\": [\"view-users\"]}")
            .source(Source.flnet(15))
            .when(FlnetRules::blindApi),
        rule("FR-FL-09", MEDIUM, "FLNet's backends do not learn the user's name")
            .because("They know people by preferred_username, which comes from the scope profile.")
            .fix("Add profile to the client's default scopes.")
            .line("\"defaultClientScopes\": [\"basic\", \"profile\", \"roles\"]")
            .source(Source.framework("FLNet: UserIdentity.getPrincipal().getName()"))
            .when(
                realm ->
                    !realm.isFlnet()
                        ? Stream.empty()
                        : Checks.client(
                                c -> c.servesPeople() && !hasUserName(c), "defaultClientScopes")
                            .hits(realm)));
  }

  private static Stream<Violation> sharedSites(AuditedRealm realm) {
    boolean siteRole = realm.roles().anyMatch(role -> role.name().matches("(?i).*site.*"));
    return realm
        .ownClients()
        .filter(client -> client.id().equals("fl-net-clients") && client.hasPasswordGrant())
        .filter(client -> !siteRole)
        .map(client -> Violation.at(client.node(), "password grant, no role for sites"));
  }

  private static Stream<Violation> groupsClaim(AuditedRealm realm) {
    return Mappers.all(realm)
        .filter(mapper -> realm.isFlnet() && mapper.claim().equals("groups"))
        .filter(mapper -> !mapper.type().equals("oidc-usermodel-realm-role-mapper"))
        .filter(Mapper::isInAccessToken)
        .map(mapper -> Violation.at(mapper.config("claim.name")));
  }

  private static Stream<Violation> blindApi(AuditedRealm realm) {
    boolean sees =
        realm
            .users()
            .filter(user -> user.client().equals("local-learning-api"))
            .flatMap(user -> user.roles().stream())
            .anyMatch(
                role ->
                    role.client().equals("realm-management")
                        && List.of("view-users", "manage-users", "realm-admin")
                            .contains(role.name()));
    return realm
        .ownClients()
        .filter(c -> c.id().equals("local-learning-api") && c.hasServiceAccount() && !sees)
        .map(c -> Violation.at(c.node(), "its service account lacks view-users"));
  }

  private static boolean hasUserName(Client client) {
    return client.defaultScopes().contains("profile")
        || client.defaultMappers().anyMatch(m -> m.claim().equals("preferred_username"));
  }
}
