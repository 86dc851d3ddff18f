package io.fedrealm.provisioning.audit.model;

import java.util.List;
import java.util.stream.Stream;

/**
 * A group.
 *
 * @param path names of its ancestors and its own, {@code /hospitals/a}
 * @param node its representation
 * @param inherits whether a group above it gives roles
 */
public record Group(String path, Node node, boolean inherits) {

  /** All groups of a list and below it. */
  static Stream<Group> all(Node groups, String parent, boolean inherits) {
    return groups
        .elements()
        .flatMap(
            node -> {
              Group group = new Group(parent + "/" + node.get("name").text(), node, inherits);
              boolean gives = inherits || !group.roles().isEmpty();
              return Stream.concat(
                  Stream.of(group), all(node.get("subGroups"), group.path(), gives));
            });
  }

  /** Its name. */
  public String name() {
    return node.get("name").text();
  }

  /** The roles that it gives by itself. */
  public List<RoleRef> roles() {
    return RoleRef.ofHolder(node).toList();
  }
}
