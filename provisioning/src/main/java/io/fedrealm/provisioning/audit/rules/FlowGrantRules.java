package io.fedrealm.provisioning.audit.rules;

import static io.fedrealm.provisioning.audit.check.Rule.rule;
import static io.fedrealm.provisioning.audit.check.Severity.HIGH;
import static io.fedrealm.provisioning.audit.check.Severity.INFO;
import static io.fedrealm.provisioning.audit.check.Severity.LOW;
import static io.fedrealm.provisioning.audit.check.Severity.MEDIUM;

import io.fedrealm.provisioning.audit.check.Audiences;
import io.fedrealm.provisioning.audit.check.Checks;
import io.fedrealm.provisioning.audit.check.Enforcement;
import io.fedrealm.provisioning.audit.check.Rule;
import io.fedrealm.provisioning.audit.check.Source;
import io.fedrealm.provisioning.audit.check.Violation;
import io.fedrealm.provisioning.audit.model.AuditedRealm;
import io.fedrealm.provisioning.audit.model.Client;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The OAuth flows that clients may use. */
final class FlowGrantRules {

  private static final String PASSWORD = "directAccessGrantsEnabled";
  private static final String EXCEPTION = "fl.allow.password.grant";
  private static final String PKCE = "pkce.code.challenge.method";

  private FlowGrantRules() {}

  static List<Rule> all() {
    return List.of(
        rule("FR-CLIENT-01", HIGH, "A public client takes passwords (password grant)")
            .because(
                "Any program that knows the client id can try passwords, with no second"
                    + " factor; people learn to type their password into programs.")
            .fix("Use the code flow for people and client credentials for machines.")
            .line("\"directAccessGrantsEnabled\": false")
            .source(Source.rfc(9700, "2.4"), Source.flnet(1), Source.flnet(2))
            .when(Checks.client(c -> c.isPublic() && takesPasswords(c), PASSWORD)),
        rule("FR-CLIENT-02", MEDIUM, "A confidential client takes passwords (password grant)")
            .because(
                "The client sees the password of everybody who uses it, and no second factor"
                    + " is asked for.")
            .fix("Use the code flow for people and client credentials for machines.")
            .line("\"directAccessGrantsEnabled\": false")
            .source(Source.rfc(9700, "2.4"))
            .when(Checks.client(c -> !c.isPublic() && takesPasswords(c), PASSWORD)),
        rule("FR-CLIENT-03", INFO, "Keycloak's own admin-cli takes passwords")
            .because(
                "It is Keycloak's default in each realm, and no policy of this realm stops it.")
            .fix(
                "A client policy with reject-ropc-grant for any client stops it; administer with"
                    + " a service account.")
            .line("\"executors\": [{\"executor\": \"reject-ropc-grant\"}]")
            .source(Source.rfc(9700, "2.4"), Source.experiment("26.7.3"))
            .when(FlowGrantRules::adminCli),
        rule("FR-CLIENT-04", HIGH, "A client uses the implicit flow")
            .because(
                "Access tokens travel in the address of a page: history, logs and referrers"
                    + " keep them.")
            .fix("Use the code flow with PKCE.")
            .line("\"implicitFlowEnabled\": false, \"standardFlowEnabled\": true")
            .source(Source.rfc(9700, "2.1.2"))
            .when(Checks.client(Client::hasImplicitFlow, "implicitFlowEnabled")),
        rule("FR-CLIENT-05", HIGH, "A public client need not use PKCE with S256")
            .because("Who gets hold of an authorization code gets the token.")
            .fix("Ask for S256.")
            .line("\"attributes\": {\"pkce.code.challenge.method\": \"S256\"}")
            .source(Source.rfc(9700, "2.1.1"), Source.rfc(7636, "4.4.1"), Source.flnet(19))
            .when(realm -> withoutPkce(realm, "public", Client::isPublic)),
        rule("FR-CLIENT-06", MEDIUM, "A confidential client need not use PKCE with S256")
            .because("A code that was injected into another session is not noticed.")
            .fix("Ask for S256.")
            .line("\"attributes\": {\"pkce.code.challenge.method\": \"S256\"}")
            .source(Source.rfc(9700, "2.1.1"), Source.rfc(9700, "4.5.3"))
            .when(realm -> withoutPkce(realm, "confidential", Client::isConfidential)),
        rule("FR-CLIENT-07", MEDIUM, "The code flow is on, and no redirect URI is allowed")
            .because(
                "Nobody can use the flow: it was left on, and the first redirect URI that is"
                    + " added opens it.")
            .fix("Switch the flow off.")
            .line("\"standardFlowEnabled\": false")
            .source(Source.flnet(12), Source.rfc(9700, "4.1.3"))
            .when(
                Checks.client(
                    c -> c.hasCodeFlow() && c.redirectUris().findAny().isEmpty(),
                    "standardFlowEnabled")),
        rule("FR-CLIENT-08", LOW, "Redirect URIs, and no flow that uses them")
            .because("They take effect unseen on the day that somebody switches a flow on.")
            .fix("Take them out.")
            .line("\"redirectUris\": []")
            .source(Source.flnet(10))
            .when(
                Checks.client(
                    c -> !c.hasBrowserFlow() && c.redirectUris().findAny().isPresent(),
                    "redirectUris")),
        rule("FR-CLIENT-09", LOW, "A client that nothing uses")
            .because("It may use no flow, is in no token's audience and has no roles.")
            .fix("Delete it, or give the tokens that are meant for it its audience.")
            .source(Source.flnet(28))
            .when(FlowGrantRules::unused),
        rule("FR-CLIENT-17", MEDIUM, "A client is excepted from the ban on passwords")
            .because(
                "Somebody decided that a tool cannot do without the password grant; the"
                    + " exception lasts until somebody decides otherwise.")
            .fix(
                "Take the exception away when the tool can log in by the browser; until then"
                    + " note it in a suppression with an end.")
            .line("\"attributes\": {\"fl.allow.password.grant\": \"false\"}")
            .source(Source.rfc(9700, "2.4"), Source.framework("fedrealm: fl-password-grant"))
            .when(
                Checks.client(
                    c -> c.hasPasswordGrant() && c.attribute(EXCEPTION).flag(false),
                    c -> c.attribute(EXCEPTION))),
        rule("FR-CLIENT-13", LOW, "A public client uses the device flow")
            .because(
                "Anybody can start a login in the client's name and pass the code to a"
                    + " victim.")
            .fix("Use a confidential client for the device flow, or the code flow.")
            .line("\"attributes\": {\"oauth2.device.authorization.grant.enabled\": \"false\"}")
            .source(Source.rfc(8628, "5.4"))
            .when(
                Checks.client(
                    c -> c.isPublic() && c.hasDeviceFlow(),
                    c -> c.attribute("oauth2.device.authorization.grant.enabled"))));
  }

