package io.fedrealm.provisioning.audit.rules;

import static io.fedrealm.provisioning.audit.check.Rule.rule;
import static io.fedrealm.provisioning.audit.check.Severity.HIGH;
import static io.fedrealm.provisioning.audit.check.Severity.LOW;
import static io.fedrealm.provisioning.audit.check.Severity.MEDIUM;

import io.fedrealm.provisioning.audit.check.Audiences;
import io.fedrealm.provisioning.audit.check.Checks;
import io.fedrealm.provisioning.audit.check.ForgedClaims;
import io.fedrealm.provisioning.audit.check.RoleTables;
import io.fedrealm.provisioning.audit.check.Rule;
import io.fedrealm.provisioning.audit.check.Signatures;
import io.fedrealm.provisioning.audit.check.Source;
import io.fedrealm.provisioning.audit.check.Violation;
import io.fedrealm.provisioning.audit.model.AuditedRealm;
import io.fedrealm.provisioning.audit.model.Client;
import io.fedrealm.provisioning.audit.model.ClientScope;
import io.fedrealm.provisioning.audit.model.Node;
import io.fedrealm.provisioning.audit.model.PolicySet;
import io.fedrealm.provisioning.audit.model.Role;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What federated-learning frameworks need of a realm's tokens. */
final class FederatedLearningRules {

  private static final Source FEDN = Source.framework("FEDn: jwt.decode(token, key, [RS256])");

  private FederatedLearningRules() {}

  static List<Rule> all() {
    return List.of(
        rule("FR-FL-01", MEDIUM, "Tokens are not signed with RS256")
            .because("FLNet, FEDn and NVIDIA FLARE verify RS256 and refuse anything else.")
            .fix("Use RS256 for the realm and for each client.")
            .line("\"access.token.signed.response.alg\": \"RS256\"")
            .source(FEDN, Source.framework("FLNet, NVIDIA FLARE: RS256"))
            .when(
                realm ->
                    Signatures.stated(realm)
                        .filter(alg -> TokenRules.isAsymmetric(alg.text()))
                        .filter(alg -> !alg.text().equals("RS256"))
                        .map(Violation::at)),
        rule("FR-FL-04", HIGH, "A role has a name that a framework reserves")
            .because(
                "NVIDIA FLARE lets \"super\" do everything, for tests; FLNet takes who has"
                    + " \"tool-api-key\" for a tool and refuses the rest.")
            .fix("Rename the role.")
            .source(
                Source.framework("NVIDIA FLARE: Authorizer.authorize"),
                Source.framework("FLNet: ToolEndpointSecurityPolicy"))
            .when(FederatedLearningRules::reservedRoles),
        rule("FR-FL-06", MEDIUM, "A client policy asks for signatures that frameworks cannot check")
            .because(
                "secure-signature-algorithm knows PS256 and ES256 and their like, never"
                    + " RS256: the next client that is saved no longer works.")
            .fix("Use fl-token-policy in its place.")
            .line("\"executor\": \"fl-token-policy\"")
            .source(Source.experiment("26.7.3"))
            .when(FederatedLearningRules::wrongSignaturePolicy),
        rule("FR-FL-07", LOW, "A claim is promised and not required")
            .because(
                "Without fl.required.claims a token is issued even when its claim is missing,"
                    + " because its user holds none of the roles or the extension is gone.")
            .fix("Name the claim in the attribute of the scope that has the mapper.")
            .line("\"attributes\": {\"fl.required.claims\": \"project,role\"}")
            .source(Source.framework("fedrealm: fl-token-rules"))
            .when(FederatedLearningRules::unrequired),
        rule("FR-FL-08", MEDIUM, "The claim role is a list, and FEDn wants one text")
            .because("FEDn compares the claim with the route's role and refuses a list.")
            .fix("Write one role: fl-role-mapper, or a mapper that is not multivalued.")
            .line("\"config\": {\"claim.name\": \"role\", \"multivalued\": \"false\", …}")
            .source(Source.framework("FEDn: network/api/auth.py"))
            .when(FederatedLearningRules::roleLists),
        rule("FR-FL-10", LOW, "Access tokens of a client are lightweight")
            .because("Frameworks that check tokens without asking Keycloak find no roles in them.")
            .fix("Switch lightweight tokens off for this client.")
            .line("\"attributes\": {\"client.use.lightweight.access.token.enabled\": \"false\"}")
            .source(Source.framework("FLNet, FEDn and NVIDIA FLARE verify tokens offline"))
            .when(
                realm ->
                    realm.isMaster()
                        ? Stream.empty()
                        : Checks.client(
                                c -> c.attribute(LIGHTWEIGHT).flag(false),
                                c -> c.attribute(LIGHTWEIGHT))
                            .hits(realm)),
        rule("FR-FL-11", MEDIUM, "A token for FEDn has an audience")
            .because("FEDn refuses every token that carries aud, whatever it says.")
            .fix("Take the audience mapper and the scope roles away from the client.")
            .line("\"defaultClientScopes\": [\"basic\", \"fedn\"]")
            .source(FEDN)
            .when(
                Checks.client(
                    c -> c.isForFedn() && c.getsTokens() && Audiences.isAlwaysIn(c),
                    "defaultClientScopes")),
        rule("FR-FL-12", MEDIUM, "A role table names a role that does not exist")
            .because("Nobody can hold it: its row gives nobody the framework's role.")
            .fix("Correct the name in the table, or add the role.")
            .source(Source.framework("fedrealm: fl-role-mapper"))
            .when(RoleTables::unknownRoles),
        rule("FR-FL-13", HIGH, "A mapper writes a claim that a framework relies on, and may not")
            .because(
                "With another mapper than the one for it, or with one of a client instead of a"
                    + " client scope, somebody can give themselves a role or a project. With the"
                    + " extension such a client gets no token.")
            .fix(
                "Write another claim, or use fedrealm's mapper for this claim in a client scope."
                    + " If nobody in the realm relies on the claim, open it: fl.claims.open.")
            .source(Source.framework("fedrealm: docs/mappers.md, who may write a claim"))
            .when(ForgedClaims::of),
        rule(
                "FR-FL-14",
                MEDIUM,
                "A realm lets any mapper write a claim that is relied on elsewhere")
            .because(
                "Who may make a mapper in one client gives themselves what the claim says,"
                    + " in every application of the realm.")
            .fix("Take the attribute away unless no application of the realm reads the claim.")
            .source(Source.framework("fedrealm: docs/mappers.md, who may write a claim"))
            .when(
                realm ->
                    Stream.of(realm.get("attributes").get(ForgedClaims.OPEN))
                        .filter(open -> !open.text().isBlank())
                        .map(Violation::at)),
        rule("FR-FL-15", MEDIUM, "Attributes of groups give rights, and groups can be delegated")
            .because(
                "Who looks after such a group by fine-grained permissions decides who has its"
                    + " studies, jobs, site or organisation, and on a server without fedrealm's"
                    + " extension writes them, too.")
            .fix(
                "Let delegates look after groups without such attributes in or above them; or"
                    + " switch fine-grained permissions off.")
            .line("\"adminPermissionsEnabled\": false")
            .source(Source.framework("fedrealm: docs/threat-model.md"))
            .when(FederatedLearningRules::delegatedRights));
  }

