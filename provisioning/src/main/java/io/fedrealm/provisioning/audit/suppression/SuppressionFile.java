package io.fedrealm.provisioning.audit.suppression;

import io.fedrealm.provisioning.audit.finding.Finding;
import io.fedrealm.provisioning.audit.model.Node;
import io.fedrealm.provisioning.audit.rules.AuditRules;
import io.fedrealm.provisioning.audit.rules.Rules;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.template.source.JsonDocument;
import io.fedrealm.provisioning.template.source.TemplateSource;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The suppressions of an operator, read from JSON: {@code {"suppressions": [{"rule": …, "client" or
 * "path": …, "realm": …, "reason": …, "expires": "2027-01-31"}]}}.
 *
 * @param suppressions the entries that can be used
 * @param unusable a finding for each entry that cannot
 */
public record SuppressionFile(List<Suppression> suppressions, List<Finding> unusable) {

  /** No suppressions. */
  public static final SuppressionFile NONE = new SuppressionFile(List.of(), List.of());

  private static final Set<String> FIELDS =
      Set.of("rule", "realm", "client", "path", "reason", "expires");

  /**
   * Reads the file.
   *
   * @throws CommandException {@link ExitCode#USAGE} when it is no suppressions file at all
   */
  public static SuppressionFile read(TemplateSource source) {
    JsonDocument document = JsonDocument.parse(source);
    Node entries = Node.root(document.root()).get("suppressions");
    if (!entries.json().isArray()) {
      throw new CommandException(
          ExitCode.USAGE, source.name() + " holds no list \"suppressions\": see docs/audit.md");
    }
    SuppressionFile file = new SuppressionFile(new ArrayList<>(), new ArrayList<>());
    entries.elements().forEach(entry -> file.add(document, entry));
    return file;
  }

  private void add(JsonDocument document, Node entry) {
    List<String> missing = missing(entry);
    if (missing.isEmpty()) {
      suppressions.add(
          new Suppression(
              document.position(entry.path()),
              entry.get("rule").text(),
              entry.get("realm").text(),
              entry.get("client").text(),
              entry.get("path").text(),
              entry.get("reason").text(),
              date(entry).orElseThrow()));
    } else {
      unusable.add(
          new Finding(
              AuditRules.UNUSABLE,
              entry.get("realm").text(),
              document.position(entry.path()),
              entry.path(),
              String.join(", ", missing)));
    }
  }

  private static List<String> missing(Node entry) {
    List<String> missing = new ArrayList<>();
    if (Rules.find(entry.get("rule").text()).isEmpty()) {
      missing.add("rule: there is none of this id");
    }
    if (entry.get("client").text().isBlank() && entry.get("path").text().isBlank()) {
      missing.add("client or path: neither is given");
    }
    if (entry.get("reason").text().isBlank()) {
      missing.add("reason: none is given");
    }
    if (date(entry).isEmpty()) {
      missing.add("expires: no date like 2027-01-31");
    }
    entry
        .members()
        .filter(member -> !FIELDS.contains(member.name()))
        .forEach(member -> missing.add(member.name() + ": there is no such field"));
    return missing;
  }

  private static Optional<LocalDate> date(Node entry) {
    try {
      return Optional.of(LocalDate.parse(entry.get("expires").text()));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
