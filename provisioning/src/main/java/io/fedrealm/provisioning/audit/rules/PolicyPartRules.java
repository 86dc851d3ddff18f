package io.fedrealm.provisioning.audit.rules;

import static io.fedrealm.provisioning.audit.check.Rule.rule;
import static io.fedrealm.provisioning.audit.check.Severity.HIGH;
import static io.fedrealm.provisioning.audit.check.Severity.LOW;
import static io.fedrealm.provisioning.audit.check.Severity.MEDIUM;

import io.fedrealm.provisioning.audit.check.Rule;
import io.fedrealm.provisioning.audit.check.Source;
import io.fedrealm.provisioning.audit.check.ValueFormatter;
import io.fedrealm.provisioning.audit.check.Violation;
import io.fedrealm.provisioning.audit.model.AuditedRealm;
import io.fedrealm.provisioning.audit.model.Node;
import io.fedrealm.provisioning.audit.model.PolicySet;
import io.fedrealm.provisioning.server.ServerCapabilities;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Conditions, executors and profiles of client policies that do not do what they seem to. */
final class PolicyPartRules {

  /** Conditions that do not vote while a client is being made. */
  private static final Set<String> SILENT_AT_REGISTRATION =
      Set.of(
          "client-attributes",
          "client-roles",
          "client-scopes",
          "grant-type",
          "acr-condition",
          "identity-provider-alias");

  /** What these executors forbid takes effect when a client is saved, and not at its requests. */
  private static final Set<String> AT_REGISTRATION =
      Set.of(
          "consent-required",
          "full-scope-disabled",
          "secure-client-uris",
          "secure-client-uris-pattern",
          "secure-redirect-uris-enforcer",
          "secure-signature-algorithm");

  private static final List<String> LOOSE =
      List.of("allow-open-redirect", "allow-http-scheme", "allow-wildcard-context-path");

  private PolicyPartRules() {}

  static List<Rule> all() {
    return List.of(
        rule("FR-POLICY-03", MEDIUM, "A client policy does not look at new clients")
            .because(
                "All of its conditions abstain while a client is being made, and it forbids"
                    + " what is only looked at then.")
            .fix("Use any-client, client-access-type or a client-updater condition.")
            .line("\"conditions\": [{\"condition\": \"any-client\", \"configuration\": {}}]")
            .source(Source.experiment("26.7.3"))
            .when(
                realm ->
                    realm
                        .policies()
                        .enabled()
                        .filter(PolicyPartRules::isSilentAtRegistration)
                        .filter(policy -> looksAtRegistrationOnly(realm, policy))
                        .map(policy -> Violation.at(policy.get("conditions"), conditions(policy)))),
        rule("FR-POLICY-06", HIGH, "The server lacks a part of a client policy")
            .because(
                "Every token request of a client that the policy matches ends in an unknown"
                    + " error.")
            .fix(
                "Put the jar that has it into the server's providers folder, or take it out of"
                    + " the policy.")
            .source(Source.experiment("26.7.3"))
            .when(PolicyPartRules::missingProviders),
        rule("FR-POLICY-07", LOW, "An executor lets through what it is there to refuse")
            .because(
                "allow-http-scheme allows plain http to any host, allow-wildcard-context-path"
                    + " wildcards, allow-open-redirect anything.")
            .fix("Use patterns (secure-client-uris-pattern) for the exceptions that you need.")
            .source(Source.experiment("26.7.3"), Source.rfc(9700, "4.1.3"))
            .when(PolicyPartRules::loose),
        rule("FR-POLICY-08", HIGH, "A client profile hides one of the server's")
            .because(
                "A policy that holds for the whole server takes the realm's profile of that"
                    + " name in place of its own, which may be empty.")
            .fix("Delete the realm's profile, or give it another name.")
            .source(Source.experiment("26.7.3 (ClientPoliciesUtil.getClientProfileModel)"))
            .when(PolicyPartRules::hiding));
  }

  private static boolean isSilentAtRegistration(Node policy) {
    List<String> conditions =
        policy.get("conditions").elements().map(c -> c.get("condition").text()).toList();
    return !conditions.isEmpty() && SILENT_AT_REGISTRATION.containsAll(conditions);
  }

  private static boolean looksAtRegistrationOnly(AuditedRealm realm, Node policy) {
    return realm.policies().executors(policy).anyMatch(e -> AT_REGISTRATION.contains(e.id()));
  }

  private static String conditions(Node policy) {
    return ValueFormatter.list(
        policy.get("conditions").elements().map(c -> c.get("condition").text()).toList());
  }

  private static Stream<Violation> missingProviders(AuditedRealm realm) {
    Stream<Node> executors =
        realm
            .get("clientProfiles")
            .get("profiles")
            .elements()
            .flatMap(profile -> profile.get("executors").elements())
            .map(executor -> executor.get("executor"));
    Stream<Node> conditions =
        realm
            .policies()
            .policies()
            .flatMap(policy -> policy.get("conditions").elements())
            .map(condition -> condition.get("condition"));
    return realm.server().stream()
        .flatMap(
            server ->
                Stream.concat(
                    unknown(server, executors, "client-policy-executor"),
                    unknown(server, conditions, "client-policy-condition")));
  }

  private static Stream<Violation> unknown(
      ServerCapabilities server, Stream<Node> ids, String spi) {
    Set<String> installed = server.providers(spi);
    return ids.filter(id -> !installed.contains(id.text())).map(Violation::at);
  }

  private static Stream<Violation> hiding(AuditedRealm realm) {
    Node profiles = realm.get("clientProfiles");
    List<String> ofServer =
        profiles.get("globalProfiles").elements().map(p -> p.get("name").text()).toList();
    return profiles
        .get("profiles")
        .elements()
        .map(profile -> profile.get("name"))
        .filter(name -> ofServer.contains(name.text()) || PolicySet.isKeycloaks(name.text()))
        .map(Violation::at);
  }

  private static Stream<Violation> loose(AuditedRealm realm) {
    PolicySet policies = realm.policies();
    return policies
        .enabled()
        .flatMap(policies::executors)
        .filter(executor -> executor.id().equals("secure-redirect-uris-enforcer"))
        .flatMap(executor -> LOOSE.stream().map(executor.configuration()::get))
        .filter(option -> option.flag(false))
        .map(Violation::at)
        .distinct();
  }
}
