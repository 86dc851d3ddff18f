package io.fedrealm.provisioning.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Header and claims of a JSON Web Token (RFC 7519), decoded but <em>not verified</em>: for showing
 * what the server has just sent, never for deciding about access.
 *
 * @param header the JOSE header
 * @param payload the claims
 */
public record TokenClaims(ObjectNode header, ObjectNode payload) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Decodes a token.
   *
   * @param token three base64url parts with dots between them (RFC 7515, section 7.1)
   * @throws IllegalArgumentException when it is anything else; the message never holds the token
   */
  public static TokenClaims decode(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException(
          "not a signed JSON Web Token: " + parts.length + " parts instead of 3");
    }
    return new TokenClaims(object(parts[0], "header"), object(parts[1], "payload"));
  }

  private static ObjectNode object(String part, String name) {
    try {
      if (JSON.readTree(Base64.getUrlDecoder().decode(part)) instanceof ObjectNode object) {
        return object;
      }
    } catch (IOException | IllegalArgumentException e) {
      // The cause is left out on purpose: Jackson quotes its source, which is the token.
    }
    throw new IllegalArgumentException(
        "not a JSON Web Token: its " + name + " is not a JSON object in base64url");
  }

  /** The signature algorithm ({@code alg}); "none given" when the header has none. */
  public String algorithm() {
    return header.path("alg").asText("none given");
  }

  /** Seconds from {@code iat} to {@code exp}; empty when one of them is missing. */
  public Optional<Long> lifetimeSeconds() {
    JsonNode issued = payload.path("iat");
    JsonNode expires = payload.path("exp");
    return issued.isNumber() && expires.isNumber()
        ? Optional.of(expires.asLong() - issued.asLong())
        : Optional.empty();
  }

  /** A top-level claim; empty when the token does not have it. */
  public Optional<JsonNode> claim(String name) {
    return Optional.ofNullable(payload.get(name));
  }

  /** The realm roles ({@code realm_access.roles}); empty when there are none. */
  public List<String> realmRoles() {
    return StreamSupport.stream(payload.path("realm_access").path("roles").spliterator(), false)
        .map(JsonNode::asText)
        .sorted()
        .toList();
  }
}
