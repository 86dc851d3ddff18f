package io.fedrealm.provisioning.template.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which claims our mappers may write. The extension has the same rule (its {@code ClaimName}); a
 * test holds the two together.
 */
public final class ClaimNameRule {

  /** Claims that Keycloak or the standards give a meaning. */
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

  private ClaimNameRule() {}

  /**
   * What speaks against a claim's name.
   *
   * @param name dots nest the claim into objects; {@code \.} is a dot that does not
   */
  public static Optional<String> reasonAgainst(String name) {
    if (name.isEmpty()) {
      return Optional.of("is empty: name the claim, for example role");
    }
    if (BLANK_OR_CONTROL.matcher(name).find()) {
      return Optional.of("holds white space or a control character");
    }
    List<String> parts = parts(name);
    if (parts.contains("")) {
      return Optional.of("is not well formed: each dot needs a name before and after it");
    }
    if (RESERVED.contains(parts.get(0))) {
      return Optional.of("\"" + name + "\" is a reserved claim: choose another name");
    }
    return Optional.empty();
  }

  /**
   * The names from the outermost object to the claim, with escaped characters as they are meant
   * (Keycloak's JsonUtils.splitClaimPath); an empty one where the name is not well formed.
   */
  private static List<String> parts(String name) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    boolean escaped = false;
    for (char c : name.toCharArray()) {
      if (escaped || (c != '\\' && c != '.')) {
        part.append(c);
        escaped = false;
      } else if (c == '.') {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        escaped = true;
      }
    }
    parts.add(escaped ? "" : part.toString());
    return parts;
  }
}
