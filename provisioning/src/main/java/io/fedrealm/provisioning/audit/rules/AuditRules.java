package io.fedrealm.provisioning.audit.rules;

import static io.fedrealm.provisioning.audit.check.Rule.rule;
import static io.fedrealm.provisioning.audit.check.Severity.INFO;
import static io.fedrealm.provisioning.audit.check.Severity.LOW;
import static io.fedrealm.provisioning.audit.check.Severity.MEDIUM;

import io.fedrealm.provisioning.audit.check.Rule;
import io.fedrealm.provisioning.audit.check.Source;
import io.fedrealm.provisioning.audit.check.Violation;
import java.util.List;
import java.util.stream.Stream;

/** What can be wrong with an audit. Nothing of it is found in a realm. */
public final class AuditRules {

  /** The field by which a reader says what it did not read. */
  public static final String UNREAD = "fedrealm.unread";

  private static final Source FORMAT = Source.framework("fedrealm: docs/audit.md");

  /** A suppression's date has passed. */
  public static final Rule EXPIRED =
      rule("FR-AUDIT-01", MEDIUM, "A suppression has expired")
          .because("What was to be mended by that day is still there, or was forgotten.")
          .fix("Mend what it hides, or decide again and set a new date.")
          .source(FORMAT)
          .when(realm -> Stream.empty());

  /** A suppression that lacks what one must have. */
  public static final Rule UNUSABLE =
      rule("FR-AUDIT-02", MEDIUM, "A suppression lacks its reason, its end, its rule or its place")
          .because(
              "Without them nobody can decide later whether it still holds; it hides" + " nothing.")
          .fix("Complete it.")
          .source(FORMAT)
          .when(realm -> Stream.empty());

  /** A suppression that hides nothing. */
  public static final Rule UNUSED =
      rule("FR-AUDIT-03", LOW, "A suppression hides nothing")
          .because("What it was for is mended: left in place it would hide the next mistake.")
          .fix("Delete it.")
          .source(FORMAT)
          .when(realm -> Stream.empty());

  /** Something of a server was not read. */
  public static final Rule PARTIAL =
      rule("FR-AUDIT-04", INFO, "Not everything was looked at")
          .because(
              "The realm has more users or groups than an audit reads, or the account may"
                  + " not see them.")
          .fix("Look at the rest in another way, or give the account the role view-users.")
          .source(FORMAT)
          .when(
              realm ->
                  realm
                      .get(UNREAD)
                      .elements()
                      .map(what -> Violation.at(realm.get("users"), what.text())));

  private AuditRules() {}

  static List<Rule> all() {
    return List.of(EXPIRED, UNUSABLE, UNUSED, PARTIAL);
  }
}
