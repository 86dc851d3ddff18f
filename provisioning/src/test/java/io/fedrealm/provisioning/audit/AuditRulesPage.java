package io.fedrealm.provisioning.audit;

import io.fedrealm.provisioning.audit.check.Feature;
import io.fedrealm.provisioning.audit.check.Rule;
import io.fedrealm.provisioning.audit.check.Severity;
import io.fedrealm.provisioning.audit.check.Source;
import io.fedrealm.provisioning.audit.rules.Rules;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The page about the rules, made from the rules. */
final class AuditRulesPage {

  private static final String HEAD =
      """
      # Rules of `fedrealm audit`

      %d rules: %s. This page is made from the rules themselves; [audit.md](audit.md) says how to \
      use them.

      An id never changes its meaning. "FLNet review, finding N" counts the findings of a security
      review of FLNet's two published realm exports (of a site and of the platform, 2026); "Seen on
      Keycloak N" means that the behaviour was tried on a server of that version.

      Severity | Meaning
      --- | ---
      high | somebody gets in, or more than is due, with little effort; or nobody would notice
      medium | a protection that the standards ask for is missing; something else must fail, too
      low | not tidy: it makes mistakes likelier or hides them
      info | worth knowing; nothing to mend
      """;

  private AuditRulesPage() {}

  static String text() {
    List<Rule> rules = Rules.all();
    String counts =
        Arrays.stream(Severity.values())
            .map(s -> rules.stream().filter(r -> r.severity() == s).count() + " " + s.id())
            .collect(Collectors.joining(", "));
    return HEAD.formatted(rules.size(), counts)
        + Arrays.stream(Feature.values())
            .map(AuditRulesPage::section)
            .collect(Collectors.joining());
  }

  private static String section(Feature feature) {
    return "\n## "
        + feature.title()
        + "\n"
        + Rules.all().stream()
            .filter(rule -> rule.feature() == feature)
            .map(AuditRulesPage::rule)
            .collect(Collectors.joining());
  }

  private static String rule(Rule rule) {
    return "\n### "
        + rule.id()
        + " · "
        + rule.severity().name().toLowerCase(Locale.ROOT)
        + " · "
        + rule.title()
        + "\n\n"
        + rule.reason()
        + "\n\n"
        + "Fix: "
        + rule.fix()
        + "\n"
        + (rule.template().isEmpty() ? "" : "\n```json\n" + rule.template() + "\n```\n")
        + "\nSource: "
        + rule.sources().stream().map(AuditRulesPage::source).collect(Collectors.joining("; "))
        + ".\n";
  }

  private static String source(Source source) {
    return source.url().isEmpty() ? source.text() : "[" + source.text() + "](" + source.url() + ")";
  }
}
