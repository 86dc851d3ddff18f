package io.fedrealm.provisioning.template.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.realm.JsonPath;
import io.fedrealm.provisioning.template.source.Problems;
import io.fedrealm.provisioning.template.source.SourceMappedRealm;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Refuses users that Keycloak cannot make, or that could not log in: without a name, twice, with a
 * credential of no use, two who are the same person of an identity provider.
 */
final class UsersCheck {

  private static final String LINKS = "federatedIdentities";

  private final SourceMappedRealm template;
  private final Problems problems;
  private final NamesCheck names;
  private final Map<String, String> linked = new HashMap<>();

  UsersCheck(SourceMappedRealm template, Problems problems) {
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
      emailAsUsername(realm, user, path);
      JsonNode credentials = user.path("credentials");
      for (int number = 0; number < credentials.size(); number++) {
        credential(credentials.get(number), JsonPath.element(path + ".credentials", number));
      }
      links(user, path + "." + LINKS);
    }
  }

  /**
   * Keycloak itself would call the user by the address, and the next plan would find no such user.
   */
  private void emailAsUsername(JsonNode realm, JsonNode user, String path) {
    String email = lower(user, "email");
    if (realm.path("registrationEmailAsUsername").asBoolean()
        && !user.hasNonNull("serviceAccountClientId")
        && !email.isEmpty()
        && !email.equals(lower(user, "username"))) {
      problems.add(
          template.position(path + ".username"),
          "is not the user's email, and the realm has registrationEmailAsUsername: write \"%s\""
              .formatted(email));
    }
  }

  private void links(JsonNode user, String path) {
    JsonNode links = user.path(LINKS);
    names.named(links, path, "identityProvider");
    names.required(links, path, "userId");
    for (int index = 0; index < links.size(); index++) {
      JsonNode link = links.get(index);
      String provider = link.path("identityProvider").asText();
      String key = provider + "\n" + link.path("userId").asText();
      String other = linked.putIfAbsent(key, user.path("username").asText());
      if (other != null) {
        problems.add(
            template.position(JsonPath.element(path, index)),
            "links to the same person of \"%s\" as the user \"%s\" does: Keycloak would let neither in"
                .formatted(provider, other));
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
