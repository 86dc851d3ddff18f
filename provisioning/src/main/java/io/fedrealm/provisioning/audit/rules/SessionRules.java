package io.fedrealm.provisioning.audit.rules;

import static io.fedrealm.provisioning.audit.check.Rule.rule;
import static io.fedrealm.provisioning.audit.check.Severity.LOW;
import static io.fedrealm.provisioning.audit.check.Severity.MEDIUM;

import io.fedrealm.provisioning.audit.check.Checks;
import io.fedrealm.provisioning.audit.check.Rule;
import io.fedrealm.provisioning.audit.check.Source;
import io.fedrealm.provisioning.audit.check.ValueFormatter;
import io.fedrealm.provisioning.audit.check.Violation;
import io.fedrealm.provisioning.audit.model.AuditedRealm;
import io.fedrealm.provisioning.audit.model.Client;
import io.fedrealm.provisioning.audit.model.Node;
import java.util.List;
import java.util.stream.Stream;

/** How long a login lasts. */
final class SessionRules {

  private static final long HOUR = 3600;
  private static final long DAY = 86400;
  private static final long KEYCLOAKS_IDLE = 1800;
  private static final long KEYCLOAKS_MAX = 36000;
  private static final long KEYCLOAKS_OFFLINE_IDLE = 2592000;
  private static final long KEYCLOAKS_OFFLINE_MAX = 5184000;
  private static final String OFFLINE = "offline_access";

  private SessionRules() {}

  static List<Rule> all() {
    return List.of(
        rule("FR-SESSION-01", LOW, "The idle time of a session is longer than the session")
            .because("It never takes effect, which is hardly what was meant.")
            .fix("Keep ssoSessionIdleTimeout below ssoSessionMaxLifespan.")
            .line("\"ssoSessionIdleTimeout\": 1800, \"ssoSessionMaxLifespan\": 36000")
            .source(Source.keycloak("Session and token timeouts"))
            .when(SessionRules::idleOverMax),
        rule("FR-SESSION-02", MEDIUM, "A login lasts longer than a day")
            .because(
                "A browser that was left open, or a stolen cookie, is good for days; a"
                    + " client's own token lifetime is only bounded by it.")
            .fix("Ten hours cover a working day.")
            .line("\"ssoSessionMaxLifespan\": 36000")
            .source(Source.asvs("3.3.2"), Source.keycloak("Session and token timeouts"))
            .when(Checks.isLonger("ssoSessionMaxLifespan", KEYCLOAKS_MAX, DAY)),
        rule("FR-SESSION-03", LOW, "A session may be idle for more than an hour")
            .because("A browser that was left stays logged in.")
            .fix("Half an hour, Keycloak's default.")
            .line("\"ssoSessionIdleTimeout\": 1800")
            .source(Source.asvs("3.3.2"), Source.keycloak("Session and token timeouts"))
            .when(Checks.isLonger("ssoSessionIdleTimeout", KEYCLOAKS_IDLE, HOUR)),
        rule("FR-SESSION-04", MEDIUM, "Offline sessions never end while they are used")
            .because("An offline token that is refreshed now and then is a key for ever.")
            .fix("Give offline sessions an end.")
            .line(
                "\"offlineSessionMaxLifespanEnabled\": true, \"offlineSessionMaxLifespan\":"
                    + " 2592000")
            .source(Source.flnet(18), Source.keycloak("Offline access"))
            .when(Checks.isOff("offlineSessionMaxLifespanEnabled")),
        rule("FR-SESSION-05", LOW, "Offline sessions last longer than ninety days")
            .because("An offline token is a password that is not changed.")
            .fix("Ninety days at most.")
            .line("\"offlineSessionMaxLifespan\": 7776000")
            .source(Source.keycloak("Offline access"))
            .when(SessionRules::longOffline),
        rule("FR-SESSION-06", LOW, "The idle time of an offline session is longer than the session")
            .because("It never takes effect, which is hardly what was meant.")
            .fix("Keep offlineSessionIdleTimeout below offlineSessionMaxLifespan.")
            .line("\"offlineSessionIdleTimeout\": 604800, \"offlineSessionMaxLifespan\": 2592000")
            .source(Source.keycloak("Offline access"))
            .when(SessionRules::offlineIdleOverMax),
        rule("FR-SESSION-07", LOW, "A client's session is meant to be longer than the user's")
            .because("It ends with the user's session at the latest, whatever stands here.")
            .fix("Leave the client session timeouts at 0: they follow the user's session.")
            .line("\"clientSessionIdleTimeout\": 0, \"clientSessionMaxLifespan\": 0")
            .source(Source.keycloak("Session and token timeouts"))
            .when(SessionRules::clientSessions),
        rule("FR-SESSION-08", LOW, "People can stay logged in for longer (remember me)")
            .because("The session outlives the browser, also on a machine that others use.")
            .fix("Switch it off for a realm that guards patient data.")
            .line("\"rememberMe\": false")
            .source(Source.flnet(17), Source.keycloak("Enabling remember me"))
            .when(Checks.isOn("rememberMe")),
        rule("FR-SESSION-09", LOW, "A public client can get offline tokens")
            .because(
                "A token that works without a login for weeks is kept by a browser or an"
                    + " unprotected program.")
            .fix("Take offline_access out of the client's optional scopes.")
            .line("\"optionalClientScopes\": []")
            .source(Source.flnet(18), Source.rfc(9700, "4.14"))
            .when(
                Checks.client(
                    c -> c.isPublic() && c.servesPeople() && c.optionalScopes().contains(OFFLINE),
                    "optionalClientScopes")),
        rule("FR-SESSION-10", MEDIUM, "Every login makes an offline session")
            .because(
                "offline_access is a default scope: tokens that outlive the login are handed"
                    + " out without being asked for.")
            .fix("Make it an optional scope of the clients that need it.")
            .line("\"optionalClientScopes\": [\"offline_access\"]")
            .source(Source.keycloak("Offline access"))
            .when(SessionRules::alwaysOffline));
  }

