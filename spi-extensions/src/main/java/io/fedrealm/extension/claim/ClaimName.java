package io.fedrealm.extension.claim;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.keycloak.utils.JsonUtils;

/**
 * The name of a claim that a mapper may write: dots nest it into objects, {@code \.} is a dot that
 * does not (Keycloak's JsonUtils.splitClaimPath).
 *
 * @param name the name as configured, never empty
 */
public record ClaimName(String name) {

  /**
   * Claims that Keycloak or the protocol gives a meaning. A mapper that wrote one of them could
   * change whose token it is, whom it is for, how long it lives, or what its holder may do in
   * Keycloak itself. (RFC 7519 section 4.1, OpenID Connect Core sections 2 and 5.1, RFC 7800,
   * Keycloak's AccessToken.)
   */
  public static final Set<String> RESERVED =
      Set.of(
          "iss",
          "sub",
          "aud",
          "exp",
          "nbf",
          "iat",
          "jti",
          "typ",
          "azp",
          "acr",
          "amr",
          "auth_time",
          "at_hash",
          "c_hash",
          "nonce",
          "sid",
          "session_state",
          "scope",
          "client_id",
          "cnf",
          "realm_access",
          "resource_access",
          "preferred_username",
          "act",
          "authorization",
          "allowed-origins",
          "email",
          "email_verified");

  private static final Pattern BLANK_OR_CONTROL = Pattern.compile("[\\s\\p{Cntrl}\\p{Z}]");
  private static final String SEGMENT = "(?:\\\\.|[^\\\\.])+";
  private static final Pattern DOTTED = Pattern.compile(SEGMENT + "(?:\\." + SEGMENT + ")*+");

  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException when a mapper must not use it; the message is the reason,
   *     without the name
   */
  public ClaimName {
    if (name == null || name.isEmpty()) {
      throw new IllegalArgumentException("must not be empty");
    }
    if (BLANK_OR_CONTROL.matcher(name).find()) {
      throw new IllegalArgumentException("must not contain white space or control characters");
    }
    if (!DOTTED.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "is not well formed: each dot needs a name before and after it");
    }
    if (RESERVED.contains(JsonUtils.splitClaimPath(name).get(0))) {
      throw new IllegalArgumentException(
          "is reserved: Keycloak or the protocol gives this claim its meaning, choose another");
    }
  }

  /**
   * The names from the outermost object to the claim itself.
   *
   * @return at least one name
   */
  public List<String> path() {
    return JsonUtils.splitClaimPath(name);
  }

  /**
   * Tells whether two claims cannot be in one token.
   *
   * @param other another claim
   * @return whether they are the same or one lies inside the other
   */
  public boolean overlaps(ClaimName other) {
    List<String> mine = path();
    List<String> others = other.path();
    int common = Math.min(mine.size(), others.size());
    return mine.subList(0, common).equals(others.subList(0, common));
  }
}
