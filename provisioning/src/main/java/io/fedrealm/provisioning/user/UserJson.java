package io.fedrealm.provisioning.user;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** People as Keycloak's UserRepresentation, there and back. */
public final class UserJson {

  /** The person sets a password at the first login, or by the link that was sent. */
  static final String UPDATE_PASSWORD = "UPDATE_PASSWORD";

  private UserJson() {}

  /**
   * A new user.
   *
   * @param password temporary, to be changed at the first login; empty: none yet
   */
  public static ObjectNode create(Person person, Optional<String> password) {
    ObjectNode user = JsonNodeFactory.instance.objectNode();
    user.put("username", person.username());
    user.put("enabled", person.enabled() == null || person.enabled());
    set(user, person);
    ArrayNode groups = user.putArray("groups");
    person.groups().forEach(groups::add);
    user.putArray("requiredActions").add(UPDATE_PASSWORD);
    password.ifPresent(value -> user.putArray("credentials").add(password(value)));
    return user;
  }

  /** Sets what a person says, and leaves the rest of a user as it is. */
  static void set(ObjectNode user, Person person) {
    put(user, "email", person.email());
    put(user, "firstName", person.firstName());
    put(user, "lastName", person.lastName());
    if (person.enabled() != null) {
      user.put("enabled", person.enabled());
    }
    person
        .attributes()
        .forEach(
            (name, values) -> {
              ArrayNode array = user.withObjectProperty("attributes").putArray(name);
              values.forEach(array::add);
            });
  }

  private static void put(ObjectNode user, String field, String value) {
    if (value != null) {
      user.put(field, value);
    }
  }

  /** A temporary password. */
  static ObjectNode password(String value) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("type", "password")
        .put("value", value)
        .put("temporary", true);
  }

  /** The values of an attribute. */
  static List<String> attribute(JsonNode user, String name) {
    return user.path("attributes").path(name).valueStream().map(JsonNode::asText).toList();
  }
}
