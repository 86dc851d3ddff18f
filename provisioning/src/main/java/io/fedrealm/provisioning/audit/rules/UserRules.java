package io.fedrealm.provisioning.audit.rules;

import static io.fedrealm.provisioning.audit.check.Rule.rule;
import static io.fedrealm.provisioning.audit.check.Severity.HIGH;
import static io.fedrealm.provisioning.audit.check.Severity.LOW;
import static io.fedrealm.provisioning.audit.check.Severity.MEDIUM;

import io.fedrealm.provisioning.audit.check.Checks;
import io.fedrealm.provisioning.audit.check.PeopleInFiles;
import io.fedrealm.provisioning.audit.check.Rule;
import io.fedrealm.provisioning.audit.check.SelfMadeClaims;
import io.fedrealm.provisioning.audit.check.Source;
import io.fedrealm.provisioning.audit.check.ValueFormatter;
import io.fedrealm.provisioning.audit.check.Violation;
import io.fedrealm.provisioning.audit.model.AuditedRealm;
import io.fedrealm.provisioning.audit.model.Node;
import io.fedrealm.provisioning.audit.model.RoleHolder;
import io.fedrealm.provisioning.audit.model.RoleHolder.Kind;
import io.fedrealm.provisioning.audit.model.RoleRef;
import io.fedrealm.provisioning.audit.model.User;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** People and service accounts, and the roles that they have without a group. */
final class UserRules {

  private static final String TEMPORARY = "is_temporary_admin";

  /** Looking, and looking for something, are all that a service needs. */
  private static final String READS = "(view|query)-.*";

  private UserRules() {}

  static List<Rule> all() {
    return List.of(
        rule("FR-USER-01", HIGH, "A service account may change the realm or its users")
            .because(
                "Who gets the service's secret makes administrators; nobody types a password"
                    + " or a second factor for it.")
            .fix(
                "Give it view-users or another role that only reads; of a tool that must write,"
                    + " the client states what it may hold (fl.realm.roles), or a suppression with"
                    + " an end does.")
            .line("\"clientRoles\": {\"realm-management\": [\"view-users\"]}")
            .source(Source.flnet(15), Source.rfc(9700, "2.3"))
            .when(realm -> administering(realm, false)),
        rule("FR-USER-10", LOW, "A service account may change the realm, as its client states")
            .because(
                "The application makes people or clients by itself. Who gets its secret can do"
                    + " so, too.")
            .fix(
                "Keep the secret as the realm's administrators keep theirs, and nothing else in"
                    + " the realm; take the attribute and the roles away when the application no"
                    + " longer needs them.")
            .line("\"attributes\": {\"fl.realm.roles\": \"\"}")
            .source(Source.framework("vantage6 5: its server makes users and the clients of nodes"))
            .when(realm -> administering(realm, true)),
        rule("FR-USER-02", LOW, "A service account has the rights of a person")
            .because(
                "The default role lets it manage \"its account\" and puts account into the"
                    + " audience of its tokens.")
            .fix("Take the default role away from the service account.")
            .line("\"realmRoles\": [], \"clientRoles\": {}")
            .source(Source.experiment("26.7.3"), Source.rfc(9700, "2.3"))
            .when(
                realm ->
                    holders(
                        realm,
                        Kind.SERVICE_ACCOUNT,
                        r -> r.client().equals("account") || isDefaultRole(realm, r))),
        rule("FR-USER-03", LOW, "People who are in no group")
            .because("They can log in and have no role, or have one that no group shows.")
            .fix("Put them into the group of their role, or disable their accounts.")
            .source(Source.framework("fedrealm: people get access by joining a group"))
            .when(UserRules::outsideGroups),
        rule("FR-USER-04", MEDIUM, "A person has a role without a group")
            .because(
                "The list of a group's members no longer says who may do what, and who leaves"
                    + " the group keeps the role.")
            .fix("Put the person into the group that gives the role, and take the role away.")
            .source(Source.framework("fedrealm: people get access by joining a group"))
            .when(
                realm ->
                    holders(
                        realm,
                        Kind.PERSON,
                        r ->
                            !realm.isBuiltInRole(r.client(), r.name())
                                && !r.isAdministrative(realm.isMaster()))),
        rule("FR-USER-05", HIGH, "A person of the realm administers it")
            .because(
                "The account that uses the applications is also the one that can change"
                    + " everything; a stolen session of it is the whole realm.")
            .fix(
                "Administer from accounts of the master realm, or from one that does nothing"
                    + " else; note those in a suppression.")
            .source(Source.flnet(3), Source.keycloak("Per-realm admin permissions"))
            .when(
                realm ->
                    realm.isMaster()
                        ? Stream.empty()
                        : holders(realm, Kind.PERSON, r -> r.isAdministrative(false))),
        rule("FR-USER-06", MEDIUM, "The temporary administrator is still there")
            .because("Its name and password stood in the environment of the server's first start.")
            .fix("Make administrators with names of their own, then delete it.")
            .source(
                Source.keycloakGuide(
                    "Bootstrapping and recovering an admin account",
                    "server/bootstrap-admin-recovery"))
            .when(UserRules::temporary),
        rule("FR-USER-07", HIGH, "People write a claim of their access tokens themselves")
            .because(
                "The claim is made of an attribute that people can set in their account: whoever"
                    + " decides by it, lets them give themselves what it grants.")
            .fix(
                "Let administrators alone edit the attribute in the user profile, and switch"
                    + " unmanaged attributes off or to ADMIN_EDIT.")
            .line("\"permissions\": {\"view\": [\"admin\", \"user\"], \"edit\": [\"admin\"]}")
            .source(Source.keycloak("Managing user attributes"), Source.experiment("26.7.3"))
            .when(SelfMadeClaims::of),
        rule("FR-USER-08", LOW, "People can give themselves attributes of any name")
            .because(
                "Unmanaged attributes are on: the next mapper that makes a claim of an attribute"
                    + " makes one that people write themselves.")
            .fix("Name the attributes in the user profile; let administrators alone add others.")
            .line("\"unmanagedAttributePolicy\": \"ADMIN_EDIT\"")
            .source(Source.keycloak("Managing user attributes"))
            .when(SelfMadeClaims::unmanaged),
        rule("FR-USER-09", LOW, "Names or addresses of people stand in a file")
            .because(
                "Who gets the file, or the repository that it lies in, learns who the people"
                    + " are; what was committed once stays.")
            .fix("Keep people out of the file: fedrealm user import, or a directory.")
            .source(
                new Source(
                    "Regulation (EU) 2016/679 article 5(1)(c)",
                    "https://eur-lex.europa.eu/eli/reg/2016/679/oj"))
            .when(PeopleInFiles::of));
  }

