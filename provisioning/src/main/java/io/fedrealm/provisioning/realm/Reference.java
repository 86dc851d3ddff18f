package io.fedrealm.provisioning.realm;

import java.util.List;

/**
 * A name in one resource that stands for another one.
 *
 * @param from what names it; of client policies and profiles and of texts, the entry of the list
 * @param relation what the name says
 * @param what what is named, for messages: {@code realm role}
 * @param name the name as it is written
 * @param meanings what it can stand for; without an owner where it says none (a role of whichever
 *     client), and a group without a slash by its last name alone; empty when nothing can have it
 */
public record Reference(
    ResourceId from, Relation relation, String what, String name, List<ResourceId> meanings) {

  /** What a name says. */
  public enum Relation {
    /** Keycloak deletes the one that names together with the one that is named. */
    PART_OF,
    /** The other way round: a flow and the subflows that are its steps. */
    CONTAINS,
    /** Without what is named, the one that names it does not do what it says. */
    NAMES,
    /** The same, where a name that nothing has is no mistake. */
    MAY_NAME
  }
}
