package io.fedrealm.provisioning.audit.model;

import java.util.List;

/**
 * A user: a person, or a client's service account.
 *
 * @param node the representation
 */
public record User(Node node) {

  /** The name that the user logs in with. */
  public String name() {
    return node.get("username").text();
  }

  /** Whether it belongs to a client. */
  public boolean isServiceAccount() {
    return !client().isEmpty();
  }

  /** The client that a service account belongs to; empty for a person. */
  public String client() {
    return node.get("serviceAccountClientId").text();
  }

  /** Paths of the user's groups. */
  public List<String> groups() {
    return node.get("groups").texts();
  }

  /** The roles that the user has without a group. */
  public List<RoleRef> roles() {
    return RoleRef.ofHolder(node).toList();
  }
}
