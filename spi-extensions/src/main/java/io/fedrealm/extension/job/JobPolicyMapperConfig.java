package io.fedrealm.extension.job;

import io.fedrealm.extension.claim.ClaimName;
import io.fedrealm.extension.claim.ConfigKey;
import io.fedrealm.extension.claim.MapperConfigException;
import io.fedrealm.extension.claim.MapperConfigReader;
import io.fedrealm.extension.claim.MapperDecision;
import io.fedrealm.extension.claim.MapperRule;
import io.fedrealm.extension.claim.SubjectAttributes;
import io.fedrealm.extension.claim.TokenContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.keycloak.models.ProtocolMapperModel;

/**
 * The configuration of {@link FlJobPolicyMapper}.
 *
 * @param jobsClaim where the jobs go
 * @param studiesClaim where the studies go
 */
public record JobPolicyMapperConfig(ClaimName jobsClaim, ClaimName studiesClaim)
    implements MapperRule {

  /** The attribute of groups and clients with the jobs that may run. */
  static final String ALLOW_ATTRIBUTE = "fl.jobs.allow";

  /** The attribute of groups and clients with the jobs that may not run, whatever is allowed. */
  static final String DENY_ATTRIBUTE = "fl.jobs.deny";

  /** The attribute of groups and clients with the studies. */
  static final String STUDIES_ATTRIBUTE = "fl.studies";

  static final ConfigKey JOBS_CLAIM =
      new ConfigKey("fl.jobs.claim.name", "Jobs claim name", "fl_jobs");
  static final ConfigKey STUDIES_CLAIM =
      new ConfigKey("fl.studies.claim.name", "Studies claim name", "fl_studies");

  /**
   * Reads the configuration.
   *
   * @param mapper the stored or submitted mapper
   * @return the configuration, usable
   * @throws MapperConfigException when it is not usable; all problems at once
   */
  public static JobPolicyMapperConfig from(ProtocolMapperModel mapper)
      throws MapperConfigException {
    MapperConfigReader reader = new MapperConfigReader(mapper);
    ClaimName jobs = reader.claimName(JOBS_CLAIM);
    ClaimName studies = reader.claimName(STUDIES_CLAIM);
    reader.checkApart(STUDIES_CLAIM, studies, JOBS_CLAIM, jobs);
    reader.finish();
    return new JobPolicyMapperConfig(jobs, studies);
  }

  @Override
  public Set<ClaimName> claimNames() {
    return Set.of(jobsClaim, studiesClaim);
  }

  @Override
  public MapperDecision evaluate(TokenContext context) {
    MapperDecision.Builder decision = new MapperDecision.Builder();
    decideJobs(decision, context.subject());
    decideStudies(decision, context.subject());
    return decision.build();
  }

  private void decideJobs(MapperDecision.Builder decision, SubjectAttributes subject) {
    NameList allow = NameList.of(ALLOW_ATTRIBUTE, NameList.JOB_PATTERN, subject);
    NameList deny = NameList.of(DENY_ATTRIBUTE, NameList.JOB_PATTERN, subject);
    String fault =
        Stream.of(allow.fault(), deny.fault()).filter(Objects::nonNull).findFirst().orElse(null);
    if (fault != null) {
      // Half a policy is none: without what is denied the rest would allow too much.
      decision.absence(jobsClaim, fault);
    } else if (!allow.names().isEmpty() || !deny.names().isEmpty()) {
      TreeSet<String> allowed = new TreeSet<>(allow.names());
      allowed.removeAll(deny.names());
      Map<String, List<String>> jobs = new LinkedHashMap<>();
      jobs.put("allow", List.copyOf(allowed));
      jobs.put("deny", deny.names());
      decision.claim(jobsClaim, jobs);
    }
  }

  private void decideStudies(MapperDecision.Builder decision, SubjectAttributes subject) {
    NameList studies = NameList.of(STUDIES_ATTRIBUTE, NameList.STUDY, subject);
    if (studies.fault() != null) {
      decision.absence(studiesClaim, studies.fault());
    } else if (!studies.names().isEmpty()) {
      decision.claim(studiesClaim, studies.names());
    }
  }
}
