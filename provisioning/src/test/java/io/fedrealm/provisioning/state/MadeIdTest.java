package io.fedrealm.provisioning.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class MadeIdTest {

  @Test
  void carriesTheMarkThatItWasMadeForAndNoOther() {
    String id = MadeId.of("authentication_flow ours");

    assertThat(MadeId.carries(id, "authentication_flow ours")).isTrue();
    assertThat(MadeId.carries(id, "authentication_flow copy")).isFalse();
  }

  @Test
  void isAUuidOfVersion8AndAnotherOneEachTime() {
    UUID id = UUID.fromString(MadeId.of("x"));

    assertThat(id.version()).isEqualTo(8);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(MadeId.of("x")).isNotEqualTo(id.toString());
  }

  @Test
  void isNotWhatKeycloakMakesOrAPersonWrites() {
    assertThat(MadeId.carries(UUID.randomUUID().toString(), "x")).isFalse();
    assertThat(MadeId.carries("my-own-id", "x")).isFalse();
    assertThat(MadeId.carries("", "x")).isFalse();
  }
}
