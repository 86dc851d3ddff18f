package io.fedrealm.provisioning.fedn;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.server.AdminApi;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The keys of a realm that sign with RS256.
 *
 * @param activeId the {@code kid} of the one that signs now
 * @param keys all that are published, those that only verify included
 */
public record RealmKeys(String activeId, List<Key> keys) {

  private static final String ALGORITHM = "RS256";

  /**
   * A key.
   *
   * @param id its {@code kid}
   * @param publicKey its public half, SubjectPublicKeyInfo in base64
   */
  public record Key(String id, String publicKey) {

    /** As PyJWT, and with it FEDn, reads it (RFC 7468). */
    public String pem() {
      String lines = publicKey.replaceAll("(.{64})(?=.)", "$1\n");
      return "-----BEGIN PUBLIC KEY-----\n" + lines + "\n-----END PUBLIC KEY-----";
    }
  }

  /**
   * Reads them; one request.
   *
   * @throws CommandException when the realm has none
   */
  public static RealmKeys read(AdminApi api, String realm) {
    JsonNode answer =
        api.get("realms", realm, "keys")
            .orElseThrow(
                () ->
                    new CommandException(
                        ExitCode.USAGE, "The server has no realm \"" + realm + "\""));
    List<Key> keys =
        answer
            .path("keys")
            .valueStream()
            .filter(key -> key.path("algorithm").asText().equals(ALGORITHM))
            .filter(key -> !key.path("status").asText().equals("DISABLED"))
            .map(key -> new Key(key.path("kid").asText(), key.path("publicKey").asText()))
            .toList();
    return new RealmKeys(answer.path("active").path(ALGORITHM).asText(""), keys);
  }

  /** The key that signs now. */
  public Key active() {
    return find(activeId)
        .orElseThrow(
            () -> new CommandException(ExitCode.FAILED, "The realm has no key that signs RS256."));
  }

  /** A key that must be there. */
  Key require(String id) {
    return find(id)
        .orElseThrow(
            () ->
                new CommandException(
                    ExitCode.USAGE,
                    "The realm has no RS256 key %s. It has: %s"
                        .formatted(
                            id, keys.stream().map(Key::id).collect(Collectors.joining(", ")))));
  }

  /** A key, if it is published. */
  public Optional<Key> find(String id) {
    return keys.stream().filter(key -> key.id().equals(id)).findFirst();
  }
}
