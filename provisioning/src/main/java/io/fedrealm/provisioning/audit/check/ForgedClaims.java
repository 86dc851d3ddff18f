package io.fedrealm.provisioning.audit.check;

import io.fedrealm.provisioning.audit.model.AuditedRealm;
import io.fedrealm.provisioning.audit.model.Client;
import io.fedrealm.provisioning.audit.model.ClientScope;
import io.fedrealm.provisioning.audit.model.Mapper;
import io.fedrealm.provisioning.audit.model.Node;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Mappers that write a framework's claim and are not the ones that may: the extension's {@code
 * MapperRights}, for a realm that is not asked for tokens.
 */
public final class ForgedClaims {

  /** The attribute of a realm with the claims that any mapper may write. */
  public static final String OPEN = "fl.claims.open";

  private static final String TRUSTED = "fl.claims.trusted";

  private static final Set<String> OF_FRAMEWORKS = Set.of("role", "project", "fl");

  /** The outermost name of a claim (Keycloak's JsonUtils.splitClaimPath). */
  private static final Pattern OUTERMOST = Pattern.compile("((?:\\\\.|[^\\\\.])+).*");

  /** Which of our mappers writes which of the claims that frameworks know. */
  private static final Map<String, String> WRITERS =
      Map.of(
          "role", "fl-role-mapper",
          "project", "fl-project-mapper",
          "fl_site", "fl-site-mapper",
          "fl_org", "fl-site-mapper",
          "nvflare_site", "fl-site-mapper",
          "nvflare_org", "fl-site-mapper",
          "fl_jobs", "fl-job-policy-mapper",
          "fl_studies", "fl-job-policy-mapper",
          "nvflare_jobs", "fl-job-policy-mapper",
          "nvflare_studies", "fl-job-policy-mapper");

  private ForgedClaims() {}

  /** The mappers of clients and of client scopes. */
  public static Stream<Violation> of(AuditedRealm realm) {
    return Stream.concat(
        realm.clients().flatMap(Client::ownMappers).flatMap(m -> written(realm, m, false)),
        realm.scopes().flatMap(ClientScope::mappers).flatMap(m -> written(realm, m, true)));
  }

  private static Stream<Violation> written(AuditedRealm realm, Mapper mapper, boolean ofScope) {
    if (!ofScope && mapper.isFederationMapper() && claims(mapper).findAny().isEmpty()) {
      return Stream.of(Violation.at(mapper.node().get("protocolMapper")));
    }
    return claims(mapper)
        .filter(claim -> isTrusted(realm, outermost(claim.text())))
        .filter(claim -> !ofScope || !isWriter(mapper, outermost(claim.text())))
        .map(Violation::at);
  }

  private static Stream<Node> claims(Mapper mapper) {
    return mapper
        .node()
        .get("config")
        .members()
        .filter(member -> member.name().endsWith("claim.name"))
        .map(Node.Member::value)
        .filter(claim -> !claim.text().isEmpty());
  }

  private static boolean isWriter(Mapper mapper, String claim) {
    return claim.equals("nvflare_project")
        ? mapper.type().equals("oidc-hardcoded-claim-mapper")
        : mapper.isFederationMapper()
            && WRITERS.getOrDefault(claim, mapper.type()).equals(mapper.type());
  }

  private static boolean isTrusted(AuditedRealm realm, String claim) {
    return (OF_FRAMEWORKS.contains(claim)
            || claim.startsWith("fl_")
            || claim.startsWith("nvflare_")
            || names(realm, TRUSTED).contains(claim))
        && !names(realm, OPEN).contains(claim);
  }

  private static Set<String> names(AuditedRealm realm, String attribute) {
    return Arrays.stream(realm.get("attributes").get(attribute).text().split(","))
        .map(String::strip)
        .collect(Collectors.toSet());
  }

  /**
   * The outermost name.
   *
   * @param claim a claim's name with dots, as a mapper has it
   * @return the name without escapes
   */
  public static String outermost(String claim) {
    Matcher matcher = OUTERMOST.matcher(claim);
    return matcher.matches() ? matcher.group(1).replaceAll("\\\\(.)", "$1") : claim;
  }
}
