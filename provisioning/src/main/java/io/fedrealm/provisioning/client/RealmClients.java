package io.fedrealm.provisioning.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.server.AdminApi;
import io.fedrealm.provisioning.server.Pages;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A realm's clients on the server, and their secrets. */
final class RealmClients {

  private final AdminApi api;
  private final String realm;

  RealmClients(AdminApi api, String realm) {
    this.api = api;
    this.realm = realm;
  }

  /**
   * All clients by name, of each only some fields.
   *
   * @param fields {@code clientId} and others
   */
  List<JsonNode> all(List<String> fields) {
    return Pages.reduced(api, client -> client.retain(fields), "", "realms", realm, "clients")
        .orElseThrow(this::noRealm)
        .stream()
        .sorted(Comparator.comparing(client -> client.path("clientId").asText()))
        .toList();
  }

  /**
   * A client by its client id.
   *
   * @throws CommandException {@link ExitCode#USAGE} when there is none
   */
  JsonNode require(String clientId) {
    String query = "clients?clientId=" + URLEncoder.encode(clientId, StandardCharsets.UTF_8);
    return api.get("realms", realm, query)
        .orElseThrow(this::noRealm)
        .valueStream()
        .findFirst()
        .orElseThrow(() -> usage("The realm " + realm + " has no client \"" + clientId + "\"."));
  }

  private CommandException noRealm() {
    return usage("The server has no realm \"" + realm + "\".");
  }

  /** Has Keycloak generate a new secret. */
  String newSecret(String id) {
    return value(api.post("realms", realm, "clients", id, "client-secret"))
        .orElseThrow(() -> new CommandException(ExitCode.FAILED, "The server gave no new secret."));
  }

  /** The old secret that still works; empty when none does. */
  Optional<String> oldSecret(String id) {
    return value(api.get("realms", realm, "clients", id, "client-secret", "rotated"));
  }

  /** Ends the life of the old secret. */
  void dropOldSecret(String id) {
    api.write("DELETE", null, "realms", realm, "clients", id, "client-secret", "rotated");
  }

  private static Optional<String> value(Optional<JsonNode> credential) {
    return credential
        .map(answer -> answer.path("value").asText(""))
        .filter(value -> !value.isEmpty());
  }

  /** Whether a policy, of the realm or of the whole server, rotates secrets. */
  boolean hasRotationPolicy() {
    JsonNode profiles = read("profiles", "global-profiles");
    JsonNode policies = read("policies", "global-policies");
    List<String> rotating =
        both(profiles, "profiles", "globalProfiles").stream()
            .filter(RealmClients::rotates)
            .map(profile -> profile.path("name").asText())
            .toList();
    return both(policies, "policies", "globalPolicies").stream()
        .filter(policy -> policy.path("enabled").asBoolean())
        .flatMap(policy -> policy.path("profiles").valueStream())
        .anyMatch(profile -> rotating.contains(profile.asText()));
  }

  private static boolean rotates(JsonNode profile) {
    return profile
        .path("executors")
        .valueStream()
        .anyMatch(executor -> executor.path("executor").asText().equals("secret-rotation"));
  }

  private JsonNode read(String kind, String global) {
    return api.get("realms", realm, "client-policies", kind + "?include-" + global + "=true")
        .orElseThrow(this::noRealm);
  }

  private static List<JsonNode> both(JsonNode answer, String own, String global) {
    return java.util.stream.Stream.concat(
            answer.path(own).valueStream(), answer.path(global).valueStream())
        .toList();
  }

  private static CommandException usage(String message) {
    return new CommandException(ExitCode.USAGE, message);
  }
}
