package io.fedrealm.provisioning.audit.suppression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedrealm.provisioning.audit.LabelledRealm;
import io.fedrealm.provisioning.audit.model.AuditedRealm;
import io.fedrealm.provisioning.audit.report.AuditReport;
import io.fedrealm.provisioning.audit.source.FileRealm;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.template.source.TemplateSource;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuppressionTest {

  private static final LocalDate TODAY = LocalDate.parse("2026-11-22");
  private static final String FULL_SCOPE =
      "FR-CLIENT-10 $.clients[?(@.clientId=='%s')].fullScopeAllowed";
  private static final String REALM =
      """
      {"realm": "site", "keycloakVersion": "26.0.0", "clients": [
        {"clientId": "portal", "fullScopeAllowed": true, "bearerOnly": false},
        {"clientId": "api", "fullScopeAllowed": true, "bearerOnly": false}]}
      """;

  @Nested
  class AGoodEntry {

    @Test
    void hidesTheFindingsOfItsClientAndNoOthers() {
      AuditReport report = audit(entry("\"client\": \"portal\"", "2026-12-31"));
      assertThat(LabelledRealm.labels(report))
          .doesNotContain(FULL_SCOPE.formatted("portal"))
          .contains(FULL_SCOPE.formatted("api"));
      assertThat(report.suppressed()).hasSize(1);
      assertThat(report.suppressed().get(0).by().reason()).isEqualTo("until the rollout");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "$.clients[?(@.clientId=='portal')].fullScopeAllowed",
          "$.clients[?(@.clientId=='portal')]",
          "$.clients[0].fullScopeAllowed",
          "$.clients[0]"
        })
    void hidesTheFindingsAtAndBelowItsPath(String path) {
      AuditReport report = audit(entry("\"path\": \"" + path + "\"", "2026-12-31"));
      assertThat(LabelledRealm.labels(report)).doesNotContain(FULL_SCOPE.formatted("portal"));
      assertThat(report.suppressed()).hasSize(1);
    }

    @Test
    void doesNotHideWhatMerelyBeginsLikeItsPath() {
      AuditReport report = audit(entry("\"path\": \"$.client\"", "2026-12-31"));
      assertThat(report.suppressed()).isEmpty();
    }

    @Test
    void holdsOnItsLastDay() {
      assertThat(audit(entry("\"client\": \"portal\"", "2026-11-22")).suppressed()).hasSize(1);
    }

    @Test
    void canBeForOneRealmOnly() {
      String other = entry("\"client\": \"portal\", \"realm\": \"another\"", "2026-12-31");
      assertThat(audit(other).suppressed()).isEmpty();
    }

    @Test
    void isAFindingWhenItHidesNothing() {
      AuditReport report = audit(entry("\"client\": \"gone\"", "2026-12-31"));
      assertThat(LabelledRealm.labels(report)).contains("FR-AUDIT-03 $.suppressions[0]");
    }
  }

  @Nested
  class AnExpiredEntry {

    @Test
    void hidesNothingAndIsAFindingItself() {
      AuditReport report = audit(entry("\"client\": \"portal\"", "2026-11-21"));
      assertThat(LabelledRealm.labels(report))
          .contains(FULL_SCOPE.formatted("portal"), "FR-AUDIT-01 $.suppressions[0]");
    }
  }

  @Nested
  class AnIncompleteEntry {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "{'rule':'FR-CLIENT-10','client':'portal','expires':'2026-12-31'}|reason",
          "{'rule':'FR-CLIENT-10','client':'portal','reason':' ','expires':'2026-12-31'}|reason",
          "{'rule':'FR-CLIENT-10','client':'portal','reason':'r'}|expires",
          "{'rule':'FR-CLIENT-10','client':'portal','reason':'r','expires':'soon'}|expires",
          "{'rule':'FR-CLIENT-10','reason':'r','expires':'2026-12-31'}|client or path",
          "{'rule':'FR-NONE-01','client':'portal','reason':'r','expires':'2026-12-31'}|rule",
          "{'rule':'FR-CLIENT-10','clientId':'portal','client':'portal','reason':'r',"
              + "'expires':'2026-12-31'}|clientId"
        },
        quoteCharacter = '"')
    void hidesNothingAndIsAFindingThatSaysWhatIsMissing(String entry, String missing) {
      AuditReport report = audit("{\"suppressions\": [" + entry.replace('\'', '"') + "]}");
      assertThat(report.suppressed()).isEmpty();
      assertThat(report.findings())
          .filteredOn(finding -> finding.rule().id().equals("FR-AUDIT-02"))
          .singleElement()
          .satisfies(finding -> assertThat(finding.value()).contains(missing))
          .satisfies(finding -> assertThat(finding.where().file()).isEqualTo("lived-with.json"));
    }
  }

  @Test
  void aFileWithoutTheListIsWrongInput() {
    assertThatThrownBy(() -> audit("{\"ignore\": []}"))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("suppressions");
  }

  private static String entry(String place, String expires) {
    return """
        {"suppressions": [{"rule": "FR-CLIENT-10", %s, "reason": "until the rollout",
          "expires": "%s"}]}
        """
        .formatted(place, expires);
  }

  private static AuditReport audit(String suppressions) {
    AuditedRealm realm = FileRealm.read(new TemplateSource("site.json", REALM), Map.of());
    SuppressionFile file =
        SuppressionFile.read(new TemplateSource("lived-with.json", suppressions));
    return LabelledRealm.audit(realm, file, TODAY);
  }
}
