package io.fedrealm.provisioning.doctor;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Compares the server's clock with ours: tokens are valid from and until a moment. */
final class ClockCheck {

  /** As java.util.Date writes itself, which is what serverinfo holds. */
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss zzz yyyy", Locale.ENGLISH);

  /** What most verifiers let pass. */
  private static final Duration LEEWAY = Duration.ofSeconds(30);

  /** The life of an access token in our templates. */
  private static final Duration LIFE = Duration.ofSeconds(300);

  private ClockCheck() {}

  /**
   * Compares.
   *
   * @param serverTime the text in serverinfo
   * @param before our time when we asked
   * @param after our time when the answer was there
   */
  static Check of(String serverTime, Instant before, Instant after) {
    Instant there;
    try {
      there = ZonedDateTime.parse(serverTime, FORMAT).toInstant();
    } catch (DateTimeException e) {
      return Check.warning("clock", "the server does not tell its time", "Compare them yourself.");
    }
    Duration off = off(there, before, after);
    String detail = off.isZero() ? "same time as here" : off.toSeconds() + " s apart from ours";
    if (off.compareTo(LEEWAY) <= 0) {
      return Check.ok("clock", detail);
    }
    String remedy =
        "Synchronise both clocks (NTP): tokens are refused as not yet or no more valid.";
    return off.compareTo(LIFE) < 0
        ? Check.warning("clock", detail, remedy)
        : Check.failed("clock", detail, remedy);
  }

  /** Zero when the server's time, known to the second, can be between ours. */
  private static Duration off(Instant there, Instant before, Instant after) {
    if (there.plusSeconds(1).isBefore(before)) {
      return Duration.between(there, before);
    }
    return there.isAfter(after) ? Duration.between(after, there) : Duration.ZERO;
  }
}
