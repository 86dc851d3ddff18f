package io.fedrealm.provisioning.audit.report;

import io.fedrealm.provisioning.audit.check.Rule;
import io.fedrealm.provisioning.audit.check.Severity;
import io.fedrealm.provisioning.audit.finding.Finding;
import io.fedrealm.provisioning.audit.model.AuditedRealm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;

/** Shows an audit to people: by severity, the rules in it, and the places under each. */
public final class TableReport {

  private static final String INDENT = " ".repeat(17);
  private static final Map<Severity, String> COLOURS =
      Map.of(
          Severity.HIGH, "bold,red",
          Severity.MEDIUM, "bold,yellow",
          Severity.LOW, "bold,cyan",
          Severity.INFO, "bold");

  private final Ansi ansi;

  /**
   * @param ansi whether to colour
   */
  public TableReport(Ansi ansi) {
    this.ansi = ansi;
  }

  /** The lines of the report. */
  public List<String> lines(AuditReport report) {
    List<String> lines = new ArrayList<>();
    for (AuditedRealm realm : report.realms()) {
      lines.add(bold("Realm " + plain(realm.name())) + " (" + plain(describe(realm)) + ")");
    }
    for (Severity severity : Severity.values()) {
      lines.addAll(group(report, severity));
    }
    lines.add("");
    lines.add(Counts.line(report));
    return lines;
  }

  private static String describe(AuditedRealm realm) {
    String file = realm.position(realm.root()).file();
    return switch (realm.origin()) {
      case TEMPLATE -> "template " + file;
      case EXPORT -> "export " + file + version(realm);
      case LIVE -> file + version(realm);
    };
  }

  private static String version(AuditedRealm realm) {
    String version = realm.get("keycloakVersion").text();
    return version.isEmpty() ? "" : ", Keycloak " + version;
  }

  private List<String> group(AuditReport report, Severity severity) {
    Map<Rule, List<Finding>> byRule =
        report.findings().stream()
            .filter(finding -> finding.rule().severity() == severity)
            .collect(Collectors.groupingBy(Finding::rule, LinkedHashMap::new, Collectors.toList()));
    List<String> lines = new ArrayList<>();
    if (!byRule.isEmpty()) {
      lines.add("");
      lines.add(coloured(severity, severity.name()) + " (" + report.count(severity) + ")");
    }
    byRule.forEach((rule, findings) -> lines.addAll(rule(rule, findings)));
    return lines;
  }

  private List<String> rule(Rule rule, List<Finding> findings) {
    List<String> lines = new ArrayList<>();
    lines.add("  " + coloured(rule.severity(), pad(rule.id(), 15)) + bold(rule.title()));
    Columns columns = new Columns(INDENT);
    for (Finding finding : findings) {
      columns.row(
          plain(finding.subject()),
          plain(shortPath(finding) + " = " + finding.value()),
          plain(place(finding)));
    }
    lines.addAll(columns.lines());
    lines.add(INDENT + "Why:  " + rule.reason());
    lines.add(INDENT + "Fix: " + rule.fix());
    if (!rule.template().isEmpty()) {
      lines.add(INDENT + "      " + rule.template());
    }
    return lines;
  }

  /** The path without what the subject has said already. */
  private static String shortPath(Finding finding) {
    String path = finding.path();
    int named = finding.subject().equals("realm") ? -1 : path.indexOf(")]");
    String rest = named < 0 ? path : path.substring(named + 2);
    return rest.isEmpty() ? "(itself)" : rest.replaceFirst("^(\\$)?\\.", "");
  }

  private static String place(Finding finding) {
    return finding.where().line() == 0
        ? "realm " + finding.realm()
        : finding.where().file() + ":" + finding.where().line();
  }

  /** A realm's texts must not move the cursor or colour the terminal. */
  private static String plain(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private String coloured(Severity severity, String text) {
    return ansi.string("@|" + COLOURS.get(severity) + " " + text + "|@");
  }

  /** Text of others can hold what picocli takes for markup. */
  private String bold(String text) {
    return ansi.enabled() ? Ansi.Style.bold.on() + text + Ansi.Style.reset.on() : text;
  }
}
