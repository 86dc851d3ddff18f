package io.fedrealm.extension.token;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.extension.claim.RequestedScopes;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.utils.JsonUtils;

/**
 * The claims that client scopes promise: a token with such a scope either has the claim or is not
 * issued.
 *
 * @param promises for each scope that promises claims, as a message names it, the claims' names
 */
record RequiredClaims(Map<String, SortedSet<String>> promises) {

  /** The attribute of a client scope that lists the claims, separated by commas. */
  static final String ATTRIBUTE = "fl.required.claims";

  /**
   * Reads the promises. A scope that Keycloak withholds from the subject promises its claims all
   * the same: it was asked for, and the token would silently have less.
   *
   * @param scopes the scopes of the token request
   * @return the promises; empty for most clients
   */
  static RequiredClaims of(RequestedScopes scopes) {
    Map<String, SortedSet<String>> promises = new TreeMap<>();
    scopes.all().forEach(scope -> collect(scope, promises));
    return new RequiredClaims(promises);
  }

  /**
   * The outermost names of the promised claims.
   *
   * @param scopes scopes of a request
   * @return the names; empty for most clients
   */
  static Set<String> names(Collection<ClientScopeModel> scopes) {
    Map<String, SortedSet<String>> promises = new TreeMap<>();
    scopes.forEach(scope -> collect(scope, promises));
    return promises.values().stream()
        .flatMap(Collection::stream)
        .map(claim -> JsonUtils.splitClaimPath(claim).get(0))
        .collect(Collectors.toSet());
  }

  private static void collect(ClientScopeModel scope, Map<String, SortedSet<String>> promises) {
    String attribute = scope.getAttribute(ATTRIBUTE);
    if (attribute != null) {
      SortedSet<String> claims = promises.computeIfAbsent(describe(scope), name -> new TreeSet<>());
      Arrays.stream(attribute.split(","))
          .map(String::strip)
          .filter(claim -> !claim.isEmpty())
          .forEach(claims::add);
    }
  }

  /**
   * Names a scope in a message.
   *
   * @param scope the scope, or the client itself
   * @return what it is and its name; of a client the id, for its name is anybody's choice
   */
  static String describe(ClientScopeModel scope) {
    return scope instanceof ClientModel client
        ? "client '" + client.getClientId() + "'"
        : "scope '" + scope.getName() + "'";
  }

  /**
   * Tells whether anything is promised.
   *
   * @return whether there is nothing to check
   */
  boolean isEmpty() {
    return promises.values().stream().allMatch(SortedSet::isEmpty);
  }

  /**
   * The promises that a token does not keep.
   *
   * @param token the token as JSON
   * @return the promises that are left, each a reason to refuse the token
   */
  RequiredClaims missingIn(JsonNode token) {
    Map<String, SortedSet<String>> missing = new TreeMap<>();
    promises.forEach(
        (scope, claims) -> {
          SortedSet<String> left = new TreeSet<>(claims);
          left.removeIf(claim -> has(token, claim));
          if (!left.isEmpty()) {
            missing.put(scope, left);
          }
        });
    return new RequiredClaims(missing);
  }

  private static boolean has(JsonNode token, String claim) {
    JsonNode node = token;
    for (String name : JsonUtils.splitClaimPath(claim)) {
      node = node.path(name);
    }
    if (node.isContainerNode()) {
      return !node.isEmpty();
    }
    return !node.isMissingNode() && !node.isNull() && !node.asText().isBlank();
  }

  /**
   * The broken promises in words.
   *
   * @param absences for the names of some claims, what is wrong with them
   * @return a reason for each scope and claim, sorted
   */
  SortedSet<String> reasons(Map<String, String> absences) {
    SortedSet<String> reasons = new TreeSet<>();
    promises.forEach(
        (scope, claims) ->
            claims.forEach(
                claim ->
                    reasons.add(
                        scope
                            + " promises the claim '"
                            + claim
                            + "', which this token would not have"
                            + (absences.containsKey(claim) ? ": " + absences.get(claim) : ""))));
    return reasons;
  }
}
