package io.fedrealm.extension;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.mock;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;

/** A token request as Keycloak hands it to mappers: client scopes, mappers and roles in memory. */
public final class TokenRequest {

  private final List<ClientScopeModel> granted = new ArrayList<>();
  private final List<ClientScopeModel> withheld = new ArrayList<>();
  private final List<RoleModel> roles = new ArrayList<>();
  private final Map<String, ClientScopeModel> defaultScopes = new LinkedHashMap<>();
  private final List<ClientScopeModel> realmScopes = new ArrayList<>();
  private final RealmModel realm = mock();
  private final ClientModel client = mock();
  private final UserModel user = mock();
  private final AuthenticatedClientSessionModel clientSession = mock();

  private TokenRequest() {
    lenient().when(client.getId()).thenReturn("id-of-the-client");
    lenient().when(client.getClientId()).thenReturn("app");
    lenient().when(client.getProtocolMappersStream()).thenAnswer(call -> Stream.empty());
    lenient().when(client.getClientScopes(true)).thenReturn(defaultScopes);
    lenient().when(client.getRealm()).thenReturn(realm);
    lenient().when(realm.getClientScopesStream()).thenAnswer(call -> realmScopes.stream());
    lenient().when(client.isFullScopeAllowed()).thenReturn(true);
    granted.add(client);
    UserSessionModel userSession = mock();
    lenient().when(userSession.getUser()).thenReturn(user);
    lenient().when(clientSession.getClient()).thenReturn(client);
    lenient().when(clientSession.getRealm()).thenReturn(realm);
    lenient().when(clientSession.getUserSession()).thenReturn(userSession);
  }

  /** A request of the client {@code app} without any scope but the client itself. */
  public static TokenRequest create() {
    return new TokenRequest();
  }

  /** Adds client scopes without mappers and attributes. */
  public TokenRequest scopes(String... names) {
    for (String name : names) {
      scope(name, Map.of());
    }
    return this;
  }

  /** Adds a client scope. */
  public TokenRequest scope(
      String name, Map<String, String> attributes, ProtocolMapperModel... mappers) {
    granted.add(clientScope(name, attributes, mappers));
    return this;
  }

  /** Adds a scope that the client has by default. */
  public TokenRequest defaultScope(String name, Map<String, String> attributes) {
    scope(name, attributes);
    defaultScopes.put(name, granted.get(granted.size() - 1));
    return this;
  }

  /** Adds a scope that Keycloak does not grant to the subject. */
  public TokenRequest withheld(
      String name, Map<String, String> attributes, ProtocolMapperModel... mappers) {
    ClientScopeModel scope = clientScope(name, attributes, mappers);
    withheld.add(scope);
    lenient().when(realm.getClientScopeById(scope.getId())).thenReturn(scope);
    return this;
  }

  /** Adds a client scope to the realm that is not asked for. */
  public TokenRequest notRequested(String name, Map<String, String> attributes) {
    realmScopes.add(clientScope(name, attributes));
    return this;
  }

  /** Adds mappers to the client itself. */
  public TokenRequest ownMappers(ProtocolMapperModel... mappers) {
    lenient().when(client.getProtocolMappersStream()).thenAnswer(call -> Stream.of(mappers));
    return this;
  }

  /** Gives the subject realm roles. */
  public TokenRequest realmRoles(String... names) {
    for (String name : names) {
      roles.add(realmRole(name));
    }
    return this;
  }

  /** The client that asks. */
  public ClientModel client() {
    return client;
  }

  /** The realm of the client. */
  public RealmModel realm() {
    return realm;
  }

  /** The subject. */
  public UserModel user() {
    return user;
  }

  /** The request as Keycloak's session context. */
  public ClientSessionContext session() {
    ClientSessionContext session = mock();
    Map<String, Object> attributes = new HashMap<>();
    Set<String> ids =
        Stream.concat(granted.stream(), withheld.stream())
            .map(ClientScopeModel::getId)
            .collect(Collectors.toSet());
    lenient().when(session.getClientScopeIds()).thenReturn(ids);
    lenient().when(session.getClientScopesStream()).thenAnswer(call -> granted.stream());
    lenient().when(session.getRolesStream()).thenAnswer(call -> roles.stream());
    lenient()
        .when(session.getProtocolMappersStream())
        .thenAnswer(call -> granted.stream().flatMap(ClientScopeModel::getProtocolMappersStream));
    lenient().when(session.getClientSession()).thenReturn(clientSession);
    lenient()
        .doAnswer(call -> attributes.put(call.getArgument(0), call.getArgument(1)))
        .when(session)
        .setAttribute(any(), any());
    lenient()
        .when(session.getAttribute(any(), any()))
        .thenAnswer(call -> attributes.get(call.<String>getArgument(0)));
    return session;
  }

  /** A client scope as Keycloak stores it. */
  public static ClientScopeModel clientScope(
      String name, Map<String, String> attributes, ProtocolMapperModel... mappers) {
    ClientScopeModel scope = mock();
    lenient().when(scope.getId()).thenReturn("id-of-" + name);
    lenient().when(scope.getName()).thenReturn(name);
    attributes.forEach(
        (key, value) -> lenient().when(scope.getAttribute(eq(key))).thenReturn(value));
    lenient().when(scope.isIncludeInTokenScope()).thenCallRealMethod();
    lenient().when(scope.getProtocolMappersStream()).thenAnswer(call -> Stream.of(mappers));
    return scope;
  }

  /** A realm role. */
  public static RoleModel realmRole(String name) {
    RoleModel role = mock();
    lenient().when(role.getName()).thenReturn(name);
    return role;
  }

  /** A client role. */
  public static RoleModel clientRole(String clientId, String name) {
    ClientModel owner = mock();
    lenient().when(owner.getClientId()).thenReturn(clientId);
    RoleModel role = realmRole(name);
    lenient().when(role.isClientRole()).thenReturn(true);
    lenient().when(role.getContainer()).thenReturn(owner);
    return role;
  }

  /** A protocol mapper as Keycloak stores it. */
  public static ProtocolMapperModel mapper(String providerId, Map<String, String> config) {
    ProtocolMapperModel mapper = new ProtocolMapperModel();
    mapper.setId("id-of-" + providerId);
    mapper.setName("our " + providerId);
    mapper.setProtocol("openid-connect");
    mapper.setProtocolMapper(providerId);
    mapper.setConfig(config);
    return mapper;
  }
}
