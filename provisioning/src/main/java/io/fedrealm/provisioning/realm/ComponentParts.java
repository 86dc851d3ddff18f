package io.fedrealm.provisioning.realm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/**
 * Components: key providers, user storage with its mappers, client registration policies. The owner
 * of a component is its type; it is called by its name, with its sub-type in brackets when it has
 * one (Keycloak gives the same name to the policies for anonymous and for authenticated clients),
 * and with its parent's name and a slash before it when it belongs to another component.
 */
public final class ComponentParts {

  private static final String SUB_COMPONENTS = "subComponents";

  private final ResourceCollector parts;

  ComponentParts(ResourceCollector parts) {
    this.parts = parts;
  }

  void collect(JsonNode byType) {
    collect(byType, "", JsonPath.member(JsonPath.ROOT, "components"));
  }

  private void collect(JsonNode byType, String parent, String path) {
    byType
        .properties()
        .forEach(
            type -> {
              int index = 0;
              String typePath = JsonPath.member(path, type.getKey());
              for (JsonNode component : type.getValue()) {
                component(type.getKey(), component, parent, JsonPath.element(typePath, index++));
              }
            });
  }

  private void component(String type, JsonNode component, String parent, String path) {
    if (type.equals(UserProfile.TYPE)) {
      UserProfile.parse(component)
          .ifPresent(
              profile -> {
                ObjectNode fields = UserProfile.fields(profile);
                parts.add(ResourceId.of(ResourceType.USER_PROFILE, ""), fields, path);
              });
      return;
    }
    String name = parent + name(component);
    ResourceType kind = parent.isEmpty() ? ResourceType.COMPONENT : ResourceType.SUB_COMPONENT;
    ObjectNode fields = ResourceCollector.without(component, Set.of("id", SUB_COMPONENTS));
    parts.add(new ResourceId(kind, type, name), component, fields, path);
    collect(component.path(SUB_COMPONENTS), name + "/", JsonPath.member(path, SUB_COMPONENTS));
  }

  /**
   * What a component belongs to.
   *
   * @param id of a component that belongs to another one
   */
  public static Optional<ResourceId> parent(ResourceId id, RealmState state) {
    return state.all().stream()
        .map(Resource::id)
        .filter(
            other ->
                other.kind() == ResourceType.COMPONENT
                    || other.kind() == ResourceType.SUB_COMPONENT)
        .filter(other -> id.name().startsWith(other.name() + "/"))
        .max(Comparator.comparingInt(other -> other.name().length()));
  }

  private static String name(JsonNode component) {
    String name = component.path("name").asText();
    String subType = component.path("subType").asText();
    return (name.isEmpty() ? component.path("providerId").asText() : name)
        + (subType.isEmpty() ? "" : " (" + subType + ")");
  }
}
