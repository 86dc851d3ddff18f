package io.fedrealm.provisioning.template;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Collection;
import org.keycloak.representations.idm.RealmRepresentation;

/**
 * Holds a template against Keycloak's {@link RealmRepresentation}: unknown fields and wrong types
 * are problems, and values get the type of their field ({@code "300"} becomes {@code 300} where
 * Keycloak wants a number, which is what a variable in a number's place needs).
 */
final class RepresentationCheck extends DeserializationProblemHandler {

  private final Located template;
  private final Problems problems;

  private RepresentationCheck(Located template, Problems problems) {
    this.template = template;
    this.problems = problems;
  }

  /** The template with the types that Keycloak uses; problems go to {@code problems}. */
  static ObjectNode typed(Located template, Problems problems) {
    ObjectMapper mapper =
        JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .addHandler(new RepresentationCheck(template, problems))
            .build();
    try {
      JsonNode typed =
          mapper.valueToTree(mapper.treeToValue(template.root(), RealmRepresentation.class));
      return (ObjectNode) declared(template.root(), typed);
    } catch (JsonMappingException e) {
      problems.add(template.position(path(e)), reason(e));
    } catch (IOException e) {
      problems.add(template.position("$"), "cannot be read as a realm: " + e.getMessage());
    }
    return template.root();
  }

  /** Only what the template declares, with the value that Keycloak would read from it. */
  private static JsonNode declared(JsonNode template, JsonNode typed) {
    if (template instanceof ObjectNode object && typed instanceof ObjectNode typedObject) {
      ObjectNode result = JsonNodeFactory.instance.objectNode();
      object
          .properties()
          .forEach(
              field -> {
                JsonNode value = typedObject.get(field.getKey());
                result.set(
                    field.getKey(),
                    value == null ? field.getValue() : declared(field.getValue(), value));
              });
      return result;
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
    return typed.isNull() ? template : typed;
  }

  @Override
  public boolean handleUnknownProperty(
      DeserializationContext context,
      JsonParser parser,
      JsonDeserializer<?> deserializer,
      Object beanOrClass,
      String propertyName)
      throws IOException {
    problems.add(
        template.position(path(parser.getParsingContext())),
        "Keycloak knows no field \"" + propertyName + "\" here: check the spelling");
    parser.skipChildren();
    return true;
  }

  @Override
  public Object handleWeirdStringValue(
      DeserializationContext context, Class<?> target, String value, String failure) {
    return wrongType(context.getParser(), target);
  }

  @Override
  public Object handleWeirdNumberValue(
      DeserializationContext context, Class<?> target, Number value, String failure) {
    return wrongType(context.getParser(), target);
  }

  @Override
  public Object handleUnexpectedToken(
      DeserializationContext context,
      JavaType target,
      JsonToken token,
      JsonParser parser,
      String failure)
      throws IOException {
    Object nothing = wrongType(parser, target.getRawClass());
    parser.skipChildren();
    return nothing;
  }

  private Object wrongType(JsonParser parser, Class<?> target) {
    problems.add(
        template.position(path(parser.getParsingContext())), "must be " + describe(target));
    return target.isPrimitive() && target != boolean.class ? (Object) 0 : nothing(target);
  }

  private static Object nothing(Class<?> target) {
    return target == boolean.class ? Boolean.FALSE : null;
  }

  private static String describe(Class<?> target) {
    if (target == Boolean.class || target == boolean.class) {
      return "true or false";
    }
    if (Number.class.isAssignableFrom(target) || target.isPrimitive()) {
      return "a whole number";
    }
    if (Collection.class.isAssignableFrom(target)) {
      return "an array";
    }
    return target == String.class ? "a text" : "an object";
  }

  private static String reason(JsonMappingException e) {
    return "cannot be read by Keycloak: " + e.getOriginalMessage().split("\n")[0];
  }

  private static String path(JsonMappingException e) {
    String path = "$";
    for (JsonMappingException.Reference reference : e.getPath()) {
      path =
          reference.getFieldName() == null
              ? JsonDocument.element(path, reference.getIndex())
              : JsonDocument.member(path, reference.getFieldName());
    }
    return path;
  }

  private static String path(JsonStreamContext context) {
    if (context == null || context.inRoot()) {
      return "$";
    }
    String parent = path(context.getParent());
    if (context.inArray()) {
      return context.hasCurrentIndex()
          ? JsonDocument.element(parent, context.getCurrentIndex())
          : parent;
    }
    return context.getCurrentName() == null
        ? parent
        : JsonDocument.member(parent, context.getCurrentName());
  }
}
