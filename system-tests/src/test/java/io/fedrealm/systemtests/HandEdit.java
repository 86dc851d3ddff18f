package io.fedrealm.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.systemtests.support.Http;
import java.util.function.Function;

/**
 * A change by hand that breaks a rule of the templates.
 *
 * @param rule what is broken, in words
 * @param proof how it is stopped or found
 * @param edit makes the change
 */
record HandEdit(String rule, Proof proof, Function<HandEditRealm, Edited> edit) {

  /**
   * An edit that was tried.
   *
   * @param answer of the admin API
   * @param path of what was edited, below {@code /admin/realms/}
   */
  record Edited(Http.Answer answer, String path) {}

  /** How the rule is kept. */
  sealed interface Proof {

    /** The server refuses the change. */
    record Refused() implements Proof {}

    /**
     * The server takes the change and keeps, or stores, something safe.
     *
     * @param pointer where in the representation (RFC 6901)
     * @param stored what stands there afterwards
     */
    record Neutralised(String pointer, String stored) implements Proof {}

    /**
     * {@code fedrealm plan} names the field.
     *
     * @param kind of the resource, as in plan's JSON
     * @param owner of the resource; empty for what belongs to the realm
     * @param name of the resource
     * @param field the field, or what its path begins with
     */
    record Planned(String kind, String owner, String name, String field) implements Proof {

      /**
       * Whether a plan has a change of this field.
       *
       * @param plan of one realm
       */
      boolean isIn(JsonNode plan) {
        return plan.path("changes")
            .valueStream()
            .filter(change -> change.path("kind").asText().equals(kind))
            .filter(change -> change.path("owner").asText().equals(owner))
            .filter(change -> change.path("name").asText().equals(name))
            .flatMap(change -> change.path("fields").valueStream())
            .anyMatch(entry -> entry.path("path").asText().startsWith(field));
      }
    }
  }

  static HandEdit refused(String rule, Function<HandEditRealm, Edited> edit) {
    return new HandEdit(rule, new Proof.Refused(), edit);
  }

  static HandEdit neutralised(
      String rule, String pointer, String stored, Function<HandEditRealm, Edited> edit) {
    return new HandEdit(rule, new Proof.Neutralised(pointer, stored), edit);
  }

  static HandEdit planned(String rule, Proof.Planned proof, Function<HandEditRealm, Edited> edit) {
    return new HandEdit(rule, proof, edit);
  }

  @Override
  public String toString() {
    return rule;
  }
}
