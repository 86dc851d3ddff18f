package io.fedrealm.provisioning.cli;

import io.fedrealm.provisioning.apply.ApplyListener;
import io.fedrealm.provisioning.plan.Change;
import io.fedrealm.provisioning.state.Printable;
import java.io.PrintWriter;

/** Shows how far apply is: a bar on a terminal, a line a change in a pipe. */
final class ApplyProgress implements ApplyListener, AutoCloseable {

  private static final int BAR = 24;

  /** With bar and space 79 columns: what is wrapped into the next line could not be wiped out. */
  private static final int TEXT = 78 - BAR;

  private final PrintWriter err;
  private final boolean quiet;
  private final boolean terminal;
  private boolean barShown;

  /**
   * @param err where progress goes
   * @param quiet whether progress is unwanted
   * @param terminal whether lines can be overwritten there
   */
  ApplyProgress(PrintWriter err, boolean quiet, boolean terminal) {
    this.err = err;
    this.quiet = quiet;
    this.terminal = terminal;
  }

  @Override
  public synchronized void changed(String realm, Change change, int done, int total) {
    if (quiet) {
      return;
    }
    if (terminal) {
      int filled = total == 0 ? BAR : Math.min(BAR, BAR * done / total);
      String bar = "█".repeat(filled) + "░".repeat(BAR - filled);
      String text = "%d/%d %s %s".formatted(done, total, Printable.of(realm), change.id());
      err.print("\r\u001b[K" + bar + " " + text.substring(0, Math.min(TEXT, text.length())));
      barShown = true;
    } else {
      err.printf("%s %d/%d %s%n", Printable.of(realm), done, total, change);
    }
    err.flush();
  }

  @Override
  public synchronized void note(String message) {
    close();
    if (!quiet) {
      err.println(message);
      err.flush();
    }
  }

  /** The last line. */
  synchronized void done(int changes) {
    close();
    if (!quiet && changes > 0) {
      err.printf("Applied %d %s.%n", changes, changes == 1 ? "change" : "changes");
      err.flush();
    }
  }

  @Override
  public synchronized void close() {
    if (barShown) {
      err.print("\r\u001b[K");
      err.flush();
      barShown = false;
    }
  }
}
