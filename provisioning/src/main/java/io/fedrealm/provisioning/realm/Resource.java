package io.fedrealm.provisioning.realm;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A named part of a realm.
 *
 * @param id what it is called
 * @param fields its fields as in Keycloak's representation, lists of named things as objects by
 *     name; role sets have {@code realmRoles} and {@code clientRoles.CLIENT}; may hold secrets
 * @param path JSON path of its origin in the realm representation that it was taken from
 * @param serverId the id by which Keycloak wants it named in requests; empty for what comes from a
 *     template, and for what has none
 */
public record Resource(ResourceId id, ObjectNode fields, String path, String serverId) {

  /** A resource without an id of Keycloak's. */
  public Resource(ResourceId id, ObjectNode fields, String path) {
    this(id, fields, path, "");
  }

  /** The name alone: the fields may hold secrets. */
  @Override
  public String toString() {
    return id.toString();
  }
}
