package io.fedrealm.provisioning.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fedrealm.provisioning.audit.model.AuditedRealm;
import io.fedrealm.provisioning.audit.model.Node;
import io.fedrealm.provisioning.audit.model.Origin;
import io.fedrealm.provisioning.audit.report.AuditReport;
import io.fedrealm.provisioning.audit.rules.Rules;
import io.fedrealm.provisioning.audit.source.FileRealm;
import io.fedrealm.provisioning.audit.suppression.SuppressionFile;
import io.fedrealm.provisioning.server.ServerCapabilities;
import io.fedrealm.provisioning.template.source.JsonDocument;
import io.fedrealm.provisioning.template.source.TemplateSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A realm file of the labelled set, and the findings that a person wrote down for it.
 *
 * @param name the file's name
 * @param file the realm
 * @param labels what its {@code .expected.json} says
 */
public record LabelledRealm(String name, Path file, JsonNode labels) {

  private static final Path FOLDER = Path.of("src/test/resources/audit");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, AuditReport> REPORTS = new ConcurrentHashMap<>();

  /** The whole set. */
  public static List<LabelledRealm> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".expected.json"))
          .sorted()
          .map(LabelledRealm::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static LabelledRealm of(Path labels) {
    String name = labels.getFileName().toString().replace(".expected.json", "");
    return new LabelledRealm(name, FOLDER.resolve(name + ".json"), json(labels));
  }

  private static JsonNode json(Path file) {
    try {
      return JSON.readTree(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A report on one realm, without suppressions. */
  public static AuditReport audit(AuditedRealm realm) {
    return audit(realm, SuppressionFile.NONE, LocalDate.now());
  }

  /**
   * A report on one realm.
   *
   * @param suppressions what is lived with
   * @param today the day on which they count or have expired
   */
  public static AuditReport audit(
      AuditedRealm realm, SuppressionFile suppressions, LocalDate today) {
    return new Auditor(Rules.all(), suppressions, today).audit(List.of(realm));
  }

  /** Rule and path of each finding of a report. */
  public static Set<String> labels(AuditReport report) {
    return report.findings().stream()
        .map(finding -> finding.rule().id() + " " + finding.path())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What was written down. */
  public Set<String> expected() {
    return labels
        .path("findings")
        .valueStream()
        .map(JsonNode::asText)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What an audit finds. */
  public Set<String> found() {
    return labels(report());
  }

  /** Its report; made once for all tests. */
  public AuditReport report() {
    return REPORTS.computeIfAbsent(name, key -> audit(realm()));
  }

  /** The realm itself. */
  public AuditedRealm realm() {
    TemplateSource source = TemplateSource.of(file.toString());
    if (!labels.path("origin").asText().equals("live")) {
      return FileRealm.read(source, Map.of());
    }
    JsonDocument document = JsonDocument.parse(source);
    return new AuditedRealm(
        Origin.LIVE,
        Node.root(document.root()),
        document::position,
        Optional.of(new ServerCapabilities(json(FOLDER.resolve("serverinfo.json")))));
  }

  @Override
  public String toString() {
    return name;
  }
}
