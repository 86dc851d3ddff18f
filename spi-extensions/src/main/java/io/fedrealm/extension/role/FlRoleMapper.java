package io.fedrealm.extension.role;

import io.fedrealm.extension.claim.ClaimRule;
import io.fedrealm.extension.claim.FederationClaimMapper;
import io.fedrealm.extension.claim.MapperConfigException;
import io.fedrealm.extension.claim.ProjectSelection;
import java.util.List;
import java.util.Set;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/**
 * Maps realm and client roles to the role names of a federated-learning framework and puts the one
 * role of highest precedence, or the one that the request's scope names, into a claim. Frameworks
 * such as FEDn compare this claim with one string.
 */
public final class FlRoleMapper extends FederationClaimMapper {

  /** The name of this mapper in realm JSON. */
  public static final String PROVIDER_ID = "fl-role-mapper";

  private static final List<ProviderConfigProperty> PROPERTIES =
      withTokenSwitches(properties(), FlRoleMapper.class);

  private static ProviderConfigurationBuilder properties() {
    ProviderConfigurationBuilder properties = ProviderConfigurationBuilder.create();
    RoleMapperConfig.CLAIM_NAME.addTo(
        properties,
        ProviderConfigProperty.STRING_TYPE,
        "Name of the claim that holds the role. Dots nest it: 'fl.role' is the member 'role' of the"
            + " object 'fl'. Claims that Keycloak or the protocol gives a meaning are refused.");
    RoleMapperConfig.MULTIVALUED.addTo(
        properties,
        ProviderConfigProperty.BOOLEAN_TYPE,
        "If on, the claim is an array of all roles that the subject holds, in the order of the"
            + " table. If off, the claim is one string: the role of the first row that applies.");
    RoleMapperConfig.TABLE.addTo(
        properties,
        ProviderConfigProperty.MAP_TYPE,
        "Key: a role in Keycloak, either a realm role's name or 'clientId.roleName'. Value: the role"
            + " in the framework. The order of the rows is the precedence: the first row whose role"
            + " is held wins. '{project}' in a key stands for the project that the request's scope"
            + " selects, '{org}' in a value for the organisation of the subject.");
    RoleMapperConfig.ROLE_SCOPE_PREFIX.addTo(
        properties,
        ProviderConfigProperty.STRING_TYPE,
        "A client scope of this prefix and a role of the framework asks for exactly that role. If"
            + " the subject does not hold it, the token request is refused.");
    ProjectSelection.SCOPE_PREFIX.addTo(
        properties,
        ProviderConfigProperty.STRING_TYPE,
        "A client scope of this prefix and a project's name selects the project that '{project}' in"
            + " the role table stands for.");
    return properties;
  }

  @Override
  public String getId() {
    return PROVIDER_ID;
  }

  @Override
  public String getDisplayType() {
    return "Federated learning role";
  }

  @Override
  public String getHelpText() {
    return "Maps realm and client roles to the role names of a federated-learning framework. The"
        + " claim is one string, chosen by precedence or by the requested scope, or an array.";
  }

  @Override
  public List<ProviderConfigProperty> getConfigProperties() {
    return PROPERTIES;
  }

  @Override
  public Set<String> ownClaims() {
    return Set.of("role");
  }

  @Override
  public ClaimRule rule(ProtocolMapperModel mapper) throws MapperConfigException {
    return RoleMapperConfig.from(mapper);
  }
}
