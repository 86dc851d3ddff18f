package io.fedrealm.provisioning.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedrealm.provisioning.audit.check.Rule;
import io.fedrealm.provisioning.audit.model.AuditedRealm;
import io.fedrealm.provisioning.audit.model.Origin;
import io.fedrealm.provisioning.audit.rules.AuditRules;
import io.fedrealm.provisioning.audit.rules.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Precision and recall over the labelled set {@code src/test/resources/audit}: realm files, good
 * and bad, with the findings that a person expects beside each ({@code .expected.json}).
 */
class LabelledRealmsTest {

  private static final List<LabelledRealm> REALMS = LabelledRealm.all();

  static List<LabelledRealm> realms() {
    return REALMS;
  }

  @ParameterizedTest
  @MethodSource("realms")
  void findsWhatIsExpectedAndNothingElse(LabelledRealm realm) {
    assertThat(realm.found()).isEqualTo(realm.expected());
  }

  @ParameterizedTest
  @MethodSource("realms")
  void takesEachFileForWhatItIs(LabelledRealm realm) {
    assertThat(realm.report().realms().get(0).origin().id())
        .isEqualTo(realm.labels().path("origin").asText());
  }

  @Test
  void precisionAndRecallAreWhatTheDocumentationSays() throws IOException {
    Counts counts = new Counts();
    REALMS.forEach(realm -> counts.add(realm.expected(), realm.found()));
    System.out.println("Labelled set: " + REALMS.size() + " realm files, " + counts);
    assertThat(REALMS).hasSizeGreaterThanOrEqualTo(12);
    assertThat(counts.precision()).isEqualTo(1.0);
    assertThat(counts.recall()).isEqualTo(1.0);
    assertThat(Files.readString(Path.of("../docs/audit.md")).replaceAll("\\s+", " "))
        .contains(
            "held against " + REALMS.size() + " realm files",
            counts.right + " findings, none missed, none wrong");
  }

  @Test
  void everyRuleIsShownByAtLeastOneFile() {
    Set<String> shown =
        REALMS.stream()
            .flatMap(realm -> realm.expected().stream())
            .map(label -> label.split(" ")[0])
            .collect(Collectors.toSet());
    Set<String> ofSuppressions =
        Set.of(AuditRules.EXPIRED.id(), AuditRules.UNUSABLE.id(), AuditRules.UNUSED.id());
    assertThat(Rules.all())
        .extracting(Rule::id)
        .filteredOn(id -> !ofSuppressions.contains(id))
        .isSubsetOf(shown);
  }

  @Test
  void theSetHasGoodAndBadFilesOfEachKindAndVersion() {
    Set<String> kinds = new TreeSet<>();
    for (LabelledRealm realm : REALMS) {
      AuditedRealm audited = realm.report().realms().get(0);
      boolean export = audited.origin() == Origin.EXPORT;
      String version = audited.get("keycloakVersion").text().replaceFirst("\\..*", "");
      String quality = realm.name().startsWith("good") ? "good" : "bad";
      kinds.add(quality + " " + (export ? version : audited.origin().id()));
    }
    assertThat(kinds)
        .contains(
            "good 24",
            "good 25",
            "good 26",
            "good template",
            "good live",
            "bad 24",
            "bad 25",
            "bad 26",
            "bad template",
            "bad live");
  }

  /** Findings that were expected and came, and those that were only the one or the other. */
  private static final class Counts {

    private int right;
    private int wrong;
    private int missing;

    void add(Set<String> expected, Set<String> found) {
      right += (int) found.stream().filter(expected::contains).count();
      wrong += (int) found.stream().filter(label -> !expected.contains(label)).count();
      missing += (int) expected.stream().filter(label -> !found.contains(label)).count();
    }

    double precision() {
      return (double) right / (right + wrong);
    }

    double recall() {
      return (double) right / (right + missing);
    }

    @Override
    public String toString() {
      return right
          + " expected findings found, "
          + missing
          + " missed, "
          + wrong
          + " wrong: precision "
          + precision()
          + ", recall "
          + recall();
    }
  }
}
