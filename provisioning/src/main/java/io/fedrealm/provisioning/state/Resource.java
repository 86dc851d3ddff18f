package io.fedrealm.provisioning.state;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A named part of a realm.
 *
 * @param id what it is called
 * @param fields its fields as in Keycloak's representation; role sets have {@code realmRoles} and
 *     {@code clientRoles.CLIENT}; may hold secrets
 * @param path JSON path of its origin in the realm representation that it was taken from
 */
public record Resource(ResourceId id, ObjectNode fields, String path) {

  /** The name alone: the fields may hold secrets. */
  @Override
  public String toString() {
    return id.toString();
  }
}