  private static final List<String> RIGHTS =
      List.of("fl.site", "fl.org", "fl.studies", "fl.jobs.allow", "fl.jobs.deny");

  private static Stream<Violation> delegatedRights(AuditedRealm realm) {
    if (!realm.get("adminPermissionsEnabled").flag(false)) {
      return Stream.empty();
    }
    return realm
        .groups()
        .flatMap(group -> RIGHTS.stream().map(right -> group.node().get("attributes").get(right)))
        .filter(Node::isPresent)
        .map(Violation::at);
  }

  private static final String LIGHTWEIGHT = "client.use.lightweight.access.token.enabled";

  private static Stream<Violation> reservedRoles(AuditedRealm realm) {
    boolean nvflare = realm.roles().map(Role::name).toList().contains("project_admin");
    Stream<Violation> names =
        realm
            .roles()
            .filter(
                role ->
                    nvflare && role.name().equals("super")
                        || realm.isFlnet() && role.name().equals("tool-api-key"))
            .map(role -> Violation.at(role.node().get("name")));
    return Stream.concat(names, RoleTables.giving(realm, "super"));
  }

  private static Stream<Violation> wrongSignaturePolicy(AuditedRealm realm) {
    PolicySet policies = realm.policies();
    return policies
        .enabled()
        .filter(
            policy ->
                policies
                    .executors(policy)
                    .anyMatch(e -> e.id().equals("secure-signature-algorithm")))
        .map(policy -> Violation.at(policy.get("profiles")));
  }

  private static Stream<Violation> unrequired(AuditedRealm realm) {
    return realm.scopes().flatMap(FederatedLearningRules::unrequired);
  }

  private static Stream<Violation> unrequired(ClientScope scope) {
    List<String> required =
        Arrays.stream(scope.attribute("fl.required.claims").text().split(","))
            .map(String::strip)
            .toList();
    return scope
        .mappers()
        .filter(mapper -> List.of("fl-role-mapper", "fl-project-mapper").contains(mapper.type()))
        .filter(mapper -> !required.contains(RoleTables.claimOf(mapper)))
        .map(mapper -> Violation.at(mapper.node(), RoleTables.claimOf(mapper)));
  }

  private static Stream<Violation> roleLists(AuditedRealm realm) {
    return realm
        .ownClients()
        .filter(Client::isForFedn)
        .flatMap(Client::allMappers)
        .filter(mapper -> RoleTables.claimOf(mapper).equals("role"))
        .filter(mapper -> mapper.config("multivalued").flag(false))
        .distinct()
        .map(mapper -> Violation.at(mapper.config("multivalued")));
  }
}
