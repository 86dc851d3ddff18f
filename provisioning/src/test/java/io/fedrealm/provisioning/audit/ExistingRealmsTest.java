package io.fedrealm.provisioning.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedrealm.provisioning.audit.source.FileRealm;
import io.fedrealm.provisioning.template.source.TemplateSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Realm files of others in which an earlier audit found what is not there, or not what is. */
class ExistingRealmsTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          m07-group-no-slash | FR-REF-04
          m10-first-broker-login | FR-REF-05
          m20-audit-foreign-secret | FR-URI-01 FR-SECRET-01 FR-CLIENT-01 FR-CLIENT-05
          m34-audit-first-broker-login | FR-REF-05
          m35-audit-misc | FR-URI-05 FR-ROLE-10 FR-ROLE-14 FR-SCOPE-08
          """)
  void findsNothingWhereNothingIsWrong(String file, String rules) {
    assertThat(found(file)).doesNotContain(rules.split(" "));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          m19-unmanaged-attributes | FR-USER-07 FR-USER-08
          m24-user-attribute | FR-USER-03
          m35-audit-misc | FR-REALM-21 FR-URI-16
          """)
  void findsWhatIsWrong(String file, String rules) {
    assertThat(found(file)).contains(rules.split(" "));
  }

  private static List<String> found(String file) {
    TemplateSource source = TemplateSource.of("src/test/resources/adopt/" + file + ".json");
    return LabelledRealm.audit(FileRealm.read(source, Map.of())).findings().stream()
        .map(finding -> finding.rule().id())
        .toList();
  }
}
