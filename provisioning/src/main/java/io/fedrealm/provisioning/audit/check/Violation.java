package io.fedrealm.provisioning.audit.check;

import io.fedrealm.provisioning.audit.model.Node;

/**
 * A place at which a rule does not hold.
 *
 * @param node the place
 * @param value what was found there, for people; never a secret
 */
public record Violation(Node node, String value) {

  /** A place whose own value says it all. */
  public static Violation at(Node node) {
    return new Violation(node, ValueFormatter.value(node));
  }

  /** A place, and what is wrong there. */
  public static Violation at(Node node, String value) {
    return new Violation(node, value);
  }
}
