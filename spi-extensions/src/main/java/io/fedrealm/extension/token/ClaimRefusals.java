package io.fedrealm.extension.token;

import io.fedrealm.extension.claim.FederationClaimMapper;
import io.fedrealm.extension.claim.MapperConfigException;
import io.fedrealm.extension.claim.MapperDecision;
import io.fedrealm.extension.claim.RequestedScopes;
import io.fedrealm.extension.claim.TokenContext;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.protocol.ProtocolMapper;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.representations.RefreshToken;

/** Asks every mapper of this project whether it has something against a token request. */
final class ClaimRefusals {

  private static final Logger LOG = Logger.getLogger(ClaimRefusals.class);

  private final KeycloakSessionFactory factories;

  ClaimRefusals(KeycloakSessionFactory factories) {
    this.factories = factories;
  }

  /**
   * Evaluates the rules of the mappers, also of those whose scope Keycloak withholds, and whether
   * or not the claim is switched on for any token.
   *
   * @param session the session context of the token request
   * @param scopes its scopes
   * @param refreshToken the refresh token that was handed in; null for any other grant
   * @return what each mapper decides
   */
  List<MapperDecision> decisions(
      ClientSessionContext session, RequestedScopes scopes, RefreshToken refreshToken) {
    List<ProtocolMapperModel> mappers = mappers(session, scopes);
    if (mappers.isEmpty()) {
      return List.of();
    }
    TokenContext context =
        TokenContext.of(session).issuing(unlisted(session, scopes), earlier(refreshToken));
    return mappers.stream().map(mapper -> decision(mapper, context)).toList();
  }

  private List<ProtocolMapperModel> mappers(ClientSessionContext session, RequestedScopes scopes) {
    Stream<ProtocolMapperModel> withheld =
        scopes.withheld().stream()
            .flatMap(ClientScopeModel::getProtocolMappersStream)
            .filter(mapper -> OIDCLoginProtocol.LOGIN_PROTOCOL.equals(mapper.getProtocol()));
    return Stream.concat(session.getProtocolMappersStream(), withheld)
        .filter(mapper -> implementation(mapper) != null)
        .toList();
  }

  private FederationClaimMapper implementation(ProtocolMapperModel mapper) {
    return factories.getProviderFactory(ProtocolMapper.class, mapper.getProtocolMapper())
            instanceof FederationClaimMapper ours
        ? ours
        : null;
  }

  private MapperDecision decision(ProtocolMapperModel mapper, TokenContext context) {
    try {
      return implementation(mapper).rule(mapper).evaluate(context);
    } catch (MapperConfigException e) {
      LOG.warnf(
          "No token: protocol mapper '%s' (%s) is not configured correctly, properties %s: %s",
          mapper.getName(), mapper.getProtocolMapper(), e.properties(), e.getMessage());
      String refusal =
          "protocol mapper '"
              + mapper.getName()
              + "' is not configured correctly, see "
              + String.join(", ", e.properties());
      return new MapperDecision(Map.of(), Map.of(), refusal);
    }
  }

  private static Set<String> unlisted(ClientSessionContext session, RequestedScopes scopes) {
    Set<String> names =
        RequestedScopes.names(
            scopes.granted().stream().filter(scope -> !scope.isIncludeInTokenScope()));
    if (!names.isEmpty()) {
      ClientModel client = session.getClientSession().getClient();
      names.removeAll(client.getClientScopes(true).keySet());
    }
    return names;
  }

  private static Set<String> earlier(RefreshToken refreshToken) {
    if (refreshToken == null || refreshToken.getScope() == null) {
      return Set.of();
    }
    return Arrays.stream(refreshToken.getScope().split(" "))
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }
}
