package io.fedrealm.provisioning.audit.rules;

import static io.fedrealm.provisioning.audit.check.Rule.rule;
import static io.fedrealm.provisioning.audit.check.Severity.LOW;
import static io.fedrealm.provisioning.audit.check.Severity.MEDIUM;

import io.fedrealm.provisioning.audit.check.Checks;
import io.fedrealm.provisioning.audit.check.Enforcement;
import io.fedrealm.provisioning.audit.check.Rule;
import io.fedrealm.provisioning.audit.check.Source;
import io.fedrealm.provisioning.audit.check.ValueFormatter;
import io.fedrealm.provisioning.audit.check.Violation;
import io.fedrealm.provisioning.audit.model.AuditedRealm;
import io.fedrealm.provisioning.audit.model.Node;
import java.util.List;
import java.util.stream.Stream;

/** What sees to it that the next client is made right, too. */
final class PolicyRules {

  private static final Source GUIDE = Source.keycloak("Client Policies");

  private PolicyRules() {}

  static List<Rule> all() {
    return List.of(
        rule("FR-POLICY-01", MEDIUM, "No client policy is in force")
            .because(
                "The next client that somebody makes or changes by hand may do everything"
                    + " that this audit looks for.")
            .fix(
                "Add a policy for any client, with PKCE, without implicit flow and password"
                    + " grant, and with patterns for redirect URIs.")
            .line(
                "\"clientPolicies\": {\"policies\": [{\"conditions\": [{\"condition\":"
                    + " \"any-client\"}], \"profiles\": [\"fl-client\"], …}]}")
            .source(Source.flnet(19), GUIDE)
            .when(
                realm ->
                    Checks.hitIf(
                        realm.policies().enabled().findAny().isEmpty(),
                        realm.get("clientPolicies").get("policies"),
                        "no policy that is enabled")),
        rule("FR-POLICY-02", MEDIUM, "The client policies leave something open")
            .because(
                "For some kind of client a rule of OAuth 2.0's best current practice is not"
                    + " enforced.")
            .fix("Add the missing executors to a profile that a policy for any client uses.")
            .line(
                "\"executors\": [{\"executor\": \"pkce-enforcer\", …}, {\"executor\":"
                    + " \"reject-implicit-grant\"}, …]")
            .source(Source.rfc(9700, "2.1"), Source.rfc(9700, "2.4"), GUIDE)
            .when(PolicyRules::incomplete),
        rule("FR-POLICY-04", LOW, "A client policy is switched off")
            .because("It reads as a protection and is none.")
            .fix("Switch it on, or delete it.")
            .line("\"enabled\": true")
            .source(GUIDE)
            .when(
                realm ->
                    realm
                        .policies()
                        .policies()
                        .map(policy -> policy.get("enabled"))
                        .filter(enabled -> !enabled.flag(false))
                        .map(Violation::at)),
        rule("FR-POLICY-05", MEDIUM, "A client policy never acts")
            .because("Without a condition it matches no client; without a profile it does nothing.")
            .fix("Give it a condition and a profile, or delete it.")
            .line(
                "\"conditions\": [{\"condition\": \"any-client\"}], \"profiles\": [\"fl-client\"]")
            .source(Source.experiment("26.7.3 (DefaultClientPolicyManager: NO CONDITION)"))
            .when(
                realm ->
                    enabled(realm)
                        .filter(PolicyRules::neverActs)
                        .map(policy -> Violation.at(policy, "no condition or no profile"))),
        rule("FR-POLICY-09", LOW, "Signature and lifetime of tokens are only a default")
            .because(
                "A client that is made or imported with other values gets its tokens; no"
                    + " executor of Keycloak's can ask for RS256 or bound a lifetime.")
            .fix("Add fedrealm's executor to a profile that a policy for any client uses.")
            .line("\"executors\": [{\"executor\": \"fl-token-policy\"}, …]")
            .source(Source.framework("fedrealm: fl-token-policy"), Source.experiment("26.7.3"))
            .when(
                realm ->
                    Checks.hitIf(
                        enabled(realm).findAny().isPresent()
                            && !realm.policies().enforces(e -> e.id().equals("fl-token-policy")),
                        realm.get("clientPolicies").get("policies"),
                        "not enforced: RS256, lifetime")));
  }

  private static Stream<Node> enabled(AuditedRealm realm) {
    return realm.policies().enabled();
  }

  private static Stream<Violation> incomplete(AuditedRealm realm) {
    List<String> missing = Enforcement.missing(realm.policies());
    boolean any = enabled(realm).findAny().isPresent();
    return Checks.hitIf(
        any && !missing.isEmpty(),
        realm.get("clientPolicies").get("policies"),
        "not enforced: " + ValueFormatter.list(missing));
  }

  private static boolean neverActs(Node policy) {
    return policy.get("conditions").elements().findAny().isEmpty()
        || policy.get("profiles").elements().findAny().isEmpty();
  }
}
