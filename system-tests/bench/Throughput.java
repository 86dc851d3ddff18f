import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Requests per second of two sides that take turns, so that what else the machine does hits both.
 *
 * @param ours per second, mean of the rounds
 * @param theirs per second, mean of the rounds
 * @param ratios ours / theirs of each round, ascending
 */
record Throughput(double ours, double theirs, double[] ratios) {

  private static final int CALLERS = 4;
  private static final int ROUNDS = 11;
  private static final long ROUND_MILLIS = 4_000;

  /** The server's just-in-time compiler is at work for so many rounds. */
  private static final int WARM_UP_ROUNDS = 8;

  /** Warms both up, then measures. The first failure of a request ends it. */
  static Throughput of(Callable<?> ours, Callable<?> theirs) throws Exception {
    for (int round = 0; round < WARM_UP_ROUNDS; round++) {
      perSecond(ours, ROUND_MILLIS);
      perSecond(theirs, ROUND_MILLIS);
    }
    double[] ratios = new double[ROUNDS];
    double our = 0;
    double their = 0;
    for (int round = 0; round < ROUNDS; round++) {
      boolean oursFirst = round % 2 == 0;
      double first = perSecond(oursFirst ? ours : theirs, ROUND_MILLIS);
      double second = perSecond(oursFirst ? theirs : ours, ROUND_MILLIS);
      our += (oursFirst ? first : second) / ROUNDS;
      their += (oursFirst ? second : first) / ROUNDS;
      ratios[round] = oursFirst ? first / second : second / first;
    }
    Arrays.sort(ratios);
    return new Throughput(our, their, ratios);
  }

  @Override
  public String toString() {
    return String.format(
        "%.0f/s / %.0f/s, ratio %.3f (median of %d rounds, %.3f to %.3f)",
        ours, theirs, ratios[ROUNDS / 2], ROUNDS, ratios[0], ratios[ROUNDS - 1]);
  }

  /** So many requests, once, of callers at the same time; per second. */
  static double perSecond(int requests, Callable<?> request) throws Exception {
    AtomicInteger left = new AtomicInteger(requests);
    return perSecond(() -> callWhile(() -> left.getAndDecrement() > 0, request));
  }

  private static double perSecond(Callable<?> request, long millis) throws Exception {
    long end = System.nanoTime() + millis * 1_000_000;
    return perSecond(() -> callWhile(() -> System.nanoTime() < end, request));
  }

  /**
   * @param caller what each of the callers does; gives how many requests it made
   */
  private static double perSecond(Callable<Integer> caller) throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    try {
      long start = System.nanoTime();
      List<Future<Integer>> counts = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        counts.add(callers.submit(caller));
      }
      int total = 0;
      for (Future<Integer> count : counts) {
        total += count.get();
      }
      return total * 1e9 / (System.nanoTime() - start);
    } finally {
      callers.shutdown();
    }
  }

  private static int callWhile(BooleanSupplier more, Callable<?> request) throws Exception {
    int count = 0;
    while (more.getAsBoolean()) {
      request.call();
      count++;
    }
    return count;
  }
}
