package io.fedrealm.provisioning.audit.rules;

import static io.fedrealm.provisioning.audit.check.Rule.rule;
import static io.fedrealm.provisioning.audit.check.Severity.HIGH;
import static io.fedrealm.provisioning.audit.check.Severity.LOW;
import static io.fedrealm.provisioning.audit.check.Severity.MEDIUM;

import io.fedrealm.provisioning.audit.check.Checks;
import io.fedrealm.provisioning.audit.check.Lifespans;
import io.fedrealm.provisioning.audit.check.Rule;
import io.fedrealm.provisioning.audit.check.Signatures;
import io.fedrealm.provisioning.audit.check.Source;
import io.fedrealm.provisioning.audit.check.ValueFormatter;
import io.fedrealm.provisioning.audit.check.Violation;
import io.fedrealm.provisioning.audit.model.AuditedRealm;
import io.fedrealm.provisioning.audit.model.Client;
import io.fedrealm.provisioning.audit.model.Node;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** How long tokens and codes live, and how they are signed. */
final class TokenRules {

  private static final long QUARTER_HOUR = 900;
  private static final long HOUR = 3600;
  private static final long DAY = 86400;

  /** Signed with a key pair: who checks a token cannot make one. */
  private static final Set<String> ASYMMETRIC =
      Set.of(
          "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA");

  private TokenRules() {}

  static List<Rule> all() {
    return List.of(
        rule("FR-TOKEN-01", HIGH, "Access tokens live longer than an hour")
            .because(
                "Services check tokens by signature alone: a stolen token, or that of a user"
                    + " who was locked out, is good until it expires.")
            .fix("Let access tokens live five minutes; clients renew them by themselves.")
            .line("\"accessTokenLifespan\": 300")
            .source(
                Source.flnet(5),
                Source.rfc(6750, "5.3"),
                Source.keycloak("Compromised access and refresh tokens"))
            .when(realm -> Lifespans.between(realm, HOUR, Long.MAX_VALUE)),
        rule("FR-TOKEN-02", MEDIUM, "Access tokens live longer than a quarter of an hour")
            .because("A stolen token is good until it expires.")
            .fix("Let access tokens live five minutes; clients renew them by themselves.")
            .line("\"accessTokenLifespan\": 300")
            .source(
                Source.rfc(6750, "5.3"), Source.keycloak("Compromised access and refresh tokens"))
            .when(realm -> Lifespans.between(realm, QUARTER_HOUR, HOUR)),
        rule("FR-TOKEN-03", MEDIUM, "Access tokens outlive the idle session")
            .because(
                "Who leaves the browser is logged out by the session's end, and the token"
                    + " goes on working.")
            .fix("Keep accessTokenLifespan well below ssoSessionIdleTimeout.")
            .line("\"accessTokenLifespan\": 300, \"ssoSessionIdleTimeout\": 1800")
            .source(Source.flnet(5), Source.keycloak("Session and token timeouts"))
            .when(Lifespans::overIdle),
        rule("FR-TOKEN-04", MEDIUM, "Refresh tokens of public clients are not rotated")
            .because(
                "A refresh token stolen from a browser or a developer's machine works beside"
                    + " the right one, and nobody notices.")
            .fix(
                "Revoke a refresh token when it is used, or bind it to a key (DPoP), or issue"
                    + " none to these clients.")
            .line("\"revokeRefreshToken\": true, \"refreshTokenMaxReuse\": 0")
            .source(Source.rfc(9700, "4.14.2"), Source.flnet(5))
            .when(TokenRules::unrotated),
        rule("FR-TOKEN-05", MEDIUM, "A refresh token can be used again after its rotation")
            .because("The reuse that rotation is there to detect is allowed.")
            .fix("Allow no reuse.")
            .line("\"refreshTokenMaxReuse\": 0")
            .source(Source.rfc(9700, "4.14.2"))
            .when(TokenRules::reused),
        rule("FR-TOKEN-06", HIGH, "Tokens are signed with a shared secret, or not at all")
            .because(
                "With HS256 whoever can check a token can make one; Keycloak stores unknown"
                    + " names and \"none\" without a word.")
            .fix("Sign with RS256.")
            .line("\"defaultSignatureAlgorithm\": \"RS256\"")
            .source(Source.rfc(8725, "3.1"), Source.rfc(8725, "3.2"), Source.experiment("26.7.3"))
            .when(TokenRules::symmetric),
        rule("FR-TOKEN-07", MEDIUM, "Authorization codes live longer than ten minutes")
            .because("A code from a log or a browser's history must be worth nothing.")
            .fix("One minute is enough for a redirect.")
            .line("\"accessCodeLifespan\": 60")
            .source(Source.rfc(6749, "4.1.2"), Source.rfc(9700, "4.5.3"))
            .when(Checks.isLonger("accessCodeLifespan", 60, 600)),
        rule("FR-TOKEN-08", LOW, "Links that people ask for by mail live longer than an hour")
            .because("A link that resets a password is a password.")
            .fix("Five minutes, or as long as mail takes.")
            .line("\"actionTokenGeneratedByUserLifespan\": 300")
            .source(Source.flnet(17), Source.cheatSheet("Forgot Password"))
            .when(Checks.isLonger("actionTokenGeneratedByUserLifespan", 300, HOUR)),
        rule("FR-TOKEN-09", LOW, "Links that an administrator sends live longer than a day")
            .because("A link that sets a password lies in a mailbox for days.")
            .fix("Twelve hours, Keycloak's default.")
            .line("\"actionTokenGeneratedByAdminLifespan\": 43200")
            .source(Source.cheatSheet("Forgot Password"))
            .when(Checks.isLonger("actionTokenGeneratedByAdminLifespan", 43200, DAY)),
        rule("FR-TOKEN-10", LOW, "Device codes live longer than half an hour")
            .because(
                "The longer a user code is good, the more of them can be guessed or passed to"
                    + " a victim.")
            .fix("Ten minutes, Keycloak's default.")
            .line("\"oauth2DeviceCodeLifespan\": 600")
            .source(Source.flnet(17), Source.rfc(8628, "5.1"))
            .when(Checks.isLonger("oauth2DeviceCodeLifespan", 600, 1800)),
        rule("FR-TOKEN-11", LOW, "Pushed authorization requests live longer than ten minutes")
            .because("The reference to a request stands for all of its parameters.")
            .fix("One minute, Keycloak's default.")
            .line("\"attributes\": {\"parRequestUriLifespan\": \"60\"}")
            .source(Source.flnet(17), Source.rfc(9126, "2.2"))
            .when(TokenRules::longPushedRequests),
        rule("FR-TOKEN-12", LOW, "A client may look into tokens that are not for it")
            .because(
                "Introspection without the audience check tells a client about every token"
                    + " that it gets hold of.")
            .fix("Give the client an audience mapper and take the attribute away.")
            .source(Source.rfc(7662, "4"), Source.experiment("26.7.3"))
            .when(
                Checks.client(
                    c -> uncheckedIntrospection(c).flag(false),
                    TokenRules::uncheckedIntrospection)));
  }

