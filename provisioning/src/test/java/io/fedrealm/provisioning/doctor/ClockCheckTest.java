package io.fedrealm.provisioning.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockCheckTest {

  private static final Instant BEFORE = Instant.parse("2026-11-24T12:00:00Z");
  private static final Instant AFTER = Instant.parse("2026-11-24T12:00:02Z");

  @ParameterizedTest
  @CsvSource({
    "Tue Nov 24 12:00:01 UTC 2026, ok, same time as here",
    "Tue Nov 24 12:00:00 UTC 2026, ok, same time as here",
    "Tue Nov 24 12:00:22 UTC 2026, ok, 20 s apart from ours",
    "Tue Nov 24 11:59:00 UTC 2026, warning, 60 s apart from ours",
    "Tue Nov 24 13:00:02 UTC 2026, failed, 3600 s apart from ours",
    "Tue Nov 24 13:00:01 CET 2026, ok, same time as here",
    "noon, warning, the server does not tell its time"
  })
  void clocksThatAreApartAreToldBeforeTokensAreRefused(
      String serverTime, Check.Status status, String detail) {
    Check check = ClockCheck.of(serverTime, BEFORE, AFTER);

    assertThat(check.status()).isEqualTo(status);
    assertThat(check.detail()).isEqualTo(detail);
  }
}
