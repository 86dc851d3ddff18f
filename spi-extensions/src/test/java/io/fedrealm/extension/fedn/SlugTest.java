package io.fedrealm.extension.fedn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlugTest {

  @ParameterizedTest
  @CsvSource({
    "Chest X-ray 2026, chest-x-ray-2026",
    "Hjärta & Kärl, hjarta-karl",
    "  -a-  , a",
    "ﬁbrosis, fibrosis",
    "7, 7"
  })
  void aNameBecomesLettersDigitsAndHyphens(String name, String slug) {
    assertThat(Slug.of(name)).isEqualTo(slug);
    assertThat(Slug.isValid(slug)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "心臓", "---", "\u0000"})
  void aNameOfWhichNothingIsLeftHasNone(String name) {
    assertThat(Slug.isValid(Slug.of(name))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a:b", "a/b", "-a", "a-", "A", "a b", "../a", "a\n"})
  void whatCouldChangeTheNameOfARoleOrAPathIsNoSlug(String text) {
    assertThat(Slug.isValid(text)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"46, true", "47, false"})
  void itIsAsLongAsFednsCommandLineSendsIt(int length, boolean isValid) {
    assertThat(Slug.isValid("a".repeat(length))).isEqualTo(isValid);
  }
}
