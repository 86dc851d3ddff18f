package io.fedrealm.provisioning.state;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A named part of a realm.
 *
 * @param id what it is called
 * @param fields its fields as in Keycloak's representation; role sets have {@code realmRoles} and
 *     {@code clientRoles.CLIENT}
 * @param path JSON path of its origin in the realm representation that it was taken from
 */
public record Resource(ResourceId id, ObjectNode fields, String path) {}
