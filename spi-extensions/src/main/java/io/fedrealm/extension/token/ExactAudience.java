package io.fedrealm.extension.token;

import io.fedrealm.extension.claim.RequestedScopes;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.keycloak.representations.AccessToken;

/**
 * The audiences that client scopes demand: an access token with such a scope is for this audience
 * alone or is not issued. The token of a site that any other site would take as well is no token of
 * that site.
 *
 * @param demands for each scope that demands an audience, as a message names it, the audience
 */
record ExactAudience(Map<String, String> demands) {

  /** The attribute of a client scope that names the audience. */
  static final String ATTRIBUTE = "fl.exact.audience";

  /** What the attribute says when the token must not have any audience. */
  static final String NONE = "none";

  /**
   * Reads the demands. A scope that Keycloak withholds demands its audience all the same.
   *
   * @param scopes the scopes of the token request
   * @return the demands; empty for most clients
   */
  static ExactAudience of(RequestedScopes scopes) {
    Map<String, String> demands = new TreeMap<>();
    scopes
        .all()
        .filter(scope -> scope.getAttribute(ATTRIBUTE) != null)
        .forEach(
            scope ->
                demands.put(RequiredClaims.describe(scope), scope.getAttribute(ATTRIBUTE).strip()));
    return new ExactAudience(demands);
  }

  /**
   * The demands that a token does not meet.
   *
   * @param token the access token; null when none is issued
   * @return a reason for each scope, sorted
   */
  SortedSet<String> reasons(AccessToken token) {
    SortedSet<String> reasons = new TreeSet<>();
    if (token != null) {
      List<String> audience =
          token.getAudience() == null
              ? List.of()
              : Stream.of(token.getAudience()).sorted().toList();
      demands.forEach(
          (scope, demand) -> {
            if (!audience.equals(demand.equals(NONE) ? List.of() : List.of(demand))) {
              reasons.add(reason(scope, demand, audience));
            }
          });
    }
    return reasons;
  }

  private static String reason(String scope, String demand, List<String> audience) {
    return scope
        + " is for "
        + (demand.equals(NONE) ? "no audience" : "the audience '" + demand + "' alone")
        + ", this token would be for "
        + (audience.isEmpty() ? "none" : "'" + String.join("', '", audience) + "'");
  }
}
