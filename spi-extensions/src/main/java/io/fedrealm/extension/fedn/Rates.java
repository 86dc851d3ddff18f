package io.fedrealm.extension.fedn;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Counts the requests of each address in the current minute, in a bounded memory. It keeps one
 * caller from having all of the server; guessing at one account is the business of Keycloak's
 * brute-force detection.
 */
final class Rates {

  private static final int ADDRESSES = 10_000;
  private static final long WINDOW_MILLIS = 60_000;

  private final Limits limits;
  private final LongSupplier clock;
  private final Map<String, Integer> requests = bounded();
  private final Map<String, Integer> logins = bounded();
  private long windowEnd;

  Rates(Limits limits) {
    this(limits, System::currentTimeMillis);
  }

  Rates(Limits limits, LongSupplier clock) {
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * Counts a request.
   *
   * @param address of the caller
   * @return whether it is one of those allowed
   */
  synchronized boolean allowsRequest(String address) {
    return count(requests, address) <= limits.requestsPerMinute();
  }

  /**
   * Counts a login by password.
   *
   * @param address of the caller
   * @return whether it is one of those allowed
   */
  synchronized boolean allowsLogin(String address) {
    return count(logins, address) <= limits.loginsPerMinute();
  }

  private int count(Map<String, Integer> counts, String address) {
    long now = clock.getAsLong();
    if (now >= windowEnd) {
      requests.clear();
      logins.clear();
      windowEnd = now + WINDOW_MILLIS;
    }
    return counts.merge(address, 1, Integer::sum);
  }

  private static Map<String, Integer> bounded() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
        return size() > ADDRESSES;
      }
    };
  }
}
