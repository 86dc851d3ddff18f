package io.fedrealm.provisioning.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedrealm.provisioning.audit.check.Severity;
import io.fedrealm.provisioning.audit.model.AuditedRealm;
import io.fedrealm.provisioning.audit.model.Origin;
import io.fedrealm.provisioning.audit.source.FileRealm;
import io.fedrealm.provisioning.template.source.TemplateSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The templates of {@code realms} pass their own audit. */
class OwnTemplatesTest {

  private static final Map<String, String> SITE =
      Map.of("FRONTEND_BASE_URL", "https://flnet.hospital.example");

  static List<Path> templates() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("../realms"))) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("templates")
  void hasNoFindingOfMediumOrHigherWithoutVariables(Path template) {
    assertNothingSerious(read(template, Map.of()));
  }

  @ParameterizedTest
  @MethodSource("templates")
  void hasNoFindingOfMediumOrHigherWithTheVariablesOfASite(Path template) {
    assertNothingSerious(read(template, SITE));
  }

  @ParameterizedTest
  @MethodSource("templates")
  void isTakenForATemplate(Path template) {
    assertThat(read(template, Map.of()).origin()).isEqualTo(Origin.TEMPLATE);
  }

  private static AuditedRealm read(Path template, Map<String, String> environment) {
    return FileRealm.read(TemplateSource.of(template.toString()), environment);
  }

  private static void assertNothingSerious(AuditedRealm realm) {
    assertThat(LabelledRealm.audit(realm).findings())
        .filteredOn(finding -> finding.rule().severity().isAtLeast(Severity.MEDIUM))
        .extracting(finding -> finding.rule().id() + " " + finding.path())
        .isEmpty();
  }
}
