package io.fedrealm.extension.job;

import io.fedrealm.extension.claim.SubjectAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a site admits, as administrators have written it into its client and groups. */
final class SitePolicy {

  /** The attribute with the organisations whose jobs a site admits; absent: all. */
  static final String ORGS_ATTRIBUTE = "fl.orgs.allow";

  /** The attribute with the submitters' roles that a site admits; absent: all. */
  static final String ROLES_ATTRIBUTE = "fl.roles.allow";

  /** The attribute that is {@code true} where jobs may bring their own code. */
  static final String BYOC_ATTRIBUTE = "fl.byoc.allow";

  /** Organisations and roles of NVIDIA FLARE (contract section 3). */
  private static final Predicate<String> NAME = Pattern.compile("\\w{1,128}").asMatchPredicate();

  /** A site can also admit, or leave out, the study of jobs that name none. */
  private static final Predicate<String> STUDY = NameList.STUDY.or("default"::equals);

  private SitePolicy() {}

  /**
   * The policy, ready for JSON.
   *
   * @param site the site's service account
   * @return {@code jobs} (absent when its attributes cannot be used: then no job is admitted),
   *     {@code studies}, {@code orgs} and {@code roles} (absent: not restricted; empty when the
   *     attribute cannot be used: nobody is admitted) and {@code byoc}
   */
  static Map<String, Object> of(SubjectAttributes site) {
    Map<String, Object> policy = new LinkedHashMap<>();
    NameList allow = list(JobPolicyMapperConfig.ALLOW_ATTRIBUTE, NameList.JOB_PATTERN, site);
    NameList deny = list(JobPolicyMapperConfig.DENY_ATTRIBUTE, NameList.JOB_PATTERN, site);
    if (allow.fault() == null && deny.fault() == null) {
      policy.put("jobs", Map.of("allow", allow.names(), "deny", deny.names()));
    }
    restrict(policy, "studies", list(JobPolicyMapperConfig.STUDIES_ATTRIBUTE, STUDY, site));
    restrict(policy, "orgs", list(ORGS_ATTRIBUTE, NAME, site));
    restrict(policy, "roles", list(ROLES_ATTRIBUTE, NAME, site));
    policy.put("byoc", isTrue(BYOC_ATTRIBUTE, site));
    return policy;
  }

  private static NameList list(String attribute, Predicate<String> name, SubjectAttributes site) {
    return NameList.of(attribute, name, site);
  }

  private static void restrict(Map<String, Object> policy, String key, NameList names) {
    if (names.fault() != null || !names.names().isEmpty()) {
      policy.put(key, names.names());
    }
  }

  private static boolean isTrue(String attribute, SubjectAttributes site) {
    List<String> values =
        Stream.concat(site.ofOwnClient(attribute).stream(), site.ofGroups(attribute)).toList();
    return !values.isEmpty() && values.stream().allMatch("true"::equals);
  }
}
