package io.fedrealm.provisioning.console;

/** Tells the operator how far a long step is. Safe to call from several threads. */
public interface StepReporter {

  /**
   * What the step is doing now; the next call replaces it.
   *
   * @param what a few words, no line break, never a secret
   */
  void doing(String what);

  /**
   * Something that the operator should know although the step goes on; stays on the screen.
   *
   * @param line a sentence, never a secret
   */
  void note(String line);
}
