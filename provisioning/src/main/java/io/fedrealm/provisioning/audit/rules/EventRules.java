package io.fedrealm.provisioning.audit.rules;

import static io.fedrealm.provisioning.audit.check.Rule.rule;
import static io.fedrealm.provisioning.audit.check.Severity.HIGH;
import static io.fedrealm.provisioning.audit.check.Severity.LOW;
import static io.fedrealm.provisioning.audit.check.Severity.MEDIUM;

import io.fedrealm.provisioning.audit.check.Checks;
import io.fedrealm.provisioning.audit.check.Rule;
import io.fedrealm.provisioning.audit.check.Source;
import io.fedrealm.provisioning.audit.check.ValueFormatter;
import io.fedrealm.provisioning.audit.check.Violation;
import io.fedrealm.provisioning.audit.model.AuditedRealm;
import io.fedrealm.provisioning.audit.model.Node;
import java.util.List;
import java.util.stream.Stream;

/** Whether somebody can find out later who did what. */
final class EventRules {

  private static final long MONTH = 30L * 86400;
  private static final List<String> TELLING =
      List.of("LOGIN", "LOGIN_ERROR", "CLIENT_LOGIN", "CLIENT_LOGIN_ERROR");

  private EventRules() {}

  static List<Rule> all() {
    return List.of(
        rule("FR-EVENT-01", HIGH, "Logins are not recorded")
            .because("Nobody can tell afterwards who logged in, or who tried to.")
            .fix("Store login events, with an expiry.")
            .line("\"eventsEnabled\": true, \"eventsExpiration\": 7776000")
            .source(Source.flnet(8), Source.keycloak("Auditing user events"), Source.asvs("7.1.3"))
            .when(Checks.isOff("eventsEnabled")),
        rule("FR-EVENT-02", HIGH, "Administration is not recorded")
            .because("Nobody can tell afterwards who gave whom which right.")
            .fix("Store admin events, with an expiry.")
            .line("\"adminEventsEnabled\": true, \"adminEventsDetailsEnabled\": true")
            .source(Source.flnet(8), Source.keycloak("Auditing admin events"), Source.asvs("7.1.3"))
            .when(Checks.isOff("adminEventsEnabled")),
        rule("FR-EVENT-03", LOW, "Admin events do not say what was changed")
            .because("The record says that a client was updated, and not to what.")
            .fix("Include the representation.")
            .line("\"adminEventsDetailsEnabled\": true")
            .source(Source.flnet(8), Source.keycloak("Auditing admin events"))
            .when(
                realm ->
                    realm.get("adminEventsEnabled").flag(false)
                        ? Checks.isOff("adminEventsDetailsEnabled").hits(realm)
                        : Stream.empty()),
        rule("FR-EVENT-04", MEDIUM, "Events are kept for ever")
            .because(
                "They hold names and addresses of people; the database grows until it is"
                    + " full.")
            .fix("Set an expiry, ninety days for example.")
            .line(
                "\"eventsExpiration\": 7776000, \"attributes\": {\"adminEventsExpiration\":"
                    + " \"7776000\"}")
            .source(Source.keycloak("Auditing user events"))
            .when(realm -> expiries(realm).filter(e -> e.number(0) <= 0).map(Violation::at)),
        rule("FR-EVENT-05", LOW, "Events are gone before anybody asks")
            .because("A break-in is often noticed after weeks.")
            .fix("Keep events for thirty days at least.")
            .line("\"eventsExpiration\": 7776000")
            .source(Source.asvs("7.1.3"))
            .when(
                realm ->
                    expiries(realm)
                        .filter(e -> e.number(0) > 0 && e.number(0) < MONTH)
                        .map(e -> Violation.at(e, ValueFormatter.seconds(e.number(0))))),
        rule("FR-EVENT-06", MEDIUM, "Some logins are left out of the record")
            .because("The list of event types leaves out what an attack looks like.")
            .fix("Leave the list empty: Keycloak then stores what matters.")
            .line("\"enabledEventTypes\": []")
            .source(Source.asvs("7.1.3"), Source.keycloak("Auditing user events"))
            .when(EventRules::missingTypes),
        rule("FR-EVENT-07", LOW, "Events do not reach the log")
            .because(
                "Without a listener only the database has them, which who breaks in can"
                    + " clear.")
            .fix("Keep the listener jboss-logging, or one that sends events elsewhere.")
            .line("\"eventsListeners\": [\"jboss-logging\"]")
            .source(Source.keycloak("Event listeners"))
            .when(
                realm -> {
                  Node listeners = realm.get("eventsListeners");
                  return Checks.hitIf(
                      listeners.isPresent() && listeners.texts().isEmpty(), listeners, "none");
                }));
  }

  /** The expiries of the kinds of events that are stored. */
  private static Stream<Node> expiries(AuditedRealm realm) {
    Stream<Node> login =
        realm.get("eventsEnabled").flag(false)
            ? Stream.of(realm.get("eventsExpiration"))
            : Stream.empty();
    Stream<Node> admin =
        realm.get("adminEventsEnabled").flag(false)
            ? Stream.of(realm.get("attributes").get("adminEventsExpiration"))
            : Stream.empty();
    return Stream.concat(login, admin);
  }

  private static Stream<Violation> missingTypes(AuditedRealm realm) {
    Node types = realm.get("enabledEventTypes");
    List<String> stored = types.texts();
    List<String> missing = TELLING.stream().filter(type -> !stored.contains(type)).toList();
    boolean wrong =
        realm.get("eventsEnabled").flag(false) && !stored.isEmpty() && !missing.isEmpty();
    return Checks.hitIf(wrong, types, "not stored: " + ValueFormatter.list(missing));
  }
}
