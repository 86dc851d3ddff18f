package io.fedrealm.provisioning.reconcile;

import io.fedrealm.provisioning.apply.ApplyListener;
import io.fedrealm.provisioning.console.ProgressBar;
import io.fedrealm.provisioning.plan.change.Change;
import io.fedrealm.provisioning.realm.Printable;
import java.io.PrintWriter;

/** Shows how far apply is: a bar on a terminal, a line a change in a pipe. */
final class ApplyProgress implements ApplyListener, AutoCloseable {

  private final PrintWriter err;
  private final boolean quiet;
  private final boolean terminal;
  private final ProgressBar bar;

  /**
   * @param err where progress goes
   * @param quiet whether progress is unwanted
   * @param terminal whether lines can be overwritten there
   */
  ApplyProgress(PrintWriter err, boolean quiet, boolean terminal) {
    this.err = err;
    this.quiet = quiet;
    this.terminal = terminal;
    this.bar = new ProgressBar(err, terminal && !quiet);
  }

  @Override
  public synchronized void changed(String realm, Change change, int done, int total) {
    bar.at(done, total, Printable.of(realm) + " " + change.id());
    if (!quiet && !terminal) {
      err.printf("%s %d/%d %s%n", Printable.of(realm), done, total, change);
      err.flush();
    }
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
    bar.close();
  }
}
