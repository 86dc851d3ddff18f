package io.fedrealm.extension.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubjectNameTest {

  @ParameterizedTest(name = "group says {0}, own client {1}, asking client {2}: {3}")
  @CsvSource({
    "a,,,a",
    ",a,,a",
    "a,a,,a",
    "a,b,,",
    "a,,a,a",
    "a,,b,",
    ",a,a,a",
    ",a,b,",
    ",,b,",
    "a,,' ',a"
  })
  void theClientOfASiteGetsNoTokenOfAnotherSite(
      String ofGroup, String ofOwnClient, String ofAskingClient, String expected) {
    SubjectAttributes subject =
        new SubjectAttributes() {
          @Override
          public Stream<String> ofGroups(String name) {
            return Stream.ofNullable(ofGroup);
          }

          @Override
          public Optional<String> ofOwnClient(String name) {
            return Optional.ofNullable(ofOwnClient);
          }

          @Override
          public Optional<String> ofAskingClient(String name) {
            return Optional.ofNullable(ofAskingClient);
          }
        };

    assertThat(SubjectName.of(SubjectName.SITE, subject).value()).isEqualTo(expected);
  }
}
