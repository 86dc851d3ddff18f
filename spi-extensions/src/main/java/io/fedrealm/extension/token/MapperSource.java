package io.fedrealm.extension.token;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.protocol.ProtocolMapperUtils;
import org.keycloak.protocol.oidc.mappers.AbstractPairwiseSubMapper;
import org.keycloak.protocol.oidc.mappers.HardcodedRole;
import org.keycloak.protocol.oidc.mappers.OIDCAttributeMapperHelper;
import org.keycloak.protocol.oidc.mappers.RoleNameMapper;
import org.keycloak.protocol.oidc.mappers.UserAttributeMapper;
import org.keycloak.protocol.oidc.mappers.UserClientRoleMappingMapper;
import org.keycloak.protocol.oidc.mappers.UserPropertyMapper;
import org.keycloak.protocol.oidc.mappers.UserRealmRoleMappingMapper;
import org.keycloak.protocol.oidc.mappers.UserSessionNoteMapper;
import org.keycloak.utils.JsonUtils;

/**
 * What a mapper that Keycloak ships writes, and from what.
 *
 * <p>Most mappers write the claim that their property {@code claim.name} names. Those that have no
 * such property write one claim that their class fixes; of these only the two that change the roles
 * of a token are of interest here.
 *
 * @param mapper the stored mapper
 */
record MapperSource(ProtocolMapperModel mapper) {

  private static final String ROLES = "roles";

  /** Stands for a client's id in a claim name (AbstractUserRoleMappingMapper). */
  private static final String CLIENT_ID = "${client_id}";

  private static final Set<String> CHANGING_ROLES =
      Set.of(HardcodedRole.PROVIDER_ID, RoleNameMapper.PROVIDER_ID);

  /** The only properties of a user that these claims may be made of. */
  private static final Map<String, Set<String>> USER_PROPERTIES =
      Map.of(
          "email", Set.of("email"),
          "email_verified", Set.of("emailVerified"),
          "preferred_username", Set.of("username", "email"));

  private static final Map<String, String> SESSION_NOTES =
      Map.of("auth_time", "AUTH_TIME", "client_id", "client_id");

  /**
   * The claim.
   *
   * @return the names from the outermost object to the claim; empty for a mapper without a claim
   *     name
   */
  List<String> path() {
    if (changesRoles()) {
      return List.of("realm_access");
    }
    String name = config(OIDCAttributeMapperHelper.TOKEN_CLAIM_NAME);
    if (is(UserClientRoleMappingMapper.PROVIDER_ID) && !ownerOfRoles().isEmpty()) {
      String escaped = ownerOfRoles().replace("\\", "\\\\").replace(".", "\\.");
      name = name.replace(CLIENT_ID, escaped);
    }
    return JsonUtils.splitClaimPath(name);
  }

  /**
   * Tells whether the outermost name is only known when a token is issued.
   *
   * @return whether the claim is called after a client
   */
  boolean isCalledAfterAClient() {
    return is(UserClientRoleMappingMapper.PROVIDER_ID)
        && !path().isEmpty()
        && path().get(0).contains(CLIENT_ID);
  }

  /**
   * Tells whether the mapper gives roles to the token, or other names to its roles, whatever the
   * subject holds.
   *
   * @return whether {@code realm_access} and {@code resource_access} no longer tell what is held
   */
  boolean changesRoles() {
    return CHANGING_ROLES.contains(mapper.getProtocolMapper());
  }

  /**
   * Tells whether a claim of the protocol is made of what it is about.
   *
   * @param ofScope whether the mapper is one of a client scope, which only the administrators of
   *     the realm can make, and not of a client
   * @return false when somebody could choose the value
   */
  boolean tellsTheTruth(boolean ofScope) {
    List<String> path = path();
    return switch (path.get(0)) {
      case "email", "email_verified", "preferred_username" ->
          path.size() == 1 && isMadeOf(USER_PROPERTIES.get(path.get(0)));
      case "auth_time", "client_id" ->
          path.size() == 1
              && is(UserSessionNoteMapper.PROVIDER_ID)
              && SESSION_NOTES.get(path.get(0)).equals(config("user.session.note"));
      case "realm_access" ->
          is(UserRealmRoleMappingMapper.PROVIDER_ID)
              && path.equals(List.of("realm_access", ROLES))
              && hasRolesAsTheyAre();
      case "resource_access" ->
          path.size() == 3 && path.get(2).equals(ROLES) && isOf(path, ofScope);
      default -> false;
    };
  }

  private boolean isMadeOf(Set<String> properties) {
    return (is(UserAttributeMapper.PROVIDER_ID) || is(UserPropertyMapper.PROVIDER_ID))
        && properties.contains(config(ProtocolMapperUtils.USER_ATTRIBUTE))
        && !Boolean.parseBoolean(config(ProtocolMapperUtils.AGGREGATE_ATTRS));
  }

  /** Of the client's own roles; an administrator of the realm may give realm roles that place. */
  private boolean isOf(List<String> path, boolean ofScope) {
    boolean ofItsClient =
        is(UserClientRoleMappingMapper.PROVIDER_ID)
            && path.get(1).equals(ownerOfRoles().isEmpty() ? CLIENT_ID : ownerOfRoles());
    return hasRolesAsTheyAre()
        && (ofItsClient || ofScope && is(UserRealmRoleMappingMapper.PROVIDER_ID));
  }

  /** A list without a prefix before each name: Keycloak adds it to the roles of the token. */
  private boolean hasRolesAsTheyAre() {
    return "true".equals(config(ProtocolMapperUtils.MULTIVALUED))
        && config(ProtocolMapperUtils.USER_MODEL_REALM_ROLE_MAPPING_ROLE_PREFIX).isEmpty()
        && config(ProtocolMapperUtils.USER_MODEL_CLIENT_ROLE_MAPPING_ROLE_PREFIX).isEmpty();
  }

  private String ownerOfRoles() {
    return config(ProtocolMapperUtils.USER_MODEL_CLIENT_ROLE_MAPPING_CLIENT_ID);
  }

  private boolean is(String providerId) {
    return providerId.equals(mapper.getProtocolMapper());
  }

  private String config(String key) {
    Map<String, String> config = mapper.getConfig();
    String value = config == null ? null : config.get(key);
    return value == null ? "" : value;
  }

  /**
   * Tells whether a provider makes pairwise subjects.
   *
   * @param mapper a stored mapper
   * @return whether {@code sub} may be another than the user's id
   */
  static boolean isPairwise(ProtocolMapperModel mapper) {
    return mapper.getProtocolMapper().endsWith(AbstractPairwiseSubMapper.PROVIDER_ID_SUFFIX);
  }
}
