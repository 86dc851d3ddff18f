package io.fedrealm.provisioning.audit.rules;

import static io.fedrealm.provisioning.audit.check.Rule.rule;
import static io.fedrealm.provisioning.audit.check.Severity.HIGH;
import static io.fedrealm.provisioning.audit.check.Severity.INFO;
import static io.fedrealm.provisioning.audit.check.Severity.LOW;
import static io.fedrealm.provisioning.audit.check.Severity.MEDIUM;

import io.fedrealm.provisioning.audit.check.Checks;
import io.fedrealm.provisioning.audit.check.Rule;
import io.fedrealm.provisioning.audit.check.Source;
import io.fedrealm.provisioning.audit.check.Violation;
import io.fedrealm.provisioning.audit.model.AuditedRealm;
import io.fedrealm.provisioning.audit.model.Node;
import io.fedrealm.provisioning.audit.model.Origin;
import java.util.List;
import java.util.stream.Stream;

/** Settings of the realm as a whole. */
final class RealmRules {

  /** Exports of this and later versions state all settings that the rules read. */
  private static final int COMPLETE_SINCE = 26;

  private RealmRules() {}

  static List<Rule> all() {
    return List.of(
        rule("FR-REALM-01", HIGH, "Logins and tokens travel without TLS")
            .because("Anybody on the way reads passwords and tokens.")
            .fix("Require TLS, for every request if the proxy allows it.")
            .line("\"sslRequired\": \"all\"")
            .source(Source.rfc(9700, "2.6"), Source.keycloak("Configuring SSL for a realm"))
            .when(realm -> ssl(realm, "none")),
        rule("FR-REALM-02", LOW, "Plain http is accepted from private addresses")
            .because(
                "A machine inside the network, or a proxy that does not pass on the scheme,"
                    + " can use the realm without TLS.")
            .fix("Require TLS for every request once all services reach Keycloak by https.")
            .line("\"sslRequired\": \"all\"")
            .source(Source.flnet(27), Source.keycloak("Configuring SSL for a realm"))
            .when(realm -> ssl(realm, "external")),
        rule("FR-REALM-03", MEDIUM, "Anybody can make an account")
            .because(
                "Members of a federation are named by an operator; a stranger's account gets"
                    + " the default roles and a valid token.")
            .fix("Switch self-registration off and add people by group.")
            .line("\"registrationAllowed\": false")
            .source(Source.keycloak("Enabling user self-registration"))
            .when(Checks.isOn("registrationAllowed")),
        rule("FR-REALM-21", MEDIUM, "Anybody can make an account with another one's address")
            .because(
                "Self-registration does not verify the e-mail address: services that know people"
                    + " by it take a stranger for its owner.")
            .fix("Verify addresses, or switch self-registration off.")
            .line("\"verifyEmail\": true")
            .source(
                Source.keycloak("Enabling user self-registration"),
                Source.keycloak("Email settings of a realm's login"))
            .when(RealmRules::unverifiedRegistration),
        rule("FR-REALM-04", MEDIUM, "People can change their user name")
            .because(
                "Services that use preferred_username as key (FLNet does) let a user take"
                    + " over what belonged to a name that became free.")
            .fix("Keep user names fixed.")
            .line("\"editUsernameAllowed\": false")
            .source(
                new Source(
                    "OpenID Connect Core 1.0 section 5.7",
                    "https://openid.net/specs/openid-connect-core-1_0.html#ClaimStability"),
                Source.framework("FLNet backends: UserIdentity reads the principal's name"))
            .when(Checks.isOn("editUsernameAllowed")),
        rule("FR-REALM-05", LOW, "Two accounts can share an e-mail address")
            .because("Services that know people by e-mail cannot tell the two apart.")
            .fix("Keep e-mail addresses unique.")
            .line("\"duplicateEmailsAllowed\": false")
            .source(Source.keycloak("Email settings of a realm's login"))
            .when(Checks.isOn("duplicateEmailsAllowed")),
        rule("FR-REALM-15", MEDIUM, "A security header of the login pages is switched off")
            .because("Without it a login page can be framed, sniffed or fetched by http.")
            .fix("Put Keycloak's default back, or leave browserSecurityHeaders out.")
            .line(
                "\"browserSecurityHeaders\": {\"strictTransportSecurity\":"
                    + " \"max-age=31536000; includeSubDomains\", …}")
            .source(
                Source.cheatSheet("HTTP Headers"),
                Source.keycloak("Defending against clickjacking"))
            .when(RealmRules::headers),
        rule("FR-REALM-16", INFO, "The header X-XSS-Protection is still sent")
            .because(
                "Browsers ignore it or, when old, are made less safe by it; Keycloak dropped"
                    + " it.")
            .fix("Leave it out.")
            .source(Source.flnet(29), Source.cheatSheet("HTTP Headers"))
            .when(realm -> notEmpty(realm.get("browserSecurityHeaders").get("xXSSProtection"))),
        rule("FR-REALM-17", LOW, "The export is older than the settings that matter")
            .because("What later versions added takes its default when the file is imported.")
            .fix("Import it into the version that it came from, upgrade, and export again.")
            .source(
                Source.flnet(25), Source.keycloakGuide("Upgrading Guide", "docs/latest/upgrading/"))
            .when(RealmRules::oldExport),
        rule("FR-REALM-18", LOW, "Every installation made from this file has the same ids")
            .because(
                "The file has variables, so it is meant for many installations; ids that are"
                    + " alike everywhere let data of one be taken for data of another.")
            .fix("Take the ids out: Keycloak makes its own.")
            .source(Source.flnet(26))
            .when(RealmRules::fixedIds),
        rule("FR-REALM-19", LOW, "People can share resources with each other")
            .because(
                "User-managed access (UMA) opens a page and an API for it; unused, it is only"
                    + " more to attack.")
            .fix("Switch it off unless an application uses UMA.")
            .line("\"userManagedAccessAllowed\": false")
            .source(Source.flnet(18))
            .when(Checks.isOn("userManagedAccessAllowed")),
        rule("FR-REALM-20", MEDIUM, "People can be made and changed by SCIM")
            .because(
                "It is a second way to write people and groups, beside the admin API and this"
                    + " tool; Keycloak 26.8 has the feature on by default.")
            .fix("Switch it off unless a directory provisions people by it.")
            .line("\"scimApiEnabled\": false")
            .source(Source.experiment("26.7.3"))
            .when(Checks.isOn("scimApiEnabled")));
  }

