package io.fedrealm.provisioning.realm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A realm's user profile: the attributes that a user has and who may see and change them. A realm
 * representation holds it as JSON in a text, in a component of its own. As a resource its
 * attributes and groups are objects by name; an attribute's {@code required} is {@code always} for
 * the empty object of Keycloak, and {@code never} when there is none.
 */
public final class UserProfile {

  /** The type of the one component that holds the profile. */
  public static final String TYPE = "org.keycloak.userprofile.UserProfileProvider";

  /** The component's setting that holds the profile. */
  public static final String CONFIG = "kc.user.profile.config";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ATTRIBUTES = "attributes";
  private static final String GROUPS = "groups";
  private static final String REQUIRED = "required";
  private static final String UNMANAGED = "unmanagedAttributePolicy";

  /** UPConfigUtils.validateAttributes. */
  private static final List<String> REQUIRED_ATTRIBUTES = List.of("username", "email");

  /** UPConfig.UnmanagedAttributePolicy. */
  private static final List<String> POLICIES = List.of("ENABLED", "ADMIN_VIEW", "ADMIN_EDIT");

  private static final String ALWAYS = "always";
  private static final String NEVER = "never";

  private UserProfile() {}

  /** The component of a profile, as a realm representation has it. */
  public static ObjectNode component(JsonNode profile) {
    ObjectNode component = JSON.createObjectNode().put("providerId", "declarative-user-profile");
    component.putObject("config").putArray(CONFIG).add(profile.toString());
    return component;
  }

  /**
   * The profile in a component.
   *
   * @return empty when it is no JSON object
   */
  public static Optional<ObjectNode> parse(JsonNode component) {
    try {
      JsonNode parsed = JSON.readTree(component.path("config").path(CONFIG).path(0).asText());
      return parsed instanceof ObjectNode profile ? Optional.of(profile) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** What Keycloak refuses in a profile, a sentence each; what is not declared is the server's. */
  public static List<String> problems(ObjectNode profile) {
    List<String> problems = new ArrayList<>();
    Set<String> names = new HashSet<>();
    profile.path(ATTRIBUTES).forEach(attribute -> names.add(attribute.path("name").asText()));
    for (String name : REQUIRED_ATTRIBUTES) {
      if (profile.has(ATTRIBUTES) && !names.contains(name)) {
        problems.add(
            "the user profile has no attribute \"%s\", which Keycloak needs: the attributes of a"
                    .formatted(name)
                + " template are the whole list; add it");
      }
    }
    String policy = profile.path(UNMANAGED).asText("");
    if (profile.hasNonNull(UNMANAGED) && !policy.isEmpty() && !POLICIES.contains(policy)) {
      problems.add(
          "\"%s\" of the user profile must be %s, or empty for none"
              .formatted(UNMANAGED, String.join(", ", POLICIES)));
    }
    return problems;
  }

  /** The fields of the resource. */
  static ObjectNode fields(ObjectNode profile) {
    ObjectNode fields = profile.deepCopy();
    if (profile.has(ATTRIBUTES)) {
      ObjectNode attributes = ResourceCollector.byName(profile.path(ATTRIBUTES), Set.of());
      List<String> names = new ArrayList<>();
      attributes
          .properties()
          .forEach(
              attribute -> {
                names.add(attribute.getKey());
                ((ObjectNode) attribute.getValue()).set(REQUIRED, required(attribute.getValue()));
              });
      fields.set(ATTRIBUTES, attributes);
      fields.put("order", String.join(", ", names));
    }
    if (profile.has(GROUPS)) {
      fields.set(GROUPS, ResourceCollector.byName(profile.path(GROUPS), Set.of()));
    }
    return fields;
  }

  private static JsonNode required(JsonNode attribute) {
    JsonNode required = attribute.path(REQUIRED);
    if (required.isObject() && !required.isEmpty()) {
      return required;
    }
    return JSON.getNodeFactory().textNode(required.isObject() ? ALWAYS : NEVER);
  }

  /** The profile that the fields of a resource describe, as Keycloak wants it. */
  public static ObjectNode profile(ObjectNode fields) {
    ObjectNode profile = fields.deepCopy();
    profile.remove("order");
    if (profile.path(UNMANAGED).asText("").isEmpty()) {
      profile.remove(UNMANAGED); // Keycloak has no name for it.
    }
    for (String list : List.of(ATTRIBUTES, GROUPS)) {
      if (fields.path(list) instanceof ObjectNode named) {
        ArrayNode entries = profile.putArray(list);
        named.properties().forEach(entry -> entries.add(entry(entry.getKey(), entry.getValue())));
      }
    }
    return profile;
  }

  private static ObjectNode entry(String name, JsonNode fields) {
    ObjectNode entry = JSON.createObjectNode().put("name", name);
    entry.setAll((ObjectNode) fields.deepCopy());
    switch (entry.path(REQUIRED).asText()) {
      case ALWAYS -> entry.putObject(REQUIRED);
      case NEVER -> entry.remove(REQUIRED);
      default -> {}
    }
    return entry;
  }
}
