package io.fedrealm.extension.policy;

import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.mock;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakUriInfo;
import org.keycloak.models.RealmModel;
import org.keycloak.services.clientpolicy.ClientPolicyContext;
import org.keycloak.services.clientpolicy.ClientPolicyEvent;
import org.keycloak.services.clientpolicy.context.ClientCRUDContext;
import org.keycloak.services.clientpolicy.context.PreAuthorizationRequestContext;
import org.keycloak.urls.UrlType;

/** A realm with one client, as executors see it; everything is in order until a test says else. */
final class PolicyRealm {

  static final String KEYCLOAK = "https://keycloak.example.org/auth";

  final RealmModel realm = mock();
  final ClientModel client = mock();
  final KeycloakSession session = mock();
  final KeycloakContext context = mock();

  PolicyRealm(String name) {
    lenient().when(realm.getName()).thenReturn(name);
    lenient().when(realm.getDefaultSignatureAlgorithm()).thenReturn("RS256");
    lenient().when(realm.getAccessTokenLifespan()).thenReturn(300);
    lenient().when(realm.getAccessTokenLifespanForImplicitFlow()).thenReturn(900);
    lenient().when(realm.getSsoSessionMaxLifespan()).thenReturn(36_000);
    client("app");
    lenient().when(context.getRealm()).thenReturn(realm);
    lenient().when(context.getClient()).thenReturn(client);
    KeycloakUriInfo uri = mock();
    lenient().when(uri.getBaseUri()).thenReturn(URI.create(KEYCLOAK + "/"));
    lenient().when(context.getUri(UrlType.FRONTEND)).thenReturn(uri);
    lenient().when(context.getUri(UrlType.ADMIN)).thenReturn(uri);
    lenient().when(session.getContext()).thenReturn(context);
  }

  /** Names the client. */
  PolicyRealm client(String clientId) {
    lenient().when(client.getClientId()).thenReturn(clientId);
    lenient().when(realm.getClientByClientId(clientId)).thenReturn(client);
    return this;
  }

  /** Sets attributes of the client. */
  PolicyRealm attributes(Map<String, String> attributes) {
    attributes.forEach(
        (name, value) -> lenient().when(client.getAttribute(name)).thenReturn(value));
    return this;
  }

  /** Sets the addresses of the client. */
  PolicyRealm addresses(String rootUrl, Set<String> redirectUris, Set<String> webOrigins) {
    lenient().when(client.getRootUrl()).thenReturn(rootUrl);
    lenient().when(client.getRedirectUris()).thenReturn(redirectUris);
    lenient().when(client.getWebOrigins()).thenReturn(webOrigins);
    return this;
  }

  /** A request of the client. */
  ClientPolicyContext request(ClientPolicyEvent event) {
    if (event == ClientPolicyEvent.PRE_AUTHORIZATION_REQUEST) {
      return new PreAuthorizationRequestContext(client.getClientId(), null);
    }
    ClientPolicyContext request = mock();
    lenient().when(request.getEvent()).thenReturn(event);
    return request;
  }

  /** The client as it has been written, before the transaction ends. */
  ClientPolicyContext saved(ClientPolicyEvent event) {
    ClientCRUDContext saved = mock();
    lenient().when(saved.getEvent()).thenReturn(event);
    lenient().when(saved.getTargetClient()).thenReturn(client);
    return saved;
  }
}
