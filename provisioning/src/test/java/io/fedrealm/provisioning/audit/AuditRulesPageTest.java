package io.fedrealm.provisioning.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/audit-rules.md} says what the rules say. With the system property {@code
 * fedrealm.audit.write} it is written anew first.
 */
class AuditRulesPageTest {

  private static final Path FILE = Path.of("../docs/audit-rules.md");

  @BeforeAll
  static void writeThePageIfWanted() throws IOException {
    if (Boolean.getBoolean("fedrealm.audit.write")) {
      Files.writeString(FILE, AuditRulesPage.text());
    }
  }

  @Test
  void thePageIsThatOfTheRules() throws IOException {
    assertThat(Files.readString(FILE))
        .as(
            "write it anew: mvn -pl provisioning test"
                + " -Dtest=AuditRulesPageTest -Dfedrealm.audit.write=true")
        .isEqualTo(AuditRulesPage.text());
  }
}
