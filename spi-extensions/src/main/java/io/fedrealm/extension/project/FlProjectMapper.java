package io.fedrealm.extension.project;

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
 * Puts the project that the request's scope selects into a claim, if the subject holds a role in
 * it. FEDn compares this claim with the project of its controller (FEDN_JWT_CUSTOM_CLAIM_KEY and
 * _VALUE).
 */
public final class FlProjectMapper extends FederationClaimMapper {

  /** The name of this mapper in realm JSON. */
  public static final String PROVIDER_ID = "fl-project-mapper";

  private static final List<ProviderConfigProperty> PROPERTIES =
      withTokenSwitches(properties(), FlProjectMapper.class);

  private static ProviderConfigurationBuilder properties() {
    ProviderConfigurationBuilder properties = ProviderConfigurationBuilder.create();
    ProjectMapperConfig.CLAIM_NAME.addTo(
        properties,
        ProviderConfigProperty.STRING_TYPE,
        "Name of the claim that holds the project. Dots nest it: 'fl.project' is the member"
            + " 'project' of the object 'fl'. Claims that Keycloak or the protocol gives a meaning"
            + " are refused.");
    ProjectSelection.SCOPE_PREFIX.addTo(
        properties,
        ProviderConfigProperty.STRING_TYPE,
        "A client scope of this prefix and a project's name selects that project. A token request"
            + " that selects two projects is refused.");
    ProjectMapperConfig.ROLE_PREFIX.addTo(
        properties,
        ProviderConfigProperty.STRING_TYPE,
        "The subject holds a role in a project when it holds a realm role whose name starts with"
            + " this; '{project}' stands for the project. A token request for a project in which the"
            + " subject holds no role is refused.");
    return properties;
  }

  @Override
  public String getId() {
    return PROVIDER_ID;
  }

  @Override
  public String getDisplayType() {
    return "Federated learning project";
  }

  @Override
  public String getHelpText() {
    return "Puts the one project that the requested scope selects into a claim, if the subject"
        + " holds a role in that project.";
  }

  @Override
  public List<ProviderConfigProperty> getConfigProperties() {
    return PROPERTIES;
  }

  @Override
  public Set<String> ownClaims() {
    return Set.of("project");
  }

  @Override
  public ClaimRule rule(ProtocolMapperModel mapper) throws MapperConfigException {
    return ProjectMapperConfig.from(mapper);
  }
}