  private static boolean takesPasswords(Client client) {
    return client.hasPasswordGrant() && !client.attribute(EXCEPTION).flag(false);
  }

  private static Stream<Violation> adminCli(AuditedRealm realm) {
    return realm.client("admin-cli").stream()
        .filter(cli -> cli.isEnabled() && cli.hasPasswordGrant())
        .filter(cli -> !realm.policies().enforces(Enforcement::refusesPasswords))
        .map(cli -> Violation.at(cli.node().get(PASSWORD)));
  }

  private static Stream<Violation> withoutPkce(
      AuditedRealm realm, String kind, Predicate<Client> isOfKind) {
    boolean enforced = Enforcement.ofPkce(realm.policies(), kind);
    return realm
        .ownClients()
        .filter(client -> isOfKind.test(client) && client.hasCodeFlow())
        .map(client -> client.attribute(PKCE))
        .filter(method -> !method.text().equals("S256"))
        .filter(method -> !enforced || !method.text().isEmpty())
        .map(Violation::at);
  }

  private static Stream<Violation> unused(AuditedRealm realm) {
    List<String> audiences = Audiences.all(realm);
    return realm
        .ownClients()
        .filter(c -> !c.isBearerOnly() && !c.getsTokens() && !audiences.contains(c.id()))
        .filter(c -> realm.roles().noneMatch(role -> role.client().equals(c.id())))
        .map(c -> Violation.at(c.node(), "no flow, no audience, no role"));
  }
}
