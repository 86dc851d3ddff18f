package io.fedrealm.provisioning.audit.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.audit.check.Rule;
import io.fedrealm.provisioning.audit.check.Source;
import io.fedrealm.provisioning.audit.finding.Finding;
import io.fedrealm.provisioning.audit.report.AuditReport.Suppressed;
import io.fedrealm.provisioning.audit.rules.Rules;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Audits as SARIF 2.1.0 (OASIS, Static Analysis Results Interchange Format), which code hosts show
 * beside the files.
 */
public final class SarifReport {

  /** Where the schema is published. */
  public static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  private final ObjectNode log = JsonNodeFactory.instance.objectNode();
  private final Map<String, Integer> ruleIndex = new HashMap<>();

  private SarifReport() {}

  /**
   * An audit as one SARIF log.
   *
   * @param version the tool's
   */
  public static ObjectNode of(AuditReport report, String version) {
    SarifReport sarif = new SarifReport();
    sarif.log.put("$schema", SCHEMA).put("version", "2.1.0");
    ObjectNode run = sarif.log.putArray("runs").addObject();
    sarif.driver(run.putObject("tool").putObject("driver"), version);
    run.put("columnKind", "utf16CodeUnits");
    ArrayNode results = run.putArray("results");
    report.findings().forEach(finding -> sarif.result(finding, results.addObject()));
    for (Suppressed suppressed : report.suppressed()) {
      ObjectNode result = results.addObject();
      sarif.result(suppressed.finding(), result);
      result
          .putArray("suppressions")
          .addObject()
          .put("kind", "external")
          .put("status", "accepted")
          .put(
              "justification",
              suppressed.by().reason() + " (until " + suppressed.by().expires() + ")");
    }
    return sarif.log;
  }

  private void driver(ObjectNode driver, String version) {
    driver.put("name", "fedrealm audit");
    driver.put("version", version);
    ArrayNode rules = driver.putArray("rules");
    for (Rule rule : Rules.all()) {
      ruleIndex.put(rule.id(), rules.size());
      rule(rule, rules.addObject());
    }
  }

  private static void rule(Rule rule, ObjectNode json) {
    json.put("id", rule.id());
    json.putObject("shortDescription").put("text", rule.title());
    json.putObject("fullDescription").put("text", rule.reason());
    String template = rule.template().isEmpty() ? "" : "\nIn a template: " + rule.template();
    String sources =
        rule.sources().stream()
            .map(Source::text)
            .collect(Collectors.joining("; ", "\nSource: ", ""));
    json.putObject("help").put("text", rule.fix() + template + sources);
    rule.sources().stream()
        .map(Source::url)
        .filter(url -> !url.isEmpty())
        .findFirst()
        .ifPresent(url -> json.put("helpUri", url));
    json.putObject("defaultConfiguration").put("level", level(rule));
    ObjectNode properties = json.putObject("properties");
    properties.put("security-severity", securitySeverity(rule));
    List.of("security", rule.feature().id()).forEach(properties.putArray("tags")::add);
  }

  private void result(Finding finding, ObjectNode json) {
    Rule rule = finding.rule();
    json.put("ruleId", rule.id());
    json.put("ruleIndex", ruleIndex.get(rule.id()));
    json.put("level", level(rule));
    json.putObject("message")
        .put("text", rule.title() + ": " + finding.path() + " = " + finding.value());
    ObjectNode location = json.putArray("locations").addObject();
    ObjectNode physical = location.putObject("physicalLocation");
    physical.putObject("artifactLocation").put("uri", uri(finding.where().file()));
    if (finding.where().line() > 0) {
      physical.putObject("region").put("startLine", finding.where().line());
    }
    location
        .putArray("logicalLocations")
        .addObject()
        .put("fullyQualifiedName", finding.path())
        .put("kind", "member");
    // The path has names, not positions: the same finding after the file was reordered.
    json.putObject("partialFingerprints")
        .put("ruleAndPath/v1", finding.realm() + "|" + rule.id() + "|" + finding.path());
  }

  private static String level(Rule rule) {
    return switch (rule.severity()) {
      case HIGH -> "error";
      case MEDIUM -> "warning";
      case LOW, INFO -> "note";
    };
  }

  /** The scale that code hosts sort security findings by, 0 to 10. */
  private static String securitySeverity(Rule rule) {
    return switch (rule.severity()) {
      case HIGH -> "8.0";
      case MEDIUM -> "5.0";
      case LOW -> "2.0";
      case INFO -> "0.0";
    };
  }

  private static String uri(String file) {
    try {
      return file.matches("https?://.*")
          ? new URI(file.replace(" ", "%20")).toString()
          : new URI(null, null, file.replace('\\', '/'), null).toString();
    } catch (URISyntaxException e) {
      return "realm.json";
    }
  }
}
