package io.fedrealm.provisioning.audit.rules;

import static io.fedrealm.provisioning.audit.check.Rule.rule;
import static io.fedrealm.provisioning.audit.check.Severity.LOW;
import static io.fedrealm.provisioning.audit.check.Severity.MEDIUM;

import io.fedrealm.provisioning.audit.check.Rule;
import io.fedrealm.provisioning.audit.check.Source;
import io.fedrealm.provisioning.audit.check.Violation;
import io.fedrealm.provisioning.audit.model.AuditedRealm;
import io.fedrealm.provisioning.audit.model.Client;
import io.fedrealm.provisioning.audit.model.Node;
import io.fedrealm.provisioning.audit.model.Uri;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Web origins, post-logout redirects, and the addresses that servers call. */
final class OriginRules {

  private static final String ORIGIN = "https?://[^/?#*@\\s]+|\\$\\{[^{}]+}[^/?#*@\\s]*";

  private static final List<String> CALLED_BY_SERVERS =
      List.of(
          "jwks.url",
          "backchannel.logout.url",
          "ciba.backchannel.client.notification.endpoint",
          "request.uris");

  private OriginRules() {}

  static List<Rule> all() {
    return List.of(
        rule("FR-URI-09", MEDIUM, "Pages of any origin may call Keycloak for this client")
            .because("A script on any page can use the token endpoint in the client's name.")
            .fix("Name the application's origin, or + for those of its redirect URIs.")
            .line("\"webOrigins\": [\"+\"]")
            .source(Source.rfc(9700, "2.6"), Source.cheatSheet("HTML5 Security"))
            .when(webOrigin("*"::equals)),
        rule("FR-URI-10", LOW, "A web origin that is none")
            .because("An origin is scheme, host and port. Anything else matches nothing.")
            .fix("Name the application's origin, or take the entry out.")
            .line("\"webOrigins\": [\"https://app.example.org\"]")
            .source(Source.flnet(10), Source.rfc(6454, "4"))
            .when(webOrigin(o -> !o.equals("*") && !o.equals("+") && !o.matches(ORIGIN))),
        rule("FR-URI-11", LOW, "A web origin uses plain http")
            .because("Whoever can change that page on its way can call Keycloak for the client.")
            .fix("Use https.")
            .line("\"webOrigins\": [\"https://app.example.org\"]")
            .source(Source.rfc(9700, "2.6"))
            .when(
                realm ->
                    realm
                        .ownClients()
                        .flatMap(c -> c.node().get("webOrigins").elements())
                        .filter(origin -> new Uri(origin, origin.text(), "").isPlainHttp())
                        .map(Violation::at)),
        rule("FR-URI-12", MEDIUM, "After logout the browser may be sent anywhere")
            .because("A logout link becomes a link to a page that asks for the password.")
            .fix("Allow the client's redirect URIs (+), or name the page.")
            .line("\"attributes\": {\"post.logout.redirect.uris\": \"+\"}")
            .source(
                Source.flnet(11),
                new Source(
                    "OpenID Connect RP-Initiated Logout 1.0 section 6",
                    "https://openid.net/specs/openid-connect-rpinitiated-1_0.html"))
            .when(OriginRules::openLogout),
        rule("FR-URI-14", MEDIUM, "Keycloak calls the client without TLS")
            .because("Keys, logout tokens or requests can be read or exchanged on the way.")
            .fix("Use https.")
            .source(Source.rfc(9700, "2.6"), Source.rfc(8725, "3.10"))
            .when(OriginRules::plainCallbacks));
  }

  private static Rule.Check webOrigin(Predicate<String> isWrong) {
    return realm ->
        realm
            .ownClients()
            .flatMap(client -> client.node().get("webOrigins").elements())
            .filter(origin -> isWrong.test(origin.text()))
            .map(Violation::at);
  }

  private static Stream<Violation> openLogout(AuditedRealm realm) {
    return realm
        .ownClients()
        .map(client -> client.attribute("post.logout.redirect.uris"))
        .filter(uris -> values(uris).anyMatch(Uri::matchesAnyHost))
        .map(Violation::at);
  }

  private static Stream<Violation> plainCallbacks(AuditedRealm realm) {
    return realm
        .ownClients()
        .flatMap(OriginRules::callbacks)
        .filter(uris -> values(uris).anyMatch(Uri::isPlainHttp))
        .map(Violation::at);
  }

  private static Stream<Node> callbacks(Client client) {
    return CALLED_BY_SERVERS.stream().map(client::attribute);
  }

  /** Keycloak keeps several values of an attribute in one text, with ## between them. */
  private static Stream<Uri> values(Node attribute) {
    return Arrays.stream(attribute.text().split("##")).map(text -> new Uri(attribute, text, ""));
  }
}