  private static Stream<Violation> unverifiedRegistration(AuditedRealm realm) {
    boolean byAction =
        realm
            .get("requiredActions")
            .elements()
            .filter(action -> action.get("alias").text().equals("VERIFY_EMAIL"))
            .anyMatch(a -> a.get("enabled").flag(true) && a.get("defaultAction").flag(false));
    boolean verified = byAction || realm.get("verifyEmail").flag(false);
    return Checks.hitIf(
        realm.get("registrationAllowed").flag(false) && !verified, realm.get("verifyEmail"));
  }

  private static Stream<Violation> ssl(AuditedRealm realm, String value) {
    Node node = realm.get("sslRequired");
    String found = node.isPresent() ? node.text() : "external";
    return Checks.hitIf(found.equalsIgnoreCase(value), node, found);
  }

  private static Stream<Violation> headers(AuditedRealm realm) {
    Node headers = realm.get("browserSecurityHeaders");
    if (!headers.isPresent()) {
      return Stream.empty();
    }
    boolean framed =
        headers.get("xFrameOptions").text().isEmpty()
            && !headers.get("contentSecurityPolicy").text().contains("frame-ancestors");
    return Stream.of(
            Checks.hitIf(framed, headers.get("contentSecurityPolicy")),
            empty(headers.get("xContentTypeOptions")),
            empty(headers.get("strictTransportSecurity")))
        .flatMap(hits -> hits);
  }

  private static Stream<Violation> empty(Node node) {
    return Checks.hitIf(node.text().isEmpty(), node);
  }

  private static Stream<Violation> notEmpty(Node node) {
    return Checks.hitIf(!node.text().isEmpty(), node);
  }

  private static Stream<Violation> oldExport(AuditedRealm realm) {
    Node version = realm.get("keycloakVersion");
    String major = version.text().replaceFirst("[^0-9].*", "");
    return Checks.hitIf(!major.isEmpty() && Long.parseLong(major) < COMPLETE_SINCE, version);
  }

  private static Stream<Violation> fixedIds(AuditedRealm realm) {
    Node id = realm.get("id");
    boolean shared =
        realm.origin() == Origin.EXPORT
            && id.isPresent()
            && realm.placeholders().findAny().isPresent();
    return Checks.hitIf(shared, id);
  }
}
