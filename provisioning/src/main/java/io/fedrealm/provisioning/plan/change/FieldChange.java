package io.fedrealm.provisioning.plan.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * A field that differs.
 *
 * @param path in the resource, for example {@code attributes.post.logout.redirect.uris}
 * @param from the live value; missing when there is none; always missing for a secret
 * @param to the desired value; always missing for a secret
 * @param sensitive whether the field is a secret, whose values are never part of a plan
 */
public record FieldChange(String path, JsonNode from, JsonNode to, boolean sensitive) {

  public static FieldChange of(String path, JsonNode from, JsonNode to) {
    return new FieldChange(path, from, to, false);
  }

  public static FieldChange secret(String path) {
    return new FieldChange(path, MissingNode.getInstance(), MissingNode.getInstance(), true);
  }

  /** The first name of the path: the field of Keycloak's representation that has to be written. */
  public String topField() {
    int end = path.indexOf('.');
    return end < 0 ? path : path.substring(0, end);
  }
}
