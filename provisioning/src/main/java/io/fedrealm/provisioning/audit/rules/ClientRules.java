package io.fedrealm.provisioning.audit.rules;

import static io.fedrealm.provisioning.audit.check.Rule.rule;
import static io.fedrealm.provisioning.audit.check.Severity.HIGH;
import static io.fedrealm.provisioning.audit.check.Severity.LOW;
import static io.fedrealm.provisioning.audit.check.Severity.MEDIUM;

import io.fedrealm.provisioning.audit.check.Checks;
import io.fedrealm.provisioning.audit.check.Rule;
import io.fedrealm.provisioning.audit.check.Source;
import io.fedrealm.provisioning.audit.check.Violation;
import io.fedrealm.provisioning.audit.model.AuditedRealm;
import io.fedrealm.provisioning.audit.model.Client;
import io.fedrealm.provisioning.audit.model.Node;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Settings of clients beside their flows. */
final class ClientRules {

  /** What Keycloak 26.7 has; an own one is known to the server that has it. */
  private static final Set<String> AUTHENTICATORS =
      Set.of(
          "client-secret",
          "client-secret-jwt",
          "client-jwt",
          "client-x509",
          "federated-jwt",
          "attestation-based");

  private static final String REGISTRATION_POLICIES =
      "org.keycloak.services.clientregistration.policy.ClientRegistrationPolicy";

  private ClientRules() {}

  static List<Rule> all() {
    return List.of(
        rule("FR-CLIENT-10", MEDIUM, "All roles of a user go into the client's tokens")
            .because(
                "With full scope a token that a small application lost has every right of its"
                    + " user, an administrator's too.")
            .fix("Switch full scope off and name the roles that the client needs.")
            .line("\"fullScopeAllowed\": false")
            .source(
                Source.flnet(13), Source.rfc(9700, "2.3"), Source.keycloak("Role scope mappings"))
            .when(
                Checks.client(
                    c -> !c.isBearerOnly() && c.node().get("fullScopeAllowed").flag(true),
                    "fullScopeAllowed")),
        rule("FR-CLIENT-11", LOW, "A public client is meant to have a service account")
            .because(
                "Without a credential it cannot use client credentials: one of the two"
                    + " settings is wrong.")
            .fix("Make the client confidential, or switch its service account off.")
            .line("\"serviceAccountsEnabled\": false")
            .source(Source.rfc(6749, "4.4"))
            .when(
                Checks.client(
                    c -> c.isPublic() && c.node().get("serviceAccountsEnabled").flag(false),
                    "serviceAccountsEnabled")),
        rule("FR-CLIENT-12", LOW, "The client's authenticator does not exist")
            .because(
                "The setting is a remnant of editing by hand; no login of the client can"
                    + " work by it.")
            .fix("Take it out, or name one that the server has.")
            .line("\"clientAuthenticatorType\": \"client-secret\"")
            .source(Source.flnet(23))
            .when(ClientRules::unknownAuthenticators),
        rule("FR-CLIENT-14", MEDIUM, "Authorization services do not enforce their policies")
            .because("A resource without a policy, or every resource, is open to anybody.")
            .fix("Enforce.")
            .line("\"authorizationSettings\": {\"policyEnforcementMode\": \"ENFORCING\", …}")
            .source(
                Source.keycloakGuide(
                    "Authorization Services Guide", "docs/latest/authorization_services/"))
            .when(
                Checks.client(
                    c -> c.node().get("authorizationServicesEnabled").flag(false) && isLax(c),
                    ClientRules::enforcement)),
        rule("FR-CLIENT-15", LOW, "A part of an answer of the admin API was left in the client")
            .because(
                "The block \"access\" is what the API says to its caller, not a setting: the"
                    + " client was copied by hand.")
            .fix("Take it out.")
            .source(Source.flnet(24))
            .when(
                realm ->
                    realm
                        .clients()
                        .map(client -> client.node().get("access"))
                        .filter(access -> realm.isFile() && access.isPresent())
                        .map(access -> Violation.at(access, access.json().toString()))),
        rule("FR-CLIENT-16", HIGH, "Anybody can register a client")
            .because(
                "The policy that lets no host register clients without a token is gone, or"
                    + " does not look at the host.")
            .fix("Put the policy Trusted Hosts back, with both checks on.")
            .source(
                Source.rfc(7591, "5"),
                Source.keycloakGuide(
                    "Client registration service", "securing-apps/client-registration"))
            .when(ClientRules::openRegistration));
  }

  private static Stream<Violation> unknownAuthenticators(AuditedRealm realm) {
    Set<String> known = new HashSet<>(AUTHENTICATORS);
    realm.server().ifPresent(server -> known.addAll(server.providers("client-authenticator")));
    return realm
        .ownClients()
        .map(client -> client.node().get("clientAuthenticatorType"))
        .filter(type -> !type.text().isEmpty() && !known.contains(type.text()))
        .map(Violation::at);
  }

  private static boolean isLax(Client client) {
    String mode = enforcement(client).text();
    return mode.equals("PERMISSIVE") || mode.equals("DISABLED");
  }

  private static Node enforcement(Client client) {
    return client.node().get("authorizationSettings").get("policyEnforcementMode");
  }

  private static Stream<Violation> openRegistration(AuditedRealm realm) {
    Node policies = realm.get("components").get(REGISTRATION_POLICIES);
    if (!policies.isPresent()) {
      return Stream.empty();
    }
    List<Node> trusted =
        policies
            .elements()
            .filter(policy -> policy.get("providerId").text().equals("trusted-hosts"))
            .filter(policy -> policy.get("subType").text().equals("anonymous"))
            .toList();
    return trusted.isEmpty()
        ? Stream.of(Violation.at(policies, "no trusted-hosts policy for anonymous registration"))
        : trusted.stream()
            .map(policy -> policy.get("config").get("host-sending-registration-request-must-match"))
            .filter(check -> check.texts().contains("false"))
            .map(Violation::at);
  }
}
