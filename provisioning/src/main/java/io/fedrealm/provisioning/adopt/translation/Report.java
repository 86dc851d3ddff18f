package io.fedrealm.provisioning.adopt.translation;

import java.util.ArrayList;
import java.util.List;

/** What became of a realm file, in the order in which it was found. */
public final class Report {

  /** How much of a value is in the template. */
  public enum Outcome {
    /** All of it, written otherwise. */
    TRANSLATED("translated"),
    /** Nothing, and nothing is lost: Keycloak has it anyway, or it means nothing any more. */
    LEFT_OUT("left out"),
    /** Not all of it: the realm will differ from that of the file. */
    NOT_KEPT("not kept");

    private final String label;

    Outcome(String label) {
      this.label = label;
    }

    /** For people. */
    public String label() {
      return label;
    }
  }

  /**
   * A line of the report.
   *
   * @param outcome how much is kept
   * @param path the place in the file, {@code $.clients[2].secret}
   * @param reason a sentence; never the value of a secret
   */
  public record Entry(Outcome outcome, String path, String reason) {}

  private final List<Entry> entries = new ArrayList<>();

  /** Adds a line. */
  public void add(Outcome outcome, String path, String reason) {
    entries.add(new Entry(outcome, path, reason));
  }

  /** All lines; a copy. */
  public List<Entry> entries() {
    return List.copyOf(entries);
  }
}
