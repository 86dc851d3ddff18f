package io.fedrealm.provisioning.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.state.JsonPath;
import io.fedrealm.provisioning.state.Resource;
import io.fedrealm.provisioning.template.SecretFields;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Compares one desired resource with the live one, field by field. */
final class Comparison {

  private final Resource desired;
  private final List<FieldChange> changes = new ArrayList<>();

  Comparison(Resource desired) {
    this.desired = desired;
  }

  /** The fields that differ. */
  List<FieldChange> against(ObjectNode actual) {
    fields("", desired.path(), desired.fields(), actual);
    return List.copyOf(changes);
  }

  /**
   * @param path for people: {@code attributes.post.logout.redirect.uris}
   * @param jsonPath the same in the realm representation, which tells what is a secret
   */
  private void fields(String path, String jsonPath, ObjectNode to, JsonNode from) {
    for (String name : names(path, to, from)) {
      JsonNode value = to.has(name) ? to.get(name) : JsonNodeFactory.instance.arrayNode();
      String member = path.isEmpty() ? name : path + "." + name;
      String jsonMember = JsonPath.member(jsonPath, name);
      if (value instanceof ObjectNode object) {
        fields(member, jsonMember, object, from.path(name));
      } else if (!Values.same(value, from.path(name))) {
        differs(member, jsonMember, value, from.path(name));
      }
    }
  }

  /** Of a role set, also the clients of which the template names no role. */
  private Set<String> names(String path, ObjectNode to, JsonNode from) {
    Set<String> names = new LinkedHashSet<>();
    to.fieldNames().forEachRemaining(names::add);
    if (desired.id().kind().isRoleSet() && path.equals("clientRoles")) {
      from.fieldNames().forEachRemaining(names::add);
    }
    return names;
  }

  private void differs(String path, String jsonPath, JsonNode to, JsonNode from) {
    if (!SecretFields.isSecret(jsonPath)) {
      changes.add(
          FieldChange.of(path, Values.isEmpty(from) ? MissingNode.getInstance() : from, to));
    } else if (!from.asText().equals(SecretFields.MASK)) {
      // A masked value cannot be compared; a client's secret is read unmasked.
      changes.add(FieldChange.secret(path));
    }
  }
}
