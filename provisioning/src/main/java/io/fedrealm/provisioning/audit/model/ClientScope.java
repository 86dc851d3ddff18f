package io.fedrealm.provisioning.audit.model;

import io.fedrealm.provisioning.realm.BuiltIns;
import java.util.stream.Stream;

/**
 * A client scope.
 *
 * @param node its representation
 */
public record ClientScope(Node node) {

  /** Its name. */
  public String name() {
    return node.get("name").text();
  }

  /** Whether Keycloak puts it into every realm. */
  public boolean isBuiltIn() {
    return BuiltIns.hasClientScope(name());
  }

  /** Its protocol mappers. */
  public Stream<Mapper> mappers() {
    return node.get("protocolMappers").elements().map(Mapper::new);
  }

  /** An attribute. */
  public Node attribute(String name) {
    return node.get("attributes").get(name);
  }
}
