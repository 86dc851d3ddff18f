package io.fedrealm.extension.site;

import io.fedrealm.extension.claim.ClaimName;
import io.fedrealm.extension.claim.ConfigKey;
import io.fedrealm.extension.claim.MapperConfigException;
import io.fedrealm.extension.claim.MapperConfigReader;
import io.fedrealm.extension.claim.MapperDecision;
import io.fedrealm.extension.claim.MapperRule;
import io.fedrealm.extension.claim.SubjectAttributes;
import io.fedrealm.extension.claim.SubjectName;
import io.fedrealm.extension.claim.TokenContext;
import java.util.Set;
import org.keycloak.models.ProtocolMapperModel;

/**
 * The configuration of {@link FlSiteMapper}.
 *
 * @param siteClaim where the site goes
 * @param orgClaim where the organisation goes
 */
public record SiteMapperConfig(ClaimName siteClaim, ClaimName orgClaim) implements MapperRule {

  static final ConfigKey SITE_CLAIM =
      new ConfigKey("fl.site.claim.name", "Site claim name", "fl_site");
  static final ConfigKey ORG_CLAIM =
      new ConfigKey("fl.org.claim.name", "Organisation claim name", "fl_org");

  /**
   * Reads the configuration.
   *
   * @param mapper the stored or submitted mapper
   * @return the configuration, usable
   * @throws MapperConfigException when it is not usable; all problems at once
   */
  public static SiteMapperConfig from(ProtocolMapperModel mapper) throws MapperConfigException {
    MapperConfigReader reader = new MapperConfigReader(mapper);
    ClaimName site = reader.claimName(SITE_CLAIM);
    ClaimName org = reader.claimName(ORG_CLAIM);
    reader.checkApart(ORG_CLAIM, org, SITE_CLAIM, site);
    reader.finish();
    return new SiteMapperConfig(site, org);
  }

  @Override
  public Set<ClaimName> claimNames() {
    return Set.of(siteClaim, orgClaim);
  }

  @Override
  public MapperDecision evaluate(TokenContext context) {
    MapperDecision.Builder decision = new MapperDecision.Builder();
    decide(decision, siteClaim, SubjectName.SITE, context.subject());
    decide(decision, orgClaim, SubjectName.ORG, context.subject());
    return decision.build();
  }

  private static void decide(
      MapperDecision.Builder decision,
      ClaimName claim,
      String attribute,
      SubjectAttributes subject) {
    SubjectName name = SubjectName.of(attribute, subject);
    if (name.fault() != null) {
      decision.absence(claim, name.fault());
    } else if (name.value() != null) {
      decision.claim(claim, name.value());
    }
  }
}
