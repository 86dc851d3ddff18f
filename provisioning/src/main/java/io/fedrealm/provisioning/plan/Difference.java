package io.fedrealm.provisioning.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.state.Kind;
import io.fedrealm.provisioning.state.RealmState;
import io.fedrealm.provisioning.state.Resource;
import io.fedrealm.provisioning.template.SecretFields;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Compares the desired with the live realm. Only what the template declares is compared: a field
 * that it leaves out may have any value. Arrays of plain values are sets. Role sets are compared as
 * a whole. Empty and absent are the same.
 */
public final class Difference {

  private Difference() {}

  /**
   * What has to be done so that the live realm is as desired.
   *
   * @param actual empty when the realm does not exist
   */
  public static RealmPlan between(RealmState desired, Optional<RealmState> actual) {
    List<Change> changes = new ArrayList<>();
    for (Resource resource : desired.all()) {
      Optional<Resource> live = actual.flatMap(state -> state.find(resource.id()));
      Change change = change(resource, live);
      boolean emptySet = live.isEmpty() && isEmptyRoleSet(resource);
      if (!emptySet && (live.isEmpty() || !change.fields().isEmpty())) {
        changes.add(change);
      }
    }
    return new RealmPlan(desired.realm(), List.copyOf(changes));
  }

  private static Change change(Resource desired, Optional<Resource> live) {
    List<FieldChange> fields = new ArrayList<>();
    ObjectNode actual = live.map(Resource::fields).orElse(JsonNodeFactory.instance.objectNode());
    compareFields(desired.id().kind(), "", desired.fields(), actual, fields);
    return new Change(
        live.isPresent() ? Action.UPDATE : Action.CREATE, List.copyOf(fields), desired, live);
  }

  private static boolean isEmptyRoleSet(Resource resource) {
    return resource.id().kind().isRoleSet()
        && resource.fields().path("realmRoles").isEmpty()
        && resource.fields().path("clientRoles").isEmpty();
  }

  private static void compareFields(
      Kind kind, String parent, ObjectNode desired, JsonNode actual, List<FieldChange> changes) {
    for (String name : fieldNames(kind, parent, desired, actual)) {
      String path = parent.isEmpty() ? name : parent + "." + name;
      JsonNode to = desired.has(name) ? desired.get(name) : JsonNodeFactory.instance.arrayNode();
      compare(kind, path, to, actual.path(name), changes);
    }
  }

  /** Of a role set, also the clients of which the template names no role. */
  private static Set<String> fieldNames(
      Kind kind, String parent, ObjectNode desired, JsonNode actual) {
    Set<String> names = new LinkedHashSet<>();
    desired.fieldNames().forEachRemaining(names::add);
    if (kind.isRoleSet() && parent.equals("clientRoles")) {
      actual.fieldNames().forEachRemaining(names::add);
    }
    return names;
  }

  private static void compare(
      Kind kind, String path, JsonNode desired, JsonNode actual, List<FieldChange> changes) {
    if (desired instanceof ObjectNode object) {
      compareFields(kind, path, object, actual, changes);
    } else if (!same(desired, actual)) {
      if (!isSecret(kind, path)) {
        changes.add(
            FieldChange.of(path, isEmpty(actual) ? MissingNode.getInstance() : actual, desired));
      } else if (!actual.asText().equals(SecretFields.MASK)) {
        // A masked value cannot be compared; a client's secret is read unmasked.
        changes.add(FieldChange.secret(path));
      }
    }
  }

  private static boolean isSecret(Kind kind, String path) {
    return switch (kind) {
      case CLIENT -> SecretFields.isSecret("$.clients[0]." + path);
      case REALM -> SecretFields.isSecret("$." + path);
      default -> false;
    };
  }

  private static boolean same(JsonNode desired, JsonNode actual) {
    if (isEmpty(desired) && isEmpty(actual)) {
      return true;
    }
    if (desired instanceof ArrayNode to && actual instanceof ArrayNode from) {
      return sameArray(to, from);
    }
    if (desired instanceof ObjectNode object) {
      return object.properties().stream()
          .allMatch(field -> same(field.getValue(), actual.path(field.getKey())));
    }
    if (desired.isNumber() && actual.isNumber()) {
      return desired.decimalValue().compareTo(actual.decimalValue()) == 0;
    }
    return desired.isValueNode()
        && actual.isValueNode()
        && desired.asText().equals(actual.asText());
  }

  private static boolean sameArray(ArrayNode desired, ArrayNode actual) {
    if (desired.size() != actual.size()) {
      return asSet(desired).equals(asSet(actual));
    }
    boolean plain = desired.valueStream().allMatch(JsonNode::isValueNode);
    if (plain) {
      return asSet(desired).equals(asSet(actual));
    }
    for (int index = 0; index < desired.size(); index++) {
      if (!same(desired.get(index), actual.get(index))) {
        return false;
      }
    }
    return true;
  }

  private static Set<String> asSet(ArrayNode array) {
    Set<String> texts = new HashSet<>();
    array.forEach(element -> texts.add(element.isValueNode() ? element.asText() : "" + element));
    return texts;
  }

  private static boolean isEmpty(JsonNode node) {
    return node.isMissingNode()
        || node.isNull()
        || (node.isContainerNode() && node.isEmpty())
        || (node.isTextual() && node.textValue().isEmpty());
  }
}
