package io.fedrealm.provisioning.audit.rules;

import io.fedrealm.provisioning.audit.model.Node;

/**
 * A place at which a rule does not hold.
 *
 * @param node the place
 * @param value what was found there, for people; never a secret
 */
public record Hit(Node node, String value) {

  /** A place whose own value says it all. */
  static Hit at(Node node) {
    return new Hit(node, Shown.value(node));
  }

  /** A place, and what is wrong there. */
  static Hit at(Node node, String value) {
    return new Hit(node, value);
  }
}
