package io.fedrealm.provisioning.console;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Shows steps as they go: one moving line with the elapsed seconds on a terminal, plain lines in a
 * pipe.
 */
public final class ConsoleProgress implements StepReporter, AutoCloseable {

  /** A step of work. */
  @FunctionalInterface
  public interface Step<T> {

    /** Does it. */
    T run(StepReporter reporter);
  }

  private static final String CLEAR_LINE = "\r\u001b[K";
  private static final String SPINNER = "|/-\\";

  /** A line that is wider than the terminal could not be wiped out. */
  private static final int WIDTH = 79;

  /** In a pipe, a long step gives a sign of life every so many seconds. */
  private static final long PLAIN_INTERVAL = 10;

  private final PrintWriter out;
  private final boolean terminal;
  private final boolean quiet;
  private final ScheduledExecutorService clock;

  private String title;
  private String doing = "";
  private Instant begun = Instant.EPOCH;
  private long nextSign;
  private int frame;
  private boolean muted;

  /**
   * @param out where progress goes; normally standard error
   * @param terminal whether lines can be overwritten there
   * @param quiet whether only notes are wanted
   */
  public ConsoleProgress(PrintWriter out, boolean terminal, boolean quiet) {
    this.out = out;
    this.terminal = terminal;
    this.quiet = quiet;
    this.clock =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "progress");
              thread.setDaemon(true);
              return thread;
            });
    long period = terminal ? 200 : 1000;
    clock.scheduleAtFixedRate(this::tick, period, period, TimeUnit.MILLISECONDS);
  }

  /**
   * Shows a step from its beginning to its end; an exception of the step passes through.
   *
   * @param name what is done, "Building the server" for example
   * @param work the step
   */
  public <T> T step(String name, Step<T> work) {
    begin(name);
    boolean done = false;
    try {
      T result = work.run(this);
      done = true;
      return result;
    } finally {
      end(done);
    }
  }

  /** Shows a step that has no result. */
  public void run(String name, Consumer<StepReporter> work) {
    step(
        name,
        reporter -> {
          work.accept(reporter);
          return true;
        });
  }

  private synchronized void begin(String name) {
    title = name;
    doing = "";
    begun = Instant.now();
    nextSign = PLAIN_INTERVAL;
    if (!terminal) {
      print(name + " ...");
    }
  }

  private synchronized void end(boolean done) {
    String took = seconds() + " s";
    if (done) {
      print(title + ": " + took);
    } else {
      print(title + ": failed after " + took);
    }
    title = null;
  }

  private synchronized void tick() {
    if (title == null || muted || quiet) {
      return;
    }
    String detail = doing.isEmpty() ? "" : ": " + doing;
    if (terminal) {
      char spin = SPINNER.charAt(frame++ % SPINNER.length());
      String line = spin + " " + seconds() + " s  " + title + detail;
      out.print(CLEAR_LINE + line.substring(0, Math.min(WIDTH, line.length())));
      out.flush();
    } else if (seconds() >= nextSign) {
      print("  " + title + detail + " (" + seconds() + " s)");
      nextSign += PLAIN_INTERVAL;
    }
  }

  private long seconds() {
    return Duration.between(begun, Instant.now()).toSeconds();
  }

  @Override
  public synchronized void doing(String what) {
    doing = what;
  }

  @Override
  public synchronized void note(String line) {
    if (!muted) {
      out.println((terminal ? CLEAR_LINE : "") + line);
      out.flush();
    }
  }

  /** A line that is left out when the operator wants it quiet. */
  public void print(String line) {
    if (!quiet) {
      note(line);
    }
  }

  /** When all is over: a line after which no step and no note is shown any more. */
  public synchronized void lastWords(String line) {
    muted = false;
    note(line);
    muted = true;
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
