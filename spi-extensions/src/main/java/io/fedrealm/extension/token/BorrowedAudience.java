package io.fedrealm.extension.token;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.protocol.oidc.mappers.AudienceProtocolMapper;

/**
 * Audiences that a scope of the realm demands as the only one, in a request without that scope: the
 * token of a site, but for others too.
 */
final class BorrowedAudience {

  private static final List<String> PROPERTIES =
      List.of(
          AudienceProtocolMapper.INCLUDED_CLIENT_AUDIENCE,
          AudienceProtocolMapper.INCLUDED_CUSTOM_AUDIENCE);

  private BorrowedAudience() {}

  /**
   * Looks at the audience mappers of a request. Looks at the scopes of the realm only when a mapper
   * adds an audience that no scope of the request demands.
   *
   * @param client the client that the tokens are issued to
   * @param scopes the scopes of the request, the client itself among them
   * @return a reason for each audience, sorted
   */
  static Set<String> violations(ClientModel client, Collection<ClientScopeModel> scopes) {
    Set<String> violations = new TreeSet<>();
    Set<String> added =
        scopes.stream().flatMap(BorrowedAudience::added).collect(Collectors.toSet());
    scopes.stream().map(BorrowedAudience::demand).filter(Objects::nonNull).forEach(added::remove);
    if (!added.isEmpty()) {
      client
          .getRealm()
          .getClientScopesStream()
          .filter(scope -> demand(scope) != null && added.contains(demand(scope)))
          .forEach(scope -> violations.add(violation(scope)));
    }
    return violations;
  }

  private static Stream<String> added(ClientScopeModel scope) {
    return scope
        .getProtocolMappersStream()
        .filter(m -> AudienceProtocolMapper.PROVIDER_ID.equals(m.getProtocolMapper()))
        .flatMap(BorrowedAudience::audiences);
  }

  private static Stream<String> audiences(ProtocolMapperModel mapper) {
    return PROPERTIES.stream()
        .map(property -> mapper.getConfig().get(property))
        .filter(audience -> audience != null && !audience.isEmpty());
  }

  private static String demand(ClientScopeModel scope) {
    String demand = scope.getAttribute(ExactAudience.ATTRIBUTE);
    return demand == null ? null : demand.strip();
  }

  private static String violation(ClientScopeModel scope) {
    return "the audience '"
        + demand(scope)
        + "' is for tokens with the "
        + RequiredClaims.describe(scope)
        + " only";
  }
}
