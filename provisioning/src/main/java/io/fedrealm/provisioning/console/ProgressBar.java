package io.fedrealm.provisioning.console;

import java.io.PrintWriter;

/** How far a long work is: a bar on a terminal, nothing in a pipe. */
public final class ProgressBar implements AutoCloseable {

  private static final int BAR = 24;

  /** With bar and space 79 columns: what is wrapped into the next line could not be wiped out. */
  private static final int TEXT = 78 - BAR;

  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintWriter err;
  private final boolean wanted;
  private boolean shown;

  /** On the error stream of a command, when that is a terminal and progress is wanted. */
  public ProgressBar(GlobalOptions global) {
    this(global.err(), global.terminal() && !global.quiet());
  }

  /**
   * @param wanted whether lines can be overwritten there, and progress is wanted
   */
  public ProgressBar(PrintWriter err, boolean wanted) {
    this.err = err;
    this.wanted = wanted;
  }

  /** Shows that {@code done} of {@code total} is done. */
  public synchronized void at(int done, int total, String what) {
    if (wanted) {
      int filled = total == 0 ? BAR : Math.min(BAR, (int) ((long) BAR * done / total));
      String bar = "█".repeat(filled) + "░".repeat(BAR - filled);
      String text = "%d/%d %s".formatted(done, total, what);
      err.print(CLEAR_LINE + bar + " " + text.substring(0, Math.min(TEXT, text.length())));
      err.flush();
      shown = true;
    }
  }

  /** Wipes the bar out. */
  @Override
  public synchronized void close() {
    if (shown) {
      err.print(CLEAR_LINE);
      err.flush();
      shown = false;
    }
  }
}