  private static Stream<Violation> administering(AuditedRealm realm, boolean stated) {
    return realm
        .holders()
        .filter(holder -> holder.kind() == Kind.SERVICE_ACCOUNT)
        .flatMap(
            holder -> {
              List<String> statedRoles = statedRoles(realm, holder.name());
              return hits(
                  holder,
                  r ->
                      r.isAdministrative(realm.isMaster())
                          && !r.name().matches(READS)
                          && stated == isStated(r, statedRoles));
            });
  }

  /** Roles that make others of the realm's roles cannot be stated. */
  private static boolean isStated(RoleRef role, List<String> stated) {
    return role.client().equals("realm-management")
        && !role.name().equals("realm-admin")
        && !role.name().equals("manage-realm")
        && stated.contains(role.name());
  }

  private static List<String> statedRoles(AuditedRealm realm, String client) {
    return realm
        .client(client)
        .map(c -> List.of(c.attribute("fl.realm.roles").text().split("\\s*,\\s*")))
        .orElse(List.of());
  }

  private static Stream<Violation> holders(
      AuditedRealm realm, Kind kind, Predicate<RoleRef> isWrong) {
    return realm
        .holders()
        .filter(holder -> holder.kind() == kind)
        .flatMap(holder -> hits(holder, isWrong));
  }

  private static Stream<Violation> hits(RoleHolder holder, Predicate<RoleRef> isWrong) {
    List<String> roles = holder.roles().stream().filter(isWrong).map(RoleRef::toString).toList();
    return Checks.hitIf(!roles.isEmpty(), holder.node(), ValueFormatter.list(roles));
  }

  private static boolean isDefaultRole(AuditedRealm realm, RoleRef role) {
    return role.client().isEmpty() && role.name().equals(realm.defaultRole());
  }

  private static Stream<Violation> outsideGroups(AuditedRealm realm) {
    List<User> people = realm.users().filter(user -> !user.isServiceAccount()).toList();
    List<String> outside =
        people.stream().filter(user -> user.groups().isEmpty()).map(User::name).toList();
    return Checks.hitIf(
        !outside.isEmpty() && !realm.isMaster(),
        realm.get("users"),
        outside.size() + " of " + people.size() + ": " + ValueFormatter.list(outside));
  }

  private static Stream<Violation> temporary(AuditedRealm realm) {
    Stream<Node> ofUsers = realm.users().map(user -> user.node().get("attributes").get(TEMPORARY));
    Stream<Node> ofClients = realm.clients().map(client -> client.attribute(TEMPORARY));
    return Stream.concat(
            ofUsers.filter(attribute -> attribute.texts().contains("true")),
            ofClients.filter(attribute -> attribute.flag(false)))
        .map(Violation::at);
  }
}
