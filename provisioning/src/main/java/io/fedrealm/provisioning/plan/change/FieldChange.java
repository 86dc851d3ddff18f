package io.fedrealm.provisioning.plan.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;

/**
 * A field that differs.
 *
 * @param path in the resource, for example {@code attributes.post.logout.redirect.uris}
 * @param from the live value; missing when there is none; always missing for a secret
 * @param to the desired value; always missing for a secret
 * @param sensitive whether the field is a secret, whose values are never part of a plan
 * @param variables of the template, by name, that the desired value was made of
 */
public record FieldChange(
    String path, JsonNode from, JsonNode to, boolean sensitive, List<String> variables) {

  public static FieldChange of(String path, JsonNode from, JsonNode to) {
    return new FieldChange(path, from, to, false, List.of());
  }

  public static FieldChange secret(String path) {
    JsonNode unseen = MissingNode.getInstance();
    return new FieldChange(path, unseen, unseen, true, List.of());
  }

  /** The same, with the variables of the template that the desired value was made of. */
  public FieldChange from(List<String> names) {
    return new FieldChange(path, from, to, sensitive, List.copyOf(names));
  }

  /** The first name of the path: the field of Keycloak's representation that has to be written. */
  public String topField() {
    int end = path.indexOf('.');
    return end < 0 ? path : path.substring(0, end);
  }
}