  private static Stream<Violation> unrotated(AuditedRealm realm) {
    List<String> clients =
        realm.ownClients().filter(TokenRules::getsBareRefreshTokens).map(Client::id).toList();
    Node rotation = realm.get("revokeRefreshToken");
    boolean wrong = !rotation.flag(false) && !clients.isEmpty();
    return Checks.hitIf(wrong, rotation, "off, public clients: " + ValueFormatter.list(clients));
  }

  private static boolean getsBareRefreshTokens(Client client) {
    return client.isPublic()
        && (client.hasCodeFlow() || client.hasPasswordGrant() || client.hasDeviceFlow())
        && client.attribute("use.refresh.tokens").flag(true)
        && !client.attribute("dpop.bound.access.tokens").flag(false);
  }

  private static Stream<Violation> reused(AuditedRealm realm) {
    Node reuse = realm.get("refreshTokenMaxReuse");
    return Checks.hitIf(realm.get("revokeRefreshToken").flag(false) && reuse.number(0) > 0, reuse);
  }

  private static Stream<Violation> symmetric(AuditedRealm realm) {
    return Signatures.stated(realm).filter(node -> !isAsymmetric(node.text())).map(Violation::at);
  }

  static boolean isAsymmetric(String algorithm) {
    return ASYMMETRIC.contains(algorithm);
  }

  private static Stream<Violation> longPushedRequests(AuditedRealm realm) {
    Node lifespan = realm.get("attributes").get("parRequestUriLifespan");
    long seconds = lifespan.number(60);
    return Checks.hitIf(seconds > 600, lifespan, ValueFormatter.seconds(seconds));
  }

  private static Node uncheckedIntrospection(Client client) {
    return client.attribute("allow.token.introspection.without.audience.check");
  }
}
