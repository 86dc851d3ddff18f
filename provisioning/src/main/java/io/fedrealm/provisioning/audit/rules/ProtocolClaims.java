package io.fedrealm.provisioning.audit.rules;

import io.fedrealm.provisioning.audit.check.ForgedClaims;
import io.fedrealm.provisioning.audit.model.Mapper;
import java.util.Map;
import java.util.Set;

/**
 * The claims by which services know who a token is of and for. Keycloak lets mappers replace them;
 * the extension issues no token then (docs/mappers.md, who may write a claim).
 */
final class ProtocolClaims {

  private static final Set<String> NAMES =
      Set.of(
          "sub",
          "azp",
          "aud",
          "iss",
          "client_id",
          "acr",
          "amr",
          "auth_time",
          "scope",
          "cnf",
          "realm_access",
          "resource_access",
          "preferred_username",
          "email",
          "email_verified");

  /** What a claim is about: of whom reads it from there, the mapper tells the truth. */
  private static final Map<String, Set<String>> SOURCES =
      Map.of(
          "preferred_username", Set.of("username", "email"),
          "email", Set.of("email"),
          "email_verified", Set.of("emailVerified"),
          "client_id", Set.of("client_id"),
          "auth_time", Set.of("AUTH_TIME"));

  private static final Map<String, Set<String>> ROLE_MAPPERS =
      Map.of(
          "realm_access", Set.of("oidc-usermodel-realm-role-mapper"),
          "resource_access",
              Set.of("oidc-usermodel-client-role-mapper", "oidc-usermodel-realm-role-mapper"));

  private static final Set<String> OF_USERS =
      Set.of(
          "oidc-usermodel-attribute-mapper",
          "oidc-usermodel-property-mapper",
          "oidc-usersessionmodel-note-mapper");

  private ProtocolClaims() {}

  /**
   * Tells whether a mapper writes one of these claims from something else than what it is about.
   *
   * @param mapper any mapper
   * @return false also for mappers whose type fixes their claim
   */
  static boolean areOverwrittenBy(Mapper mapper) {
    String claim = ForgedClaims.outermost(mapper.claim());
    return NAMES.contains(claim) && !mapper.isFederationMapper() && !isTrue(mapper, claim);
  }

  private static boolean isTrue(Mapper mapper, String claim) {
    String source =
        mapper.config("user.attribute").text() + mapper.config("user.session.note").text();
    return ROLE_MAPPERS.getOrDefault(claim, Set.of()).contains(mapper.type())
        || OF_USERS.contains(mapper.type())
            && SOURCES.getOrDefault(claim, Set.of()).contains(source);
  }
}
