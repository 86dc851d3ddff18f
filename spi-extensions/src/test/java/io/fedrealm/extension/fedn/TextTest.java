package io.fedrealm.extension.fedn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {

  @ParameterizedTest
  @ValueSource(strings = {"demo", "Österreich 2", "研究", "e\u0301", "\uD83D\uDE00"})
  void aNameThatCanBeReadIsSound(String name) {
    assertThat(Text.isSound(name)).isTrue();
  }

  @Test
  void halfOfACharacterIsNot() {
    assertThat(Text.isSound("a" + Character.toString(0xD83D))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a\u0000",
        "a\nb",
        "nimda\u202Eb",
        "a\u2028b",
        "a\u2029b",
        "a\u200Bb",
        "\uFEFFa"
      })
  void aNameThatLooksLikeAnotherIsNot(String name) {
    assertThat(Text.isSound(name)).isFalse();
  }
}
