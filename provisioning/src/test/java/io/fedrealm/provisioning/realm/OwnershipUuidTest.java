package io.fedrealm.provisioning.realm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class OwnershipUuidTest {

  @Test
  void carriesTheMarkThatItWasMadeForAndNoOther() {
    String id = OwnershipUuid.of("authentication_flow ours");

    assertThat(OwnershipUuid.carries(id, "authentication_flow ours")).isTrue();
    assertThat(OwnershipUuid.carries(id, "authentication_flow copy")).isFalse();
  }

  @Test
  void isAUuidOfVersion8AndAnotherOneEachTime() {
    UUID id = UUID.fromString(OwnershipUuid.of("x"));

    assertThat(id.version()).isEqualTo(8);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(OwnershipUuid.of("x")).isNotEqualTo(id.toString());
  }

  @Test
  void isNotWhatKeycloakMakesOrAPersonWrites() {
    assertThat(OwnershipUuid.carries(UUID.randomUUID().toString(), "x")).isFalse();
    assertThat(OwnershipUuid.carries("my-own-id", "x")).isFalse();
    assertThat(OwnershipUuid.carries("", "x")).isFalse();
  }
}
