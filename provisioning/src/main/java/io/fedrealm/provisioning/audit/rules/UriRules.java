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
import io.fedrealm.provisioning.audit.model.Client;
import io.fedrealm.provisioning.audit.model.Uri;
import java.util.List;
import java.util.stream.Stream;

/** Where the browser may be sent with the answer to a login. */
final class UriRules {

  private UriRules() {}

  static List<Rule> all() {
    return List.of(
        rule("FR-URI-01", HIGH, "A redirect URI matches any host")
            .because(
                "A link to the login page sends the user's code to whoever made the link;"
                    + " https://a.example* also matches https://a.example.evil.org.")
            .fix("Name each redirect URI in full.")
            .line("\"redirectUris\": [\"https://app.example.org/callback\"]")
            .source(Source.rfc(9700, "4.1.3"), Source.rfc(9700, "2.1"))
            .when(Checks.redirectUri(Uri::matchesAnyHost)),
        rule("FR-URI-02", MEDIUM, "A wildcard matches every page of Keycloak's own address")
            .because(
                "Without a root URL the path is taken on Keycloak's host, where any other"
                    + " service behind the same proxy gets the codes.")
            .fix("Name each redirect URI in full; a client without a browser flow needs none.")
            .line("\"redirectUris\": []")
            .source(Source.flnet(10), Source.rfc(9700, "4.1.3"))
            .when(
                Checks.redirectUri(
                    uri -> uri.hasWildcard() && uri.isRelative() && !uri.isOfOwnOrigin())),
        rule("FR-URI-03", LOW, "A wildcard matches every page of the application")
            .because(
                "An open redirect or an uploaded page anywhere in the application gives"
                    + " codes away. Applications that return to deep links need it.")
            .fix("Narrow it to the path that the application returns to, if it has one.")
            .line("\"redirectUris\": [\"${FRONTEND_BASE_URL}/callback\"]")
            .source(Source.flnet(11), Source.rfc(9700, "4.1.3"))
            .when(Checks.redirectUri(uri -> isPathWildcard(uri) && uri.isOfOwnOrigin())),
        rule("FR-URI-04", MEDIUM, "A wildcard matches every page of a host")
            .because(
                "Nothing says that the host is the application's own: its root URL is empty"
                    + " or another one.")
            .fix("Name each redirect URI in full, or set the root URL if the host is its own.")
            .line("\"rootUrl\": \"https://app.example.org\"")
            .source(Source.flnet(11), Source.rfc(9700, "4.1.3"))
            .when(
                Checks.redirectUri(
                    uri -> isPathWildcard(uri) && !uri.isRelative() && !uri.isOfOwnOrigin())),
        rule("FR-URI-05", HIGH, "A redirect URI uses plain http")
            .because("Anybody on the way reads the code.")
            .fix("Use https; only a program on the user's own machine (loopback) may use http.")
            .line("\"redirectUris\": [\"https://app.example.org/callback\"]")
            .source(Source.rfc(9700, "2.6"), Source.rfc(8252, "8.3"))
            .when(Checks.redirectUri(Uri::isPlainHttp)),
        rule("FR-URI-06", INFO, "A redirect URI names the loopback address localhost")
            .because("The name can be made to lead elsewhere; the address 127.0.0.1 cannot.")
            .fix("Use http://127.0.0.1 when the program lets you.")
            .source(Source.rfc(8252, "8.3"))
            .when(
                Checks.redirectUri(
                    uri -> uri.isLoopback() && uri.origin().contains("//localhost"))),
        rule("FR-URI-07", HIGH, "A redirect URI runs in the browser instead of leading somewhere")
            .because(
                "The code ends up in script, in a document or in a file that somebody else"
                    + " controls.")
            .fix("Take it out.")
            .source(Source.rfc(9700, "4.1.3"))
            .when(
                Checks.redirectUri(
                    uri -> uri.text().matches("(?i)(javascript|data|vbscript|file|blob):.*"))),
        rule("FR-URI-08", MEDIUM, "A redirect URI has a fragment or a user name in it")
            .because(
                "A fragment is not allowed there; user@host makes another host look like"
                    + " yours.")
            .fix("Take that part out.")
            .source(Source.rfc(6749, "3.1.2"), Source.rfc(9700, "4.1.3"))
            .when(
                Checks.redirectUri(uri -> uri.text().contains("#") || uri.origin().contains("@"))),
        rule("FR-URI-15", LOW, "A redirect URI uses a scheme that any program can claim")
            .because(
                "A private scheme must be a domain name in reverse (org.example.app:), else two"
                    + " programs on a machine can both take the code.")
            .fix("Use the reversed domain name, or a loopback address.")
            .line("\"redirectUris\": [\"org.example.app:/callback\"]")
            .source(Source.rfc(8252, "7.1"))
            .when(
                Checks.redirectUri(
                    uri ->
                        uri.text()
                            .matches(
                                "(?!(?i)(https?|javascript|data|vbscript|file|blob):)"
                                    + "[A-Za-z][A-Za-z0-9+-]*:.*"))),
        rule("FR-URI-16", MEDIUM, "A redirect URI leads to a public test page")
            .because(
                "Codes go to a site that everybody uses, which keeps or shows them; whoever sends"
                    + " a link to the login page can read them there.")
            .fix("Take it out; try tokens with fedrealm token, or a page of your own.")
            .source(Source.rfc(9700, "4.1.3"))
            .when(Checks.redirectUri(Uri::isPublicTestPage)),
        rule("FR-URI-13", MEDIUM, "A client of Keycloak's own may redirect elsewhere")
            .because(
                "The account and admin consoles get tokens with rights on accounts or on the"
                    + " realm; another origin that they return to can take them over.")
            .fix("Put Keycloak's own redirect URI back.")
            .source(Source.flnet(20))
            .when(UriRules::widenedConsoles));
  }

  private static boolean isPathWildcard(Uri uri) {
    return uri.hasWildcard() && !uri.matchesAnyHost();
  }

  private static Stream<Violation> widenedConsoles(AuditedRealm realm) {
    return realm
        .clients()
        .filter(Client::isBuiltIn)
        .flatMap(Client::redirectUris)
        .filter(uri -> !isConsole(uri.text()))
        .map(uri -> Violation.at(uri.node()));
  }

  /** Keycloak's own pages, below a relative path of the server if it has one. */
  private static boolean isConsole(String uri) {
    return uri.matches("(/[A-Za-z0-9_-]+)?(/realms/[^/]+/account/\\*|/admin/[^/]+/console/\\*)");
  }
}
