package io.fedrealm.provisioning.plan.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.HashSet;
import java.util.Set;

/** When a live value is what the template declares. */
public final class Values {

  private Values() {}

  /** Whether the live value is the desired one, as far as the desired one says. */
  public static boolean same(JsonNode desired, JsonNode actual) {
    if (isEmpty(desired) && isEmpty(actual)) {
      return true;
    }
    if (desired instanceof ArrayNode to && actual instanceof ArrayNode from) {
      return sameArray(to, from);
    }
    if (desired.isObject()) {
      return desired.properties().stream()
          .allMatch(field -> same(field.getValue(), actual.path(field.getKey())));
    }
    if (desired.isNumber() && actual.isNumber()) {
      return desired.decimalValue().compareTo(actual.decimalValue()) == 0;
    }
    return desired.isValueNode()
        && actual.isValueNode()
        && desired.asText().equals(actual.asText());
  }

  /** Arrays of plain values are sets; of objects (a profile's executors), the order counts. */
  private static boolean sameArray(ArrayNode desired, ArrayNode actual) {
    if (isPlain(desired) && isPlain(actual)) {
      return texts(desired).equals(texts(actual));
    }
    if (desired.size() != actual.size()) {
      return false;
    }
    for (int index = 0; index < desired.size(); index++) {
      if (!same(desired.get(index), actual.get(index))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPlain(ArrayNode array) {
    return array.valueStream().allMatch(JsonNode::isValueNode);
  }

  private static Set<String> texts(ArrayNode array) {
    Set<String> texts = new HashSet<>();
    array.forEach(element -> texts.add(element.asText()));
    return texts;
  }

  /** Absent, null, an empty text, list or object: all the same to Keycloak. */
  static boolean isEmpty(JsonNode node) {
    return node.isMissingNode()
        || node.isNull()
        || (node.isContainerNode() && node.isEmpty())
        || (node.isTextual() && node.textValue().isEmpty());
  }
}
