package io.fedrealm.provisioning.realm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.SortedMap;

/** Collects resources while a realm representation is taken apart. */
record ResourceCollector(SortedMap<ResourceId, Resource> resources) {

  /** Adds a resource that comes from one object of the representation. */
  void add(ResourceId id, JsonNode origin, ObjectNode fields, String path) {
    resources.put(id, new Resource(id, fields, path, origin.path("id").asText()));
  }

  /** Adds a resource that has no id of its own. */
  void add(ResourceId id, ObjectNode fields, String path) {
    resources.put(id, new Resource(id, fields, path));
  }

  /** A copy of an object without some of its fields, which may be most of it. */
  static ObjectNode without(JsonNode node, Set<String> names) {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    ((ObjectNode) node)
        .properties()
        .forEach(
            field -> {
              if (!names.contains(field.getKey())) {
                fields.set(field.getKey(), field.getValue().deepCopy());
              }
            });
    return fields;
  }

  /** A list of named objects as an object by name, in the same order, names left out. */
  static ObjectNode byName(JsonNode list, Set<String> dropped) {
    return by("name", list, dropped);
  }

  /**
   * A list of objects as an object by what one of their fields says, in the same order.
   *
   * @param key the field, which is left out of the objects
   */
  static ObjectNode by(String key, JsonNode list, Set<String> dropped) {
    ObjectNode named = JsonNodeFactory.instance.objectNode();
    for (JsonNode element : list) {
      ObjectNode fields = without(element, dropped);
      fields.remove(key);
      named.set(element.path(key).asText(), fields);
    }
    return named;
  }
}
