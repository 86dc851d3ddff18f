package io.fedrealm.provisioning.audit.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.audit.check.Rule;
import io.fedrealm.provisioning.audit.check.Severity;
import io.fedrealm.provisioning.audit.check.Source;
import io.fedrealm.provisioning.audit.finding.Finding;
import io.fedrealm.provisioning.audit.model.AuditedRealm;

/** Audits for machines; the format is described in docs/audit.md. */
public final class JsonReport {

  /** Raised when a reader of the format would have to change. */
  public static final int SCHEMA_VERSION = 1;

  private JsonReport() {}

  /** An audit as one object. */
  public static ObjectNode of(AuditReport report) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("schemaVersion", SCHEMA_VERSION);
    ObjectNode summary = root.putObject("summary");
    for (Severity severity : Severity.values()) {
      summary.put(severity.id(), report.count(severity));
    }
    summary.put("suppressed", report.suppressed().size());
    ArrayNode realms = root.putArray("realms");
    report.realms().forEach(realm -> write(realm, realms.addObject()));
    ArrayNode findings = root.putArray("findings");
    report.findings().forEach(finding -> write(finding, findings.addObject()));
    ArrayNode suppressed = root.putArray("suppressed");
    for (AuditReport.Suppressed entry : report.suppressed()) {
      ObjectNode json = suppressed.addObject();
      write(entry.finding(), json);
      json.putObject("suppression")
          .put("reason", entry.by().reason())
          .put("expires", entry.by().expires().toString());
    }
    return root;
  }

  private static void write(AuditedRealm realm, ObjectNode json) {
    json.put("realm", realm.name());
    json.put("origin", realm.origin().id());
    json.put("source", realm.position(realm.root()).file());
    json.put("keycloakVersion", realm.get("keycloakVersion").text());
  }

  private static void write(Finding finding, ObjectNode json) {
    Rule rule = finding.rule();
    json.put("rule", rule.id());
    json.put("severity", rule.severity().id());
    json.put("feature", rule.feature().id());
    json.put("title", rule.title());
    json.put("reason", rule.reason());
    json.put("realm", finding.realm());
    json.put("source", finding.where().file());
    json.put("line", finding.where().line());
    json.put("path", finding.path());
    json.put("subject", finding.subject());
    json.put("client", finding.client());
    json.put("value", finding.value());
    json.put("mend", rule.fix());
    json.put("template", rule.template());
    ArrayNode references = json.putArray("references");
    for (Source source : rule.sources()) {
      references.addObject().put("text", source.text()).put("url", source.url());
    }
  }
}
