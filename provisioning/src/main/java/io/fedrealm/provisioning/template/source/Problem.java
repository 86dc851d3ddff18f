package io.fedrealm.provisioning.template.source;

/**
 * One thing that is wrong in a template.
 *
 * @param where the place
 * @param message what is wrong and how to mend it; never the value of a secret
 */
public record Problem(Position where, String message) {

  @Override
  public String toString() {
    return where + ": " + message;
  }
}
