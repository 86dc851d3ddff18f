package io.fedrealm.extension.fedn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RatesTest {

  private final AtomicLong clock = new AtomicLong(1);
  private final Rates rates = new Rates(new Limits(1, 1, 3, 1, 1, 1), clock::get);

  @Test
  void anAddressHasItsRequestsAMinuteAndThenWaits() {
    for (int request = 0; request < 3; request++) {
      assertThat(rates.allowsRequest("a")).isTrue();
    }
    assertThat(rates.allowsRequest("a")).isFalse();
    assertThat(rates.allowsRequest("b")).isTrue();

    clock.addAndGet(60_000);

    assertThat(rates.allowsRequest("a")).isTrue();
  }

  @Test
  void loginsAreCountedByThemselves() {
    assertThat(rates.allowsLogin("a")).isTrue();
    assertThat(rates.allowsLogin("a")).isFalse();
    assertThat(rates.allowsRequest("a")).isTrue();
  }
}
