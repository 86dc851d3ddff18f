package io.fedrealm.provisioning.template.check;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.realm.JsonPath;
import io.fedrealm.provisioning.template.source.Problems;
import io.fedrealm.provisioning.template.source.SourceMappedRealm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.keycloak.representations.idm.ClientPoliciesRepresentation;
import org.keycloak.representations.idm.ClientProfilesRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;

/**
 * Holds a template against Keycloak's {@link RealmRepresentation}: unknown fields and wrong types
 * are problems, and values get the type of their field ({@code "300"} becomes {@code 300} where
 * Keycloak wants a number, which is what a variable in a number's place needs; an empty text there
 * is left out).
 */
public final class RepresentationCheck {

  /** What {@link RealmRepresentation} takes as any JSON, and Keycloak reads as these. */
  private static final Map<String, Class<?>> PARTS =
      Map.of(
          "clientProfiles", ClientProfilesRepresentation.class,
          "clientPolicies", ClientPoliciesRepresentation.class);

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .build();

  private final TypeProblems found;

  private RepresentationCheck(TypeProblems found) {
    this.found = found;
  }

  /**
   * The template with the types that Keycloak uses.
   *
   * @return empty when something has a wrong type, so that nothing more can be said about it
   */
  public static Optional<ObjectNode> typed(SourceMappedRealm template, Problems problems) {
    RepresentationCheck check = new RepresentationCheck(new TypeProblems(template, problems));
    ObjectNode root = template.root();
    ObjectNode typed = check.read(root, JsonPath.ROOT, RealmRepresentation.class);
    PARTS.forEach(
        (field, type) -> {
          if (root.get(field) instanceof ObjectNode part) {
            typed.set(field, check.read(part, JsonPath.member(JsonPath.ROOT, field), type));
          } else if (root.has(field)) {
            check.found.wrongType(JsonPath.member(JsonPath.ROOT, field), type);
          }
        });
    return check.found.wrongTypes() ? Optional.empty() : Optional.of(typed);
  }

  /** Only what the template declares, with the values that Keycloak would read from it. */
  private ObjectNode read(ObjectNode from, String path, Class<?> type) {
    found.start(path);
    ObjectReader reader = MAPPER.readerFor(type).withHandler(found);
    ObjectNode rest = from;
    while (true) {
      try {
        return declaredFields(from, MAPPER.valueToTree(reader.readValue(rest)));
      } catch (JsonMappingException e) {
        // Jackson stops at what has no handler (a number out of range): the rest is read without.
        rest = rest == from ? from.deepCopy() : rest;
        if (!found.unreadable(e) || !remove(rest, e)) {
          return from;
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static boolean remove(JsonNode root, JsonMappingException e) {
    JsonNode holder = root;
    for (int depth = 0; depth < e.getPath().size(); depth++) {
      JsonMappingException.Reference step = e.getPath().get(depth);
      boolean last = depth == e.getPath().size() - 1;
      if (last && holder instanceof ObjectNode object) {
        return object.remove(step.getFieldName()) != null;
      }
      if (last && holder instanceof ArrayNode array) {
        return array.set(step.getIndex(), JsonNodeFactory.instance.nullNode()) != null;
      }
      holder =
          step.getFieldName() == null
              ? holder.path(step.getIndex())
              : holder.path(step.getFieldName());
    }
    return false;
  }

  private static ObjectNode declaredFields(ObjectNode template, JsonNode typed) {
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    template
        .properties()
        .forEach(
            field -> {
              JsonNode value = typed.path(field.getKey());
              if (!value.isNull()) {
                result.set(field.getKey(), declared(field.getValue(), value));
              }
            });
    return result;
  }

  private static JsonNode declared(JsonNode template, JsonNode typed) {
    if (template instanceof ObjectNode object && typed instanceof ObjectNode) {
      return declaredFields(object, typed);
    }
    if (isTexts(template) && isTexts(typed)) {
      return template; // Keycloak reads some of these lists as sets; the order is the operator's.
    }
    if (template instanceof ArrayNode array
        && typed instanceof ArrayNode typedArray
        && array.size() == typedArray.size()) {
      ArrayNode result = JsonNodeFactory.instance.arrayNode();
      for (int index = 0; index < array.size(); index++) {
        result.add(declared(array.get(index), typedArray.get(index)));
      }
      return result;
    }
    return typed.isMissingNode() ? template : typed;
  }

  private static boolean isTexts(JsonNode node) {
    return node.isArray() && node.valueStream().allMatch(JsonNode::isTextual);
  }
}
