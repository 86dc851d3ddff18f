package io.fedrealm.provisioning.audit.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedrealm.provisioning.audit.check.Rule;
import io.fedrealm.provisioning.audit.check.Source;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RulesTest {

  /** The review counts them from 1 to 29; each is something that a realm file can show. */
  private static final Set<Integer> FLNET_FINDINGS =
      IntStream.rangeClosed(1, 29).boxed().collect(Collectors.toSet());

  static List<Rule> rules() {
    return Rules.all();
  }

  @Test
  void thereAreManyAndEachHasItsOwnId() {
    assertThat(Rules.all()).hasSizeGreaterThanOrEqualTo(45);
    assertThat(Rules.all()).extracting(Rule::id).doesNotHaveDuplicates();
    assertThat(Rules.all()).extracting(Rule::title).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void eachSaysWhatIsWrongWhyAndHowToMendIt(Rule rule) {
    assertThat(rule.id()).matches("FR-[A-Z]+-[0-9]{2}");
    assertThat(rule.title()).isNotBlank().doesNotEndWith(".");
    assertThat(rule.reason()).endsWith(".").doesNotContain("\n").hasSizeLessThan(250);
    assertThat(rule.fix()).endsWith(".");
    assertThat(rule.sources()).isNotEmpty();
    assertThat(rule.feature().name()).isEqualTo(rule.id().split("-")[1]);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void eachSourceThatHasAnAddressHasOneByHttps(Rule rule) {
    assertThat(rule.sources())
        .extracting(Source::url)
        .allMatch(url -> url.isEmpty() || url.startsWith("https://"));
  }

  @Test
  void everyFindingOfTheFlnetReviewHasItsRule() {
    Set<Integer> covered =
        Rules.all().stream()
            .flatMap(rule -> rule.sources().stream())
            .map(Source::text)
            .filter(text -> text.startsWith("FLNet review, finding "))
            .map(text -> Integer.valueOf(text.replaceAll("\\D", "")))
            .collect(Collectors.toSet());
    assertThat(covered).isEqualTo(FLNET_FINDINGS);
  }

  @Test
  void aRuleIsFoundByItsId() {
    assertThat(Rules.find("FR-TOKEN-01")).map(Rule::id).contains("FR-TOKEN-01");
    assertThat(Rules.find("FR-TOKEN-99")).isEmpty();
  }
}
