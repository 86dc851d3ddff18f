package io.fedrealm.provisioning.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.local.server.LocalRealm.DevelopmentUser;
import io.fedrealm.provisioning.secret.SecretsFile;
import io.fedrealm.provisioning.server.AdminApi;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/**
 * One user for each top-level group of a realm, so that a person can log in with every role at
 * once. What is there already is not written again.
 */
final class DevelopmentUsers {

  private final AdminApi api;
  private final SecretsFile secrets;

  /**
   * @param api of the server
   * @param secrets keeps the passwords
   */
  DevelopmentUsers(AdminApi api, SecretsFile secrets) {
    this.api = api;
    this.secrets = secrets;
  }

  /**
   * Sees to it that every group of a realm has its user.
   *
   * @param realm its name
   * @param groups names of top-level groups
   * @throws CommandException when the server refuses, or lacks one of the groups
   */
  List<DevelopmentUser> ensure(String realm, List<String> groups) {
    List<DevelopmentUser> users = DevelopmentNames.users(realm, groups);
    Set<String> newPasswords =
        secrets.generate(users.stream().map(DevelopmentUser::passwordVariable).toList());
    Map<String, String> groupIds = users.isEmpty() ? Map.of() : groupIds(realm);
    for (DevelopmentUser user : users) {
      String groupId = groupIds.get(user.group());
      if (groupId == null) {
        throw new CommandException(
            ExitCode.FAILED, "Realm " + realm + " has no group " + user.group() + " at the top.");
      }
      ensure(realm, user, groupId, newPasswords.contains(user.passwordVariable()));
    }
    return users;
  }

  private Map<String, String> groupIds(String realm) {
    Map<String, String> ids = new TreeMap<>();
    for (JsonNode group : list("realms", realm, "groups?briefRepresentation=true")) {
      ids.put(group.path("name").asText(), group.path("id").asText());
    }
    return ids;
  }

  private void ensure(String realm, DevelopmentUser user, String groupId, boolean newPassword) {
    List<JsonNode> found =
        list("realms", realm, "users?exact=true&username=" + encode(user.username()));
    if (found.isEmpty()) {
      String id = api.write("POST", representation(user), "realms", realm, "users");
      join(realm, id, groupId);
      return;
    }
    String id = found.get(0).path("id").asText();
    if (newPassword) {
      api.write("PUT", password(user), "realms", realm, "users", id, "reset-password");
    }
    boolean member =
        list("realms", realm, "users", id, "groups").stream()
            .anyMatch(group -> group.path("id").asText().equals(groupId));
    if (!member) {
      join(realm, id, groupId);
    }
  }

  private void join(String realm, String userId, String groupId) {
    api.write("PUT", null, "realms", realm, "users", userId, "groups", groupId);
  }

  /** Complete, so that Keycloak has nothing to ask at the first login. */
  private ObjectNode representation(DevelopmentUser user) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("username", user.username());
    json.put("enabled", true);
    json.put("email", user.username() + "@example.test");
    json.put("emailVerified", true);
    json.put("firstName", user.username());
    json.put("lastName", "Development");
    json.putArray("credentials").add(password(user));
    return json;
  }

  private ObjectNode password(DevelopmentUser user) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("type", "password");
    json.put("value", secrets.get(user.passwordVariable()));
    json.put("temporary", false);
    return json;
  }

  private List<JsonNode> list(String... segments) {
    JsonNode answer =
        api.get(segments)
            .orElseThrow(
                () ->
                    new CommandException(
                        ExitCode.FAILED,
                        "The server has no /admin/" + String.join("/", segments) + " (404)."));
    return StreamSupport.stream(answer.spliterator(), false).toList();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
