package io.fedrealm.provisioning.plan.secret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretFingerprintTest {

  private static final String REALM = "6b2f0c1e-1d2a-4c3b-8e4f-0a9b8c7d6e5f";
  private static final String SECRET = "canary-0123456789-abcdef";

  /** The same values are in the test of the extension, in spi-extensions. */
  @ParameterizedTest
  @CsvSource({SECRET + ",DVs", "pässwort-€-0123456789,5h0"})
  void isTheStartOfASaltedHash(String secret, String mark) {
    assertThat(SecretFingerprint.of(REALM, secret)).isEqualTo(mark);
  }

  @Test
  void isAnotherInAnotherRealm() {
    assertThat(SecretFingerprint.of("another", SECRET))
        .isNotEqualTo(SecretFingerprint.of(REALM, SECRET));
  }
}
