package io.fedrealm.provisioning.template.check;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import io.fedrealm.provisioning.realm.JsonPath;
import io.fedrealm.provisioning.template.source.Problems;
import io.fedrealm.provisioning.template.source.SourceMappedRealm;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * Notes what Keycloak's representations do not fit, and lets Jackson go on, so that one run finds
 * everything. No message holds a value: it could be a secret that stands in the wrong place.
 */
final class TypeProblems extends DeserializationProblemHandler {

  private final SourceMappedRealm template;
  private final Problems problems;
  private String base = JsonPath.ROOT;
  private boolean wrongTypes;

  TypeProblems(SourceMappedRealm template, Problems problems) {
    this.template = template;
    this.problems = problems;
  }

  /** Where the part of the template stands that is read next. */
  void start(String path) {
    base = path;
  }

  /** Whether a value was found that Keycloak cannot read; an unknown field is none. */
  boolean wrongTypes() {
    return wrongTypes;
  }

  /** Notes that a value is of a wrong type. */
  void wrongType(String path, Class<?> target) {
    wrongTypes = true;
    problems.add(template.position(path), "must be " + describe(target));
  }

  /**
   * Notes what Jackson gave up on.
   *
   * @return whether it is known where that stands
   */
  boolean unreadable(JsonMappingException e) {
    wrongTypes = true;
    String path = base;
    for (JsonMappingException.Reference step : e.getPath()) {
      path =
          step.getFieldName() == null
              ? JsonPath.element(path, step.getIndex())
              : JsonPath.member(path, step.getFieldName());
    }
    problems.add(
        template.position(path),
        "is of a type that Keycloak cannot read here, or out of its range");
    return !e.getPath().isEmpty();
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

  @Override
  public Object handleMissingInstantiator(
      DeserializationContext context,
      Class<?> target,
      ValueInstantiator instantiator,
      JsonParser parser,
      String message)
      throws IOException {
    Object nothing = wrongType(parser, target);
    parser.skipChildren();
    return nothing;
  }

  /** Something of the right type for Jackson to go on with; it is not used. */
  private Object wrongType(JsonParser parser, Class<?> target) {
    wrongType(path(parser.getParsingContext()), target);
    if (target == boolean.class) {
      return Boolean.FALSE;
    }
    if (target == long.class) {
      return 0L;
    }
    return target.isPrimitive() ? (Object) 0 : null;
  }

  private static String describe(Class<?> target) {
    if (target == Boolean.class || target == boolean.class) {
      return "true or false";
    }
    if (Number.class.isAssignableFrom(target) || target.isPrimitive()) {
      return "a whole number";
    }
    if (target.isEnum()) {
      return Arrays.stream(target.getEnumConstants())
          .map(Object::toString)
          .collect(Collectors.joining(" or "));
    }
    if (Collection.class.isAssignableFrom(target) || target.isArray()) {
      return "an array";
    }
    return target == String.class ? "a text" : "an object";
  }

  private String path(JsonStreamContext context) {
    if (context == null || context.inRoot()) {
      return base;
    }
    String parent = path(context.getParent());
    if (context.inArray()) {
      return context.hasCurrentIndex()
          ? JsonPath.element(parent, context.getCurrentIndex())
          : parent;
    }
    return context.getCurrentName() == null
        ? parent
        : JsonPath.member(parent, context.getCurrentName());
  }
}
