package io.fedrealm.provisioning.user;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The user storage (LDAP or another) that a person comes from.
 *
 * @param name what the realm calls it; empty when the account may not see it
 * @param readOnly whether Keycloak writes nothing into it
 */
public record UserStorage(String name, boolean readOnly) {

  /**
   * @param component as the admin API has it
   */
  static UserStorage of(JsonNode component) {
    return new UserStorage(
        component.path("name").asText(),
        component.at("/config/editMode/0").asText().equals("READ_ONLY"));
  }

  @Override
  public String toString() {
    return name.isEmpty() ? "a user storage" : "the user storage " + name;
  }
}
