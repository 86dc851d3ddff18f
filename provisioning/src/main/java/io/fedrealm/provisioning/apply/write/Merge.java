package io.fedrealm.provisioning.apply.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.plan.change.Change;
import io.fedrealm.provisioning.realm.Resource;
import io.fedrealm.provisioning.realm.SecretFields;

/**
 * The bodies of updates. Keycloak replaces maps as a whole (attributes, mapper configuration), so
 * the live ones are sent back with the desired entries put in.
 */
final class Merge {

  private Merge() {}

  /** The live resource with the desired fields put in. */
  static ObjectNode whole(Change change) {
    ObjectNode live =
        change
            .actual()
            .map(Resource::fields)
            .map(ObjectNode::deepCopy)
            .orElseGet(JsonNodeFactory.instance::objectNode);
    return into(live, change.desired().fields());
  }

  /** Only the top-level fields that differ; for what Keycloak updates field by field. */
  static ObjectNode changedFields(Change change) {
    ObjectNode whole = whole(change);
    ObjectNode changed = JsonNodeFactory.instance.objectNode();
    whole
        .properties()
        .forEach(
            field -> {
              if (change.touches(field.getKey())) {
                changed.set(field.getKey(), field.getValue());
              }
            });
    return changed;
  }

  /**
   * Takes out what an export has masked. Keycloak keeps what an update of a client leaves out; the
   * mask itself it would store, and accept as the secret.
   */
  static void dropMasks(ObjectNode fields) {
    fields.properties().removeIf(field -> field.getValue().asText().equals(SecretFields.MASK));
    for (JsonNode value : fields) {
      if (value instanceof ObjectNode object) {
        dropMasks(object);
      }
    }
  }

  private static ObjectNode into(ObjectNode live, ObjectNode desired) {
    desired
        .properties()
        .forEach(
            field -> {
              JsonNode before = live.get(field.getKey());
              boolean both = before instanceof ObjectNode && field.getValue() instanceof ObjectNode;
              live.set(
                  field.getKey(),
                  both
                      ? into((ObjectNode) before, (ObjectNode) field.getValue())
                      : field.getValue());
            });
    return live;
  }
}
