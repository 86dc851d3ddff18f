package io.fedrealm.extension.fedn;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.keycloak.representations.AccessTokenResponse;
import org.keycloak.util.JsonSerialization;

/** The files and lines in which FEDn's programs take their tokens. */
final class ClientFile {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,45}");

  private ClientFile() {}

  /** Whether a client can have this name, which is its file's name too. */
  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /**
   * A {@code client.yaml}. FEDn's client reads its refresh token from the environment only, hence
   * the comment.
   *
   * @param name of the client
   * @param controller where it finds the controller
   * @param tokens the client's
   * @param refreshAddress of this service
   */
  static String yaml(
      String name, String controller, AccessTokenResponse tokens, String refreshAddress) {
    return """
    # fedn client start -in this-file, with this environment:
    #   FEDN_AUTH_REFRESH_TOKEN_URI=%s
    #   FEDN_AUTH_REFRESH_TOKEN=(refresh_token below)
    client_id: %s
    name: %s
    discover_host: %s
    token: %s
    refresh_token: %s
    """
        .formatted(
            refreshAddress,
            quoted(UUID.randomUUID().toString()),
            quoted(name),
            quoted(controller),
            quoted(tokens.getToken()),
            quoted(tokens.getRefreshToken()));
  }

  /**
   * The environment of an administrator's shell.
   *
   * @param tokens the administrator's
   * @param refreshAddress of this service
   */
  static String environment(AccessTokenResponse tokens, String refreshAddress) {
    return """
    export FEDN_AUTH_SCHEME=Bearer
    export FEDN_AUTH_TOKEN=%s
    export FEDN_AUTH_REFRESH_TOKEN=%s
    export FEDN_AUTH_REFRESH_TOKEN_URI=%s
    """
        .formatted(
            shell(tokens.getToken()), shell(tokens.getRefreshToken()), shell(refreshAddress));
  }

  /** A word of a POSIX shell: the address holds the realm's name, which somebody has chosen. */
  private static String shell(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /** A JSON string is a YAML string (YAML 1.2, section 1.3). */
  private static String quoted(String text) {
    try {
      return JsonSerialization.mapper.writeValueAsString(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
