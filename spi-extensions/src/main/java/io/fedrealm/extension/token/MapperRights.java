package io.fedrealm.extension.token;

import io.fedrealm.extension.claim.ClaimName;
import io.fedrealm.extension.claim.FederationClaimMapper;
import io.fedrealm.extension.claim.MapperConfigException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.protocol.ProtocolMapper;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.mappers.HardcodedClaim;

/**
 * Which mapper may write which claim that somebody relies on.
 *
 * <p>Decided by what a mapper is configured to do, not by what it writes this time: the value can
 * be another one at the next request of user information or introspection, for which Keycloak asks
 * no token post-processor. A client's own mappers have less rights than those of client scopes: who
 * may manage one client, or registers one, can make the former and not the latter.
 */
public final class MapperRights {

  /** The project of NVIDIA FLARE is a constant of its client scope. */
  private static final String PROJECT_CONSTANT = "nvflare_project";

  private final KeycloakSessionFactory factories;
  private final TrustedClaims trusted;
  private final Set<String> explained = new HashSet<>();
  private final SortedSet<String> violations = new TreeSet<>();

  private MapperRights(KeycloakSessionFactory factories, TrustedClaims trusted) {
    this.factories = factories;
    this.trusted = trusted;
  }

  /**
   * Looks at the mappers of a request.
   *
   * @param factories knows the mappers of this project
   * @param client the client that the tokens are issued to
   * @param scopes the scopes of the request, the client itself among them
   * @return what the mappers do
   */
  public static MapperRights of(
      KeycloakSessionFactory factories, ClientModel client, Collection<ClientScopeModel> scopes) {
    TrustedClaims trusted = new TrustedClaims(client.getRealm(), RequiredClaims.names(scopes));
    MapperRights rights = new MapperRights(factories, trusted);
    for (ClientScopeModel scope : scopes) {
      scope
          .getProtocolMappersStream()
          .filter(mapper -> OIDCLoginProtocol.LOGIN_PROTOCOL.equals(mapper.getProtocol()))
          .forEach(mapper -> rights.examine(mapper, scope));
    }
    rights.violations.addAll(BorrowedAudience.violations(client, scopes));
    return rights;
  }

  /**
   * What must not be.
   *
   * @return a reason for each mapper and claim, sorted; empty when every mapper may do what it does
   */
  public SortedSet<String> violations() {
    return violations;
  }

  /**
   * Tells whether a claim that somebody relies on has been written by nobody who may.
   *
   * @param name the outermost name of a claim in a token
   * @return whether none of the mappers accounts for it
   */
  boolean isUnexplained(String name) {
    return (trusted.isOfAFramework(name) || trusted.isPromised(name)) && !explained.contains(name);
  }

  private void examine(ProtocolMapperModel mapper, ClientScopeModel scope) {
    boolean ofScope = !(scope instanceof ClientModel);
    FederationClaimMapper ours = ours(mapper);
    if (ours != null) {
      claims(ours, mapper)
          .forEach(claim -> judge(mapper, scope, claim.path(), ofScope && isOwn(ours, claim)));
      return;
    }
    MapperSource source = new MapperSource(mapper);
    List<String> path = source.path();
    if (source.isCalledAfterAClient()) {
      violations.add(violation(mapper, scope, "a claim that is called after a client"));
    } else if (!path.isEmpty()) {
      judge(mapper, scope, path, !source.changesRoles() && mayWrite(source, path.get(0), ofScope));
    }
  }

  private FederationClaimMapper ours(ProtocolMapperModel mapper) {
    return factories.getProviderFactory(ProtocolMapper.class, mapper.getProtocolMapper())
            instanceof FederationClaimMapper found
        ? found
        : null;
  }

  private static Set<ClaimName> claims(FederationClaimMapper ours, ProtocolMapperModel mapper) {
    try {
      return ours.rule(mapper).claimNames();
    } catch (MapperConfigException e) {
      // The request is refused for it: see ClaimRefusals.
      return Set.of();
    }
  }

  private static boolean isOwn(FederationClaimMapper ours, ClaimName claim) {
    return ours.ownClaims().contains(claim.name())
        || !FederationClaimMapper.USUAL_CLAIMS.contains(claim.name());
  }

  private boolean mayWrite(MapperSource source, String name, boolean ofScope) {
    if (trusted.isOfTheProtocol(name)) {
      return source.tellsTheTruth(ofScope);
    }
    if (trusted.isOfAFramework(name)) {
      return ofScope
          && name.equals(PROJECT_CONSTANT)
          && HardcodedClaim.PROVIDER_ID.equals(source.mapper().getProtocolMapper());
    }
    return ofScope;
  }

  private void judge(
      ProtocolMapperModel mapper, ClientScopeModel scope, List<String> path, boolean mayWrite) {
    String name = path.get(0);
    if (mayWrite) {
      explained.add(name);
    } else if (trusted.isOfTheProtocol(name)
        || trusted.isOfAFramework(name)
        || trusted.isPromised(name)) {
      violations.add(violation(mapper, scope, "the claim '" + String.join(".", path) + "'"));
    }
  }

  private static String violation(
      ProtocolMapperModel mapper, ClientScopeModel scope, String claim) {
    return "protocol mapper '"
        + mapper.getName()
        + "' of "
        + RequiredClaims.describe(scope)
        + " must not write "
        + claim;
  }
}
