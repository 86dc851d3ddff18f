package io.fedrealm.extension.project;

import io.fedrealm.extension.claim.ClaimDecision;
import io.fedrealm.extension.claim.ClaimName;
import io.fedrealm.extension.claim.ClaimRule;
import io.fedrealm.extension.claim.ConfigKey;
import io.fedrealm.extension.claim.MapperConfigException;
import io.fedrealm.extension.claim.MapperConfigReader;
import io.fedrealm.extension.claim.ProjectSelection;
import io.fedrealm.extension.claim.ScopeFamily;
import io.fedrealm.extension.claim.TokenContext;
import java.util.List;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.protocol.oidc.mappers.OIDCAttributeMapperHelper;

/**
 * The configuration of {@link FlProjectMapper}.
 *
 * @param claimName where the claim goes
 * @param projectScopes the client scopes that select the project
 * @param rolePrefix what the names of a project's realm roles start with, with the placeholder for
 *     the project
 */
public record ProjectMapperConfig(ClaimName claimName, ScopeFamily projectScopes, String rolePrefix)
    implements ClaimRule {

  static final ConfigKey CLAIM_NAME =
      new ConfigKey(OIDCAttributeMapperHelper.TOKEN_CLAIM_NAME, "Token claim name", "project");
  static final ConfigKey ROLE_PREFIX =
      new ConfigKey(
          "fl.project.role.prefix",
          "Project role prefix",
          MapperConfigReader.PROJECT_PLACEHOLDER + ":");

  /**
   * Reads the configuration.
   *
   * @param mapper the stored or submitted mapper
   * @return the configuration, usable
   * @throws MapperConfigException when it is not usable; all problems at once
   */
  public static ProjectMapperConfig from(ProtocolMapperModel mapper) throws MapperConfigException {
    MapperConfigReader reader = new MapperConfigReader(mapper);
    ClaimName claimName = reader.claimName(CLAIM_NAME);
    String scopePrefix = reader.prefix(ProjectSelection.SCOPE_PREFIX);
    String rolePrefix = reader.prefix(ROLE_PREFIX);
    if (!rolePrefix.isEmpty()) {
      checkRolePrefix(rolePrefix, reader);
    }
    reader.finish();
    return new ProjectMapperConfig(claimName, new ScopeFamily(scopePrefix), rolePrefix);
  }

  private static void checkRolePrefix(String prefix, MapperConfigReader reader) {
    if (MapperConfigReader.hasUnknownPlaceholder(prefix)) {
      reader.problem(
          ROLE_PREFIX, "unknown placeholder; the only one is the word project in curly brackets");
    }
    int placeholder = prefix.lastIndexOf(MapperConfigReader.PROJECT_PLACEHOLDER);
    if (placeholder < 0) {
      reader.problem(
          ROLE_PREFIX,
          "must hold the word project in curly brackets, or a role in one project would count for"
              + " all");
      return;
    }
    int end = placeholder + MapperConfigReader.PROJECT_PLACEHOLDER.length();
    if (end == prefix.length() || ProjectSelection.isSlugCharacter(prefix.charAt(end))) {
      reader.problem(
          ROLE_PREFIX,
          "after the project a separator is needed that no project name can hold, such as a colon,"
              + " or a role in project a-b would count for project a");
    }
  }

  @Override
  public boolean multivalued() {
    return false;
  }

  @Override
  public ClaimDecision decide(TokenContext context) {
    ProjectSelection selection = ProjectSelection.of(projectScopes, context);
    if (selection.refusal() != null) {
      return ClaimDecision.refused(selection.refusal());
    }
    if (selection.slug() == null) {
      return ClaimDecision.none();
    }
    String prefix = rolePrefix.replace(MapperConfigReader.PROJECT_PLACEHOLDER, selection.slug());
    if (!context.roles().holdsRealmRoleStartingWith(prefix)) {
      return ClaimDecision.refused(
          ProjectSelection.notHeld(projectScopes, projectScopes.requestedIn(context)));
    }
    return ClaimDecision.of(List.of(selection.slug()));
  }
}
