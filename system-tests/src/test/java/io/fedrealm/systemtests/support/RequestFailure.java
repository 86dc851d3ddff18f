package io.fedrealm.systemtests.support;

import java.time.Instant;

/**
 * A request that was not answered as it should be.
 *
 * @param begun when it was sent
 * @param ended when it was known
 * @param what was asked, and what came
 * @param wrong whether the answer was one that the client would believe
 */
public record RequestFailure(Instant begun, Instant ended, String what, boolean wrong) {

  /** Whether any of its time is between two moments. */
  public boolean overlaps(Instant from, Instant until) {
    return ended.isAfter(from) && begun.isBefore(until);
  }
}
