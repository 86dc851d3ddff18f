package io.fedrealm.provisioning.audit.model;

import java.util.List;
import java.util.stream.Stream;

/**
 * A role of a realm.
 *
 * @param client the client whose role it is; empty for a realm role
 * @param name its name
 * @param node its representation
 */
public record Role(String client, String name, Node node) {

  /** The roles of a realm, those of its clients too. */
  static Stream<Role> all(Node roles) {
    return Stream.concat(
        roles.get("realm").elements().map(node -> of("", node)),
        roles
            .get("client")
            .members()
            .flatMap(client -> client.value().elements().map(node -> of(client.name(), node))));
  }

  private static Role of(String client, Node node) {
    return new Role(client, node.get("name").text(), node);
  }

  /** The roles that it contains. */
  public List<RoleRef> composites() {
    return RoleRef.ofComposite(node).toList();
  }

  /** Whether Keycloak made it: its descriptions are keys of its messages. */
  public boolean isKeycloaks() {
    return node.get("description").text().startsWith("${role_");
  }
}
