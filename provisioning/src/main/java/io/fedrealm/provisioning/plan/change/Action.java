package io.fedrealm.provisioning.plan.change;

/** What is done to a resource. */
public enum Action {
  CREATE("+"),
  UPDATE("~"),
  /** Deleted and made again, because Keycloak cannot change it in place. */
  REPLACE("±"),
  /** Only of what this tool has made, and only when it is asked to prune. */
  DELETE("-");

  private final String sign;

  Action(String sign) {
    this.sign = sign;
  }

  /** The sign in front of a line of a plan. */
  public String sign() {
    return sign;
  }
}
