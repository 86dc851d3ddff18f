package io.fedrealm.provisioning.audit.rules;

import static io.fedrealm.provisioning.audit.check.Rule.rule;
import static io.fedrealm.provisioning.audit.check.Severity.HIGH;
import static io.fedrealm.provisioning.audit.check.Severity.INFO;
import static io.fedrealm.provisioning.audit.check.Severity.LOW;
import static io.fedrealm.provisioning.audit.check.Severity.MEDIUM;

import io.fedrealm.provisioning.audit.check.Checks;
import io.fedrealm.provisioning.audit.check.PasswordPolicy;
import io.fedrealm.provisioning.audit.check.Rule;
import io.fedrealm.provisioning.audit.check.Source;
import io.fedrealm.provisioning.audit.check.Violation;
import io.fedrealm.provisioning.audit.model.AuditedRealm;
import io.fedrealm.provisioning.audit.model.Node;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Passwords, guessing them, and the mails that a login may need. */
final class LoginRules {

  private static final int KEYCLOAKS_FAILURE_FACTOR = 30;
  private static final int MOST_FAILURES = 10;
  private static final int LEAST_LENGTH = 12;

  private LoginRules() {}

  static List<Rule> all() {
    return List.of(
        rule("FR-REALM-06", HIGH, "Passwords can be guessed without limit")
            .because("Brute-force detection is off: nothing slows down who tries passwords.")
            .fix("Switch brute-force detection on.")
            .line("\"bruteForceProtected\": true, \"failureFactor\": 5")
            .source(
                Source.flnet(6),
                Source.keycloak("Password guess: brute force attacks"),
                Source.asvs("2.2.1"))
            .when(Checks.isOff("bruteForceProtected")),
        rule("FR-REALM-07", MEDIUM, "More than ten wrong passwords before a login is delayed")
            .because("Keycloak's default of 30 gives who guesses many tries for each account.")
            .fix("Lower the number; the waiting time grows with each further failure.")
            .line("\"failureFactor\": 5")
            .source(Source.flnet(6), Source.keycloak("Password guess: brute force attacks"))
            .when(LoginRules::manyFailures),
        rule("FR-REALM-08", HIGH, "There is no password policy")
            .because("Any password will do, one of a single character too.")
            .fix("Set a policy: length first, and not the user's own name.")
            .line(
                "\"passwordPolicy\": \"length(12) and notUsername(undefined) and"
                    + " notContainsUsername(undefined) and notEmail(undefined)\"")
            .source(Source.flnet(7), Source.keycloak("Password policies"), Source.asvs("2.1.1"))
            .when(realm -> policy(realm, PasswordPolicy::isEmpty)),
        rule("FR-REALM-09", MEDIUM, "The password policy lets weak passwords pass")
            .because("A password needs twelve characters, and must not be the user's name.")
            .fix("Ask for length(12) and notUsername.")
            .line("\"passwordPolicy\": \"length(12) and notUsername(undefined) and …\"")
            .source(Source.asvs("2.1.1"), Source.keycloak("Password policies"))
            .when(realm -> policy(realm, LoginRules::isWeak)),
        rule("FR-REALM-10", MEDIUM, "Password hashes are cheap to guess")
            .because(
                "The policy asks for fewer rounds of hashing than Keycloak's default; a"
                    + " stolen database gives up its passwords sooner.")
            .fix("Leave hashIterations out.")
            .source(Source.cheatSheet("Password Storage"), Source.keycloak("Password policies"))
            .when(realm -> policy(realm, PasswordPolicy::hashesTooFast)),
        rule("FR-REALM-11", MEDIUM, "A login step needs mail, and no mail server is set")
            .because(
                "Password reset or e-mail verification is on, but its mail is never sent:"
                    + " people are locked out until an administrator steps in.")
            .fix("Set smtpServer, or switch the step off.")
            .line("\"resetPasswordAllowed\": false, \"verifyEmail\": false")
            .source(Source.flnet(16), Source.keycloak("Configuring email for a realm"))
            .when(LoginRules::mailless),
        rule("FR-REALM-12", INFO, "No mail server is set")
            .because("Nobody gets a password reset or a notice of a login.")
            .fix("Set smtpServer when people should get mail.")
            .source(Source.flnet(16), Source.keycloak("Configuring email for a realm"))
            .when(realm -> Checks.hitIf(!hasMail(realm), realm.get("smtpServer"), "no host")),
        rule("FR-REALM-13", MEDIUM, "Mail is handed over without TLS")
            .because(
                "Links that reset a password can be read on the way, and so can the mail"
                    + " server's password.")
            .fix("Use STARTTLS or TLS.")
            .line("\"smtpServer\": {\"starttls\": \"true\", …}")
            .source(Source.keycloak("Configuring email for a realm"), Source.asvs("9.2.2"))
            .when(LoginRules::plainMail),
        rule("FR-REALM-14", LOW, "A one-time code can be used for longer than one step, or twice")
            .because("Who sees a code over a shoulder has time to use it.")
            .fix("Accept a code once, and one step of clock difference.")
            .line("\"otpPolicyCodeReusable\": false, \"otpPolicyLookAheadWindow\": 1")
            .source(Source.rfc(6238, "5.2"), Source.keycloak("OTP policies"))
            .when(LoginRules::lenientCodes));
  }

  private static Stream<Violation> manyFailures(AuditedRealm realm) {
    Node factor = realm.get("failureFactor");
    long failures = factor.number(KEYCLOAKS_FAILURE_FACTOR);
    boolean counted = realm.get("bruteForceProtected").flag(false);
    return Checks.hitIf(counted && failures > MOST_FAILURES, factor, Long.toString(failures));
  }

  private static Stream<Violation> policy(AuditedRealm realm, Predicate<PasswordPolicy> isWrong) {
    Node node = realm.get("passwordPolicy");
    return Checks.hitIf(isWrong.test(PasswordPolicy.parse(node.text())), node);
  }

  private static boolean isWeak(PasswordPolicy policy) {
    return !policy.isEmpty() && (policy.length() < LEAST_LENGTH || !policy.has("notUsername"));
  }

  private static boolean hasMail(AuditedRealm realm) {
    return !realm.get("smtpServer").get("host").text().isEmpty();
  }

  private static Stream<Violation> mailless(AuditedRealm realm) {
    return Stream.of("resetPasswordAllowed", "verifyEmail")
        .map(realm::get)
        .filter(step -> step.flag(false) && !hasMail(realm))
        .map(Violation::at);
  }

  private static Stream<Violation> plainMail(AuditedRealm realm) {
    Node smtp = realm.get("smtpServer");
    String host = smtp.get("host").text();
    boolean here = host.matches("localhost|127\\..*|::1");
    boolean tls = smtp.get("ssl").flag(false) || smtp.get("starttls").flag(false);
    return Checks.hitIf(!host.isEmpty() && !here && !tls, smtp.get("starttls"));
  }

  private static Stream<Violation> lenientCodes(AuditedRealm realm) {
    Node window = realm.get("otpPolicyLookAheadWindow");
    return Stream.concat(
        Checks.isOn("otpPolicyCodeReusable").hits(realm),
        Checks.hitIf(window.number(1) > 1, window));
  }
}
