package io.fedrealm.provisioning.audit.rules;

import static io.fedrealm.provisioning.audit.check.Rule.rule;
import static io.fedrealm.provisioning.audit.check.Severity.HIGH;
import static io.fedrealm.provisioning.audit.check.Severity.MEDIUM;

import io.fedrealm.provisioning.audit.check.Rule;
import io.fedrealm.provisioning.audit.check.Source;
import io.fedrealm.provisioning.audit.check.Violation;
import io.fedrealm.provisioning.audit.model.Client;
import io.fedrealm.provisioning.audit.model.Node;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** Signatures of SAML clients. */
final class SamlRules {

  private static final String OF_CLIENT = "saml.client.signature";
  private static final String OF_DOCUMENT = "saml.server.signature";
  private static final String OF_ASSERTION = "saml.assertion.signature";
  private static final String ALGORITHM = "saml.signature.algorithm";

  private SamlRules() {}

  static List<Rule> all() {
    return List.of(
        rule("FR-CLIENT-18", MEDIUM, "Requests of a SAML client need no signature")
            .because(
                "Anybody can send a login or logout request in the client's name, and choose"
                    + " among its redirect URIs where the answer goes.")
            .fix("Ask for signed requests, and give the client its certificate.")
            .line("\"attributes\": {\"saml.client.signature\": \"true\", …}")
            .source(Source.keycloak("Creating a SAML client"))
            .when(
                saml(
                    c -> !c.attribute(OF_CLIENT).flag(c.madeByApi()), c -> c.attribute(OF_CLIENT))),
        rule("FR-CLIENT-19", HIGH, "What a SAML client is told is not signed")
            .because(
                "Neither document nor assertion has a signature: the application cannot tell"
                    + " Keycloak's word from anybody's.")
            .fix("Sign documents or assertions.")
            .line("\"attributes\": {\"saml.server.signature\": \"true\", …}")
            .source(Source.keycloak("Creating a SAML client"))
            .when(saml(SamlRules::isUnsigned, c -> c.attribute(OF_DOCUMENT))),
        rule("FR-CLIENT-20", MEDIUM, "What a SAML client is told is signed with SHA-1 or DSA")
            .because("Collisions of SHA-1 are within reach; who finds one forges a document.")
            .fix("Sign with RSA_SHA256.")
            .line("\"attributes\": {\"saml.signature.algorithm\": \"RSA_SHA256\", …}")
            .source(Source.keycloak("Creating a SAML client"))
            .when(
                saml(
                    c -> c.attribute(ALGORITHM).text().matches("RSA_SHA1|DSA_SHA1"),
                    c -> c.attribute(ALGORITHM))));
  }

  private static boolean isUnsigned(Client client) {
    return !client.attribute(OF_DOCUMENT).flag(client.madeByApi())
        && !client.attribute(OF_ASSERTION).flag(false);
  }

  private static Rule.Check saml(Predicate<Client> isWrong, Function<Client, Node> place) {
    return realm ->
        realm
            .clients()
            .filter(client -> client.isSaml() && client.isEnabled() && !client.isBuiltIn())
            .filter(isWrong)
            .map(place)
            .map(Violation::at);
  }
}
