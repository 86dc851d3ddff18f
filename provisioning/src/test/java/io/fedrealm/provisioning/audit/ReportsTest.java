package io.fedrealm.provisioning.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.audit.report.AuditReport;
import io.fedrealm.provisioning.audit.report.JsonReport;
import io.fedrealm.provisioning.audit.report.SarifReport;
import io.fedrealm.provisioning.audit.report.TableReport;
import io.fedrealm.provisioning.audit.source.FileRealm;
import io.fedrealm.provisioning.template.source.TemplateSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Help.Ansi;

class ReportsTest {

  private static final String REALM =
      """
      {"realm": "site", "keycloakVersion": "26.0.0", "sslRequired": "none", "clients": [
        {"clientId": "portal", "publicClient": true, "directAccessGrantsEnabled": true,
         "redirectUris": ["@|red x|@*"]}]}
      """;

  static Stream<AuditReport> reportsOnSecrets() {
    return LabelledRealm.all().stream().map(LabelledRealm::report);
  }

  @Test
  void theTableIsGroupedBySeverityTheWorstFirst() {
    List<String> lines = new TableReport(Ansi.OFF).lines(report());
    assertThat(lines).first().asString().contains("Realm site", "site.json", "26.0.0");
    assertThat(lines)
        .containsSubsequence("HIGH (" + count("FR-") + ")", "MEDIUM (" + medium() + ")");
    assertThat(lines)
        .anyMatch(line -> line.matches("  FR-CLIENT-01\\s+A public client takes passwords.*"))
        .anyMatch(
            line ->
                line.matches(
                    "\\s+client portal\\s+directAccessGrantsEnabled = true\\s+site.json:2"));
    assertThat(lines).last().asString().matches(".*[0-9]+ high, .* in 1 realm\\.");
  }

  @Test
  void theTableSaysWhyAndHowToMendIt() {
    assertThat(new TableReport(Ansi.OFF).lines(report()))
        .anyMatch(line -> line.contains("Why:  Anybody on the way reads"))
        .anyMatch(line -> line.contains("Fix: Require TLS"))
        .anyMatch(line -> line.strip().equals("\"sslRequired\": \"all\""));
  }

  @Test
  void onlyATerminalGetsColours() {
    assertThat(String.join("", new TableReport(Ansi.OFF).lines(report()))).doesNotContain("\u001b");
    assertThat(String.join("", new TableReport(Ansi.ON).lines(report()))).contains("\u001b[");
  }

  @Test
  void whatARealmHoldsIsNoMarkup() {
    assertThat(String.join("\n", new TableReport(Ansi.ON).lines(report()))).contains("@|red x|@*");
  }

  @Test
  void theJsonHasItsVersionCountsRealmsAndFindings() {
    ObjectNode json = JsonReport.of(report());
    assertThat(json.path("schemaVersion").asInt()).isEqualTo(1);
    assertThat(json.path("summary").path("high").asLong()).isEqualTo(count("FR-"));
    assertThat(json.at("/realms/0/realm").asText()).isEqualTo("site");
    assertThat(json.at("/realms/0/origin").asText()).isEqualTo("export");
    assertThat(json.at("/realms/0/keycloakVersion").asText()).isEqualTo("26.0.0");
    JsonNode finding =
        json.path("findings")
            .valueStream()
            .filter(f -> f.path("rule").asText().equals("FR-CLIENT-01"))
            .findFirst()
            .orElseThrow();
    assertThat(finding.path("severity").asText()).isEqualTo("high");
    assertThat(finding.path("feature").asText()).isEqualTo("client");
    assertThat(finding.path("client").asText()).isEqualTo("portal");
    assertThat(finding.path("subject").asText()).isEqualTo("client portal");
    assertThat(finding.path("line").asInt()).isEqualTo(2);
    assertThat(finding.path("value").asText()).isEqualTo("true");
    assertThat(finding.at("/references/0/url").asText()).startsWith("https://");
    assertThat(finding.path("title").asText()).isNotBlank();
    assertThat(finding.path("reason").asText()).isNotBlank();
  }

  @ParameterizedTest
  @MethodSource("reportsOnSecrets")
  void noReportShowsASecret(AuditReport report) {
    String all =
        String.join("\n", new TableReport(Ansi.OFF).lines(report))
            + JsonReport.of(report)
            + SarifReport.of(report, "1");
    assertThat(all)
        .doesNotContain("s3cr3t")
        .doesNotContain("Jm4XbQ7vTz1pWn8KsD3e")
        .doesNotContain("Vq7RkT2mZp9sLx4Bw8Ny")
        .doesNotContain("mail-password-1")
        .doesNotContain("bind-password-1")
        .doesNotContain("Summer2026!")
        .doesNotContain("b3Vy")
        .doesNotContain("MIIEowIBAAKCAQEA0000")
        .doesNotContain("c2VjcmV0LWJ5dGVz")
        .doesNotContain("changeme")
        .doesNotContain("written down")
        .doesNotContain("${API_SECRET}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"realm\": \"a\\u001b[31m\", \"sslRequired\": \"none\\u0007\\n\"}"})
  void controlCharactersOfARealmDoNotReachTheTerminal(String json) {
    AuditReport report =
        LabelledRealm.audit(FileRealm.read(new TemplateSource("x.json", json), Map.of()));
    assertThat(String.join("", new TableReport(Ansi.OFF).lines(report)))
        .doesNotContain("\u001b")
        .doesNotContain("\u0007");
  }

  private static long count(String prefix) {
    return report().findings().stream()
        .filter(f -> f.rule().id().startsWith(prefix))
        .filter(f -> f.rule().severity().id().equals("high"))
        .count();
  }

  private static long medium() {
    return report().findings().stream()
        .filter(f -> f.rule().severity().id().equals("medium"))
        .count();
  }

  private static AuditReport report() {
    return LabelledRealm.audit(FileRealm.read(new TemplateSource("site.json", REALM), Map.of()));
  }
}
