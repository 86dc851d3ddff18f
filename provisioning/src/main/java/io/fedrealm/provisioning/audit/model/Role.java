package io.fedrealm.provisioning.audit.model;

import java.util.List;

/**
 * A role of a realm.
 *
 * @param client the client whose role it is; empty for a realm role
 * @param name its name
 * @param node its representation
 */
public record Role(String client, String name, Node node) {

  /** The roles that it contains. */
  public List<RoleRef> composites() {
    return RoleRef.ofComposite(node).toList();
  }

  /** Whether Keycloak made it: its descriptions are keys of its messages. */
  public boolean isKeycloaks() {
    return node.get("description").text().startsWith("${role_");
  }
}
