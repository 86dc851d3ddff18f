package io.fedrealm.systemtests.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A decoded token. Its text form never shows the token, so that no failing assertion prints it.
 *
 * @param header the JOSE header
 * @param claims the payload
 */
public record Jwt(JsonNode header, JsonNode claims) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Decodes a compact JWS without verifying it. */
  public static Jwt decode(String compact) {
    String[] parts = compact.split("\\.");
    return new Jwt(part(parts[0]), part(parts[1]));
  }

  private static JsonNode part(String part) {
    try {
      return JSON.readTree(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a JWT");
    }
  }

  /** Seconds between issue and expiry. */
  public long lifetime() {
    return claims.path("exp").asLong() - claims.path("iat").asLong();
  }
}
