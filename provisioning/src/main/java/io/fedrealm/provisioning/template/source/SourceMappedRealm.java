package io.fedrealm.provisioning.template.source;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.realm.JsonPath;
import java.util.List;
import java.util.Map;

/**
 * A realm representation whose values can still be found in the template that they came from, even
 * after elements were left out or added.
 *
 * @param places of the values of the template
 * @param root the representation; holds secrets
 * @param moved where an element of an array stood in the template, by its path in {@code root};
 *     only for those that stand elsewhere now
 * @param variables the variables that a text was made of, by its JSON path in {@code root}
 */
public record SourceMappedRealm(
    SourceMap places,
    ObjectNode root,
    Map<String, String> moved,
    Map<String, List<String>> variables) {

  /** What to call the template in messages. */
  public String source() {
    return places.file();
  }

  /** Where a value came from; the nearest enclosing value's place for one that was added. */
  public Position position(String path) {
    String known = path;
    while (!moved.containsKey(known) && !known.equals(JsonPath.ROOT)) {
      known = JsonPath.parent(known);
    }
    String before = moved.getOrDefault(known, known);
    return places.nearest(before + path.substring(known.length()));
  }

  /** The same template with a representation that was made of this one. */
  public SourceMappedRealm with(ObjectNode representation) {
    return new SourceMappedRealm(places, representation, moved, variables);
  }

  /** The name alone: the representation holds secrets. */
  @Override
  public String toString() {
    return source();
  }
}
