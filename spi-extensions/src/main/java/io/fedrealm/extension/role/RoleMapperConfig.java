package io.fedrealm.extension.role;

import io.fedrealm.extension.claim.ClaimDecision;
import io.fedrealm.extension.claim.ClaimName;
import io.fedrealm.extension.claim.ClaimRule;
import io.fedrealm.extension.claim.ConfigKey;
import io.fedrealm.extension.claim.MapperConfigException;
import io.fedrealm.extension.claim.MapperConfigReader;
import io.fedrealm.extension.claim.ProjectSelection;
import io.fedrealm.extension.claim.ScopeFamily;
import io.fedrealm.extension.claim.TokenContext;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.protocol.ProtocolMapperUtils;
import org.keycloak.protocol.oidc.mappers.OIDCAttributeMapperHelper;

/**
 * The configuration of {@link FlRoleMapper}.
 *
 * @param claimName where the claim goes
 * @param multivalued an array of all roles instead of one string
 * @param table which role of Keycloak is which role of the framework
 * @param roleScopes the client scopes that ask for one role
 * @param projectScopes the client scopes that select the project
 */
public record RoleMapperConfig(
    ClaimName claimName,
    boolean multivalued,
    RoleTable table,
    ScopeFamily roleScopes,
    ScopeFamily projectScopes)
    implements ClaimRule {

  static final ConfigKey CLAIM_NAME =
      new ConfigKey(OIDCAttributeMapperHelper.TOKEN_CLAIM_NAME, "Token claim name", "role");
  static final ConfigKey MULTIVALUED =
      new ConfigKey(ProtocolMapperUtils.MULTIVALUED, "All roles as an array", "false");
  static final ConfigKey TABLE = new ConfigKey("fl.role.table", "Role table", null);
  static final ConfigKey ROLE_SCOPE_PREFIX =
      new ConfigKey("fl.role.scope.prefix", "Role scope prefix", "role:");

  /**
   * Reads the configuration.
   *
   * @param mapper the stored or submitted mapper
   * @return the configuration, usable
   * @throws MapperConfigException when it is not usable; all problems at once
   */
  public static RoleMapperConfig from(ProtocolMapperModel mapper) throws MapperConfigException {
    MapperConfigReader reader = new MapperConfigReader(mapper);
    ClaimName claimName = reader.claimName(CLAIM_NAME);
    boolean multivalued = reader.flag(MULTIVALUED);
    RoleTable table = RoleTable.parse(reader.text(TABLE), reason -> reader.problem(TABLE, reason));
    String rolePrefix = reader.prefix(ROLE_SCOPE_PREFIX);
    String projectPrefix = reader.prefix(ProjectSelection.SCOPE_PREFIX);
    if (rolePrefix.startsWith(projectPrefix) || projectPrefix.startsWith(rolePrefix)) {
      reader.problem(
          ROLE_SCOPE_PREFIX,
          "must differ from the project scope prefix, and neither may begin with the other");
    }
    reader.finish();
    return new RoleMapperConfig(
        claimName, multivalued, table, new ScopeFamily(rolePrefix), new ScopeFamily(projectPrefix));
  }

  @Override
  public ClaimDecision decide(TokenContext context) {
    return RoleDecision.decide(this, context);
  }
}
