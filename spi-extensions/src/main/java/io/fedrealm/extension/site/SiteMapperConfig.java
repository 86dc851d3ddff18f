package io.fedrealm.extension.site;

import io.fedrealm.extension.claim.ClaimName;
import io.fedrealm.extension.claim.ConfigKey;
import io.fedrealm.extension.claim.MapperConfigException;
import io.fedrealm.extension.claim.MapperConfigReader;
import io.fedrealm.extension.claim.MapperDecision;
import io.fedrealm.extension.claim.MapperRule;
import io.fedrealm.extension.claim.SubjectAttributes;
import io.fedrealm.extension.claim.TokenContext;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.models.ProtocolMapperModel;

/**
 * The configuration of {@link FlSiteMapper}.
 *
 * @param siteClaim where the site goes
 * @param orgClaim where the organisation goes
 */
public record SiteMapperConfig(ClaimName siteClaim, ClaimName orgClaim) implements MapperRule {

  /** The attribute of groups and clients that names the site. */
  static final String SITE_ATTRIBUTE = "fl.site";

  /** The attribute of groups and clients that names the organisation. */
  static final String ORG_ATTRIBUTE = "fl.org";

  static final ConfigKey SITE_CLAIM =
      new ConfigKey("fl.site.claim.name", "Site claim name", "fl_site");
  static final ConfigKey ORG_CLAIM =
      new ConfigKey("fl.org.claim.name", "Organisation claim name", "fl_org");

  /** Every name that NVIDIA FLARE accepts for a site or an organisation, and dots. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,128}");

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
  public MapperDecision evaluate(TokenContext context) {
    MapperDecision.Builder decision = new MapperDecision.Builder();
    decide(decision, siteClaim, SITE_ATTRIBUTE, context.subject());
    decide(decision, orgClaim, ORG_ATTRIBUTE, context.subject());
    return decision.build();
  }

  private static void decide(
      MapperDecision.Builder decision,
      ClaimName claim,
      String attribute,
      SubjectAttributes subject) {
    Set<String> values =
        Stream.concat(subject.ofOwnClient(attribute).stream(), subject.ofGroups(attribute))
            .filter(value -> !value.isBlank())
            .distinct()
            .limit(2)
            .collect(Collectors.toSet());
    if (values.size() > 1) {
      decision.absence(claim, "the subject has several values of " + attribute);
    } else if (!values.stream().allMatch(value -> NAME.matcher(value).matches())) {
      decision.absence(
          claim, attribute + " of the subject is no name of letters, digits, '.', '_' and '-'");
    } else {
      values.forEach(value -> decision.claim(claim, value));
    }
  }
}
