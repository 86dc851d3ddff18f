package io.fedrealm.provisioning.apply;

import io.fedrealm.provisioning.plan.change.Change;

/** Is told of each change that was made; called from several threads. */
@FunctionalInterface
public interface ApplyListener {

  /**
   * A change was made.
   *
   * @param realm the realm
   * @param change what was done
   * @param done how many changes of this realm are done
   * @param total how many there are
   */
  void changed(String realm, Change change, int done, int total);

  /**
   * Something keeps the run waiting.
   *
   * @param message a sentence for the operator
   */
  default void note(String message) {}
}