  private static Stream<Violation> idleOverMax(AuditedRealm realm) {
    Node idle = realm.get("ssoSessionIdleTimeout");
    long most = realm.get("ssoSessionMaxLifespan").number(KEYCLOAKS_MAX);
    return longer(idle, idle.number(KEYCLOAKS_IDLE), most);
  }

  private static Stream<Violation> longOffline(AuditedRealm realm) {
    Node max = realm.get("offlineSessionMaxLifespan");
    return bounded(realm)
        ? longer(max, max.number(KEYCLOAKS_OFFLINE_MAX), 90 * DAY)
        : Stream.empty();
  }

  private static Stream<Violation> offlineIdleOverMax(AuditedRealm realm) {
    Node idle = realm.get("offlineSessionIdleTimeout");
    long most = realm.get("offlineSessionMaxLifespan").number(KEYCLOAKS_OFFLINE_MAX);
    return bounded(realm)
        ? longer(idle, idle.number(KEYCLOAKS_OFFLINE_IDLE), most)
        : Stream.empty();
  }

  private static boolean bounded(AuditedRealm realm) {
    return realm.get("offlineSessionMaxLifespanEnabled").flag(false);
  }

  private static Stream<Violation> clientSessions(AuditedRealm realm) {
    Node idle = realm.get("clientSessionIdleTimeout");
    Node max = realm.get("clientSessionMaxLifespan");
    return Stream.concat(
        longer(idle, idle.number(0), realm.get("ssoSessionIdleTimeout").number(KEYCLOAKS_IDLE)),
        longer(max, max.number(0), realm.get("ssoSessionMaxLifespan").number(KEYCLOAKS_MAX)));
  }

  private static Stream<Violation> longer(Node node, long seconds, long most) {
    return Checks.hitIf(seconds > most, node, ValueFormatter.seconds(seconds));
  }

  private static Stream<Violation> alwaysOffline(AuditedRealm realm) {
    Stream<Node> ofClients =
        realm.ownClients().filter(Client::getsTokens).map(c -> c.node().get("defaultClientScopes"));
    return Stream.concat(Stream.of(realm.get("defaultDefaultClientScopes")), ofClients)
        .filter(scopes -> scopes.texts().contains(OFFLINE))
        .map(scopes -> Violation.at(scopes, OFFLINE));
  }
}
