package io.fedrealm.extension.site;

import io.fedrealm.extension.claim.FederationClaimMapper;
import io.fedrealm.extension.claim.MapperConfigException;
import io.fedrealm.extension.claim.MapperRule;
import io.fedrealm.extension.claim.SubjectName;
import java.util.List;
import java.util.Set;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/**
 * Puts the site and the organisation of a subject into claims: of a service account what its client
 * says, of a person what its groups say. NVIDIA FLARE compares them with the names in the
 * certificates (contract section 2.4).
 */
public final class FlSiteMapper extends FederationClaimMapper {

  /** The name of this mapper in realm JSON. */
  public static final String PROVIDER_ID = "fl-site-mapper";

  private static final List<ProviderConfigProperty> PROPERTIES =
      withTokenSwitches(properties(), FlSiteMapper.class);

  private static ProviderConfigurationBuilder properties() {
    ProviderConfigurationBuilder properties = ProviderConfigurationBuilder.create();
    SiteMapperConfig.SITE_CLAIM.addTo(
        properties,
        ProviderConfigProperty.STRING_TYPE,
        "Name of the claim that holds the site. It comes from the attribute '"
            + SubjectName.SITE
            + "' of the groups of the subject and the groups above them, or of the client whose"
            + " service account the subject is. A subject of several sites gets no claim. Dots nest"
            + " the claim.");
    SiteMapperConfig.ORG_CLAIM.addTo(
        properties,
        ProviderConfigProperty.STRING_TYPE,
        "Name of the claim that holds the organisation, from the attribute '"
            + SubjectName.ORG
            + "' in the same way.");
    return properties;
  }

  @Override
  public String getId() {
    return PROVIDER_ID;
  }

  @Override
  public String getDisplayType() {
    return "Federated learning site";
  }

  @Override
  public String getHelpText() {
    return "Puts the site and the organisation into claims, from attributes of the groups of the"
        + " subject or of the client of a service account.";
  }

  @Override
  public List<ProviderConfigProperty> getConfigProperties() {
    return PROPERTIES;
  }

  @Override
  public Set<String> ownClaims() {
    return Set.of("fl_site", "fl_org", "nvflare_site", "nvflare_org");
  }

  @Override
  public MapperRule rule(ProtocolMapperModel mapper) throws MapperConfigException {
    return SiteMapperConfig.from(mapper);
  }
}
