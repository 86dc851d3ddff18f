package io.fedrealm.extension.job;

import io.fedrealm.extension.claim.FederationClaimMapper;
import io.fedrealm.extension.claim.MapperConfigException;
import io.fedrealm.extension.claim.MapperRule;
import java.util.List;
import java.util.Set;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/**
 * Puts into claims which jobs a subject may run and which studies it takes part in: merged from its
 * groups and the groups above them, and for a service account from its client.
 */
public final class FlJobPolicyMapper extends FederationClaimMapper {

  /** The name of this mapper in realm JSON. */
  public static final String PROVIDER_ID = "fl-job-policy-mapper";

  private static final List<ProviderConfigProperty> PROPERTIES =
      withTokenSwitches(properties(), FlJobPolicyMapper.class);

  private static ProviderConfigurationBuilder properties() {
    ProviderConfigurationBuilder properties = ProviderConfigurationBuilder.create();
    JobPolicyMapperConfig.JOBS_CLAIM.addTo(
        properties,
        ProviderConfigProperty.STRING_TYPE,
        "Name of the claim that holds the jobs: an object with the lists 'allow' and 'deny' of name"
            + " patterns. They come from the attributes '"
            + JobPolicyMapperConfig.ALLOW_ATTRIBUTE
            + "' and '"
            + JobPolicyMapperConfig.DENY_ATTRIBUTE
            + "' of the groups of the subject and the groups above them, and of the client whose"
            + " service account the subject is. Dots nest the claim.");
    JobPolicyMapperConfig.STUDIES_CLAIM.addTo(
        properties,
        ProviderConfigProperty.STRING_TYPE,
        "Name of the claim that holds the studies: a list of names, from the attribute '"
            + JobPolicyMapperConfig.STUDIES_ATTRIBUTE
            + "' in the same way.");
    return properties;
  }

  @Override
  public String getId() {
    return PROVIDER_ID;
  }

  @Override
  public String getDisplayType() {
    return "Federated learning job policy";
  }

  @Override
  public String getHelpText() {
    return "Puts the jobs that the subject may run, and its studies, into claims, from attributes of"
        + " the groups of the subject and of the client of a service account.";
  }

  @Override
  public List<ProviderConfigProperty> getConfigProperties() {
    return PROPERTIES;
  }

  @Override
  public Set<String> ownClaims() {
    return Set.of("fl_jobs", "fl_studies", "nvflare_jobs", "nvflare_studies");
  }

  @Override
  public MapperRule rule(ProtocolMapperModel mapper) throws MapperConfigException {
    return JobPolicyMapperConfig.from(mapper);
  }
}
