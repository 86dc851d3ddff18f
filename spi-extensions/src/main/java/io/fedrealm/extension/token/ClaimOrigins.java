package io.fedrealm.extension.token;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.extension.claim.ClaimName;
import io.fedrealm.extension.claim.MapperDecision;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.RoleModel;
import org.keycloak.representations.AccessToken;
import org.keycloak.util.JsonSerialization;

/**
 * Compares an access token with what its claims have to be: behind {@link MapperRights} the second
 * look, which sees what a mapper of somebody else's code has written.
 */
final class ClaimOrigins {

  /** Fields of a token. Among its other claims they would stand in it twice. */
  private static final Set<String> FIELDS =
      Set.of("iss", "sub", "aud", "exp", "iat", "azp", "realm_access", "resource_access");

  private final AccessToken token;
  private final ClientSessionContext session;

  /**
   * @param token the token, complete but not signed
   * @param session the session context that it is issued in
   */
  ClaimOrigins(AccessToken token, ClientSessionContext session) {
    this.token = token;
    this.session = session;
  }

  /**
   * Compares.
   *
   * @param rights what the mappers of the request may write
   * @param decisions what our mappers have decided
   * @param json the token as JSON, made only when it is needed
   * @return a reason for each claim that is not what it has to be, sorted
   */
  SortedSet<String> reasons(
      MapperRights rights, List<MapperDecision> decisions, Supplier<JsonNode> json) {
    SortedSet<String> reasons = new TreeSet<>();
    token.getOtherClaims().keySet().stream()
        .filter(name -> FIELDS.contains(name) || rights.isUnexplained(name))
        .forEach(name -> reasons.add("no mapper may write the claim '" + name + "'"));
    checkIdentity(reasons);
    checkRoles(reasons);
    if (!decisions.isEmpty()) {
      checkDecisions(decisions, json.get(), reasons);
    }
    return reasons;
  }

  private void checkIdentity(Set<String> reasons) {
    AuthenticatedClientSessionModel clientSession = session.getClientSession();
    if (!clientSession.getClient().getClientId().equals(token.getIssuedFor())) {
      reasons.add("the claim 'azp' would name another client");
    }
    String subject = token.getSubject();
    if (subject != null
        && !subject.equals(clientSession.getUserSession().getUser().getId())
        && session.getProtocolMappersStream().noneMatch(MapperSource::isPairwise)) {
      reasons.add("the claim 'sub' would name another subject");
    }
  }

  private void checkRoles(Set<String> reasons) {
    if (token.getRealmAccess() == null && token.getResourceAccess().isEmpty()) {
      return;
    }
    // Known already: Keycloak's role mappers have asked for them.
    List<RoleModel> held = session.getRolesStream().toList();
    Set<String> realmRoles =
        held.stream()
            .filter(role -> !role.isClientRole())
            .map(RoleModel::getName)
            .collect(Collectors.toSet());
    if (!holds(realmRoles, token.getRealmAccess())) {
      reasons.add("the claim 'realm_access' would name a role that the subject does not hold");
    }
    token
        .getResourceAccess()
        .forEach(
            (client, access) -> {
              Set<String> roles = new HashSet<>(realmRoles);
              held.stream()
                  .filter(role -> isOf(client, role))
                  .map(RoleModel::getName)
                  .forEach(roles::add);
              if (!holds(roles, access)) {
                reasons.add(
                    "the claim 'resource_access' would name a role that the subject does not hold");
              }
            });
  }

  private static boolean holds(Collection<String> roles, AccessToken.Access access) {
    return access == null || access.getRoles() == null || roles.containsAll(access.getRoles());
  }

  private static boolean isOf(String clientId, RoleModel role) {
    return role.isClientRole()
        && role.getContainer() instanceof ClientModel client
        && clientId.equals(client.getClientId());
  }

  private static void checkDecisions(
      List<MapperDecision> decisions, JsonNode json, Set<String> reasons) {
    Map<ClaimName, Set<JsonNode>> decided =
        decisions.stream()
            .flatMap(decision -> decision.claims().entrySet().stream())
            .collect(
                Collectors.groupingBy(
                    Map.Entry::getKey,
                    Collectors.mapping(claim -> tree(claim.getValue()), Collectors.toSet())));
    decided.forEach(
        (name, values) -> {
          JsonNode found = json;
          for (String part : name.path()) {
            found = found.path(part);
          }
          if (!found.isMissingNode() && !values.contains(found)) {
            reasons.add("the claim '" + name.name() + "' would be another than decided");
          }
        });
  }

  private static JsonNode tree(Object value) {
    return JsonSerialization.mapper.valueToTree(value);
  }
}
