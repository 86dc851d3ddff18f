package io.fedrealm.provisioning.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * A realm representation whose values can still be found in the template that they came from, even
 * after elements were left out or added.
 *
 * @param source what to call the template in messages
 * @param root the representation
 * @param origins place in the template by JSON path in {@code root}
 * @param variables the variable that a value was taken from, by JSON path in {@code root}
 */
public record Located(
    String source, ObjectNode root, Map<String, Position> origins, Map<String, String> variables) {

  /** Where a value came from; the nearest enclosing value's place for one that was added. */
  public Position position(String path) {
    String known = path;
    while (!origins.containsKey(known) && known.length() > 1) {
      int end = Math.max(known.lastIndexOf('.'), known.lastIndexOf('['));
      known = end <= 0 ? "$" : known.substring(0, end);
    }
    return origins.getOrDefault(known, new Position(source, 1, path));
  }
}
