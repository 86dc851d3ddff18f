package io.fedrealm.provisioning.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.state.JsonPath;
import java.util.Locale;

/** Refuses users that Keycloak cannot make: without a name, twice, with a credential of no use. */
final class UsersCheck {

  private final Located template;
  private final Problems problems;
  private final NamesCheck names;

  UsersCheck(Located template, Problems problems) {
    this.template = template;
    this.problems = problems;
    this.names = new NamesCheck(template, problems);
  }

  void check(ObjectNode realm) {
    JsonNode users = realm.path("users");
    names.unique(users, "$.users", "serviceAccountClientId");
    names.unique(users, "$.users", user -> lower(user, "username"));
    if (!realm.path("duplicateEmailsAllowed").asBoolean()) {
      names.unique(users, "$.users", user -> lower(user, "email"));
    }
    for (int index = 0; index < users.size(); index++) {
      String path = JsonPath.element("$.users", index);
      JsonNode user = users.get(index);
      if (!user.hasNonNull("serviceAccountClientId") && user.path("username").asText().isBlank()) {
        problems.add(
            template.position(path), "has neither \"username\" nor \"serviceAccountClientId\"");
      }
      JsonNode credentials = user.path("credentials");
      for (int number = 0; number < credentials.size(); number++) {
        credential(credentials.get(number), JsonPath.element(path + ".credentials", number));
      }
    }
  }

  private void credential(JsonNode credential, String path) {
    if (!credential.path("type").asText("password").equals("password")) {
      problems.add(
          template.position(path + ".type"),
          "must be \"password\": nothing else can be given to a user by somebody else");
    }
    if (!credential.hasNonNull("value") && !credential.hasNonNull("secretData")) {
      problems.add(template.position(path), "has no \"value\"");
    }
  }

  private static String lower(JsonNode user, String field) {
    return user.path(field).asText().toLowerCase(Locale.ROOT);
  }
}
