package io.fedrealm.extension.policy;

import io.fedrealm.extension.token.OperatorAccess;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.keycloak.OAuthErrorException;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.representations.idm.ClientPolicyExecutorConfigurationRepresentation;
import org.keycloak.services.clientpolicy.ClientPolicyContext;
import org.keycloak.services.clientpolicy.ClientPolicyEvent;
import org.keycloak.services.clientpolicy.ClientPolicyException;
import org.keycloak.services.clientpolicy.context.ClientCRUDContext;
import org.keycloak.services.clientpolicy.context.PreAuthorizationRequestContext;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProvider;

/**
 * A client policy executor that looks at a client as it is stored, when it is saved and again when
 * it asks for something: a client that came in by an import, for which Keycloak runs no client
 * policies, is refused then.
 *
 * <p>A saved client is looked at after it has been written and before the transaction ends
 * (REGISTERED, UPDATED; a refusal rolls everything back). What is proposed before that (REGISTER,
 * UPDATE) is only part of the truth: the request can leave out any property, and Keycloak then
 * keeps the old value or puts in a default, which for direct access grants is "on"
 * (OIDCLoginProtocolFactory.setupClientDefaults).
 *
 * @param <C> the executor's configuration
 */
abstract class ClientCheck<C extends ClientPolicyExecutorConfigurationRepresentation>
    implements ClientPolicyExecutorProvider<C> {

  private static final Set<ClientPolicyEvent> SAVED =
      EnumSet.of(ClientPolicyEvent.REGISTERED, ClientPolicyEvent.UPDATED);

  private final KeycloakSession session;
  private final String providerId;
  private final Set<ClientPolicyEvent> requests;

  /**
   * A check for one request.
   *
   * @param session the session of the request
   * @param providerId the executor's name
   * @param requests the requests of a client that need the check
   */
  ClientCheck(KeycloakSession session, String providerId, Set<ClientPolicyEvent> requests) {
    this.session = session;
    this.providerId = providerId;
    this.requests = requests;
  }

  /**
   * Looks at a client.
   *
   * @param client the client as stored
   * @return what is wrong with it, in words that name the property; empty when nothing is
   */
  abstract List<String> problems(ClientModel client);

  /**
   * Looks at an OpenID Connect client that is saved.
   *
   * @param client the client as it would be stored
   * @return the same as {@link #problems} unless an executor knows better
   */
  List<String> problemsWhenSaved(ClientModel client) {
    return problems(client);
  }

  @Override
  public final String getProviderId() {
    return providerId;
  }

  @Override
  public void executeOnEvent(ClientPolicyContext context) throws ClientPolicyException {
    if (SAVED.contains(context.getEvent())) {
      ClientModel client = ((ClientCRUDContext) context).getTargetClient();
      // A client of another protocol gets no tokens; when it asks for one, it is looked at too.
      if (isOpenIdConnect(client)) {
        refuse(OAuthErrorException.INVALID_CLIENT_METADATA, problemsWhenSaved(client));
      }
    } else if (requests.contains(context.getEvent())) {
      ClientModel client = client(context);
      // Keycloak itself refuses a request of an unknown client.
      if (client != null && !OperatorAccess.isExempt(realm(), client)) {
        refuse(OAuthErrorException.UNAUTHORIZED_CLIENT, problems(client));
      }
    }
  }

  private ClientModel client(ClientPolicyContext context) {
    return context instanceof PreAuthorizationRequestContext request
        ? realm().getClientByClientId(request.getClientId())
        : session.getContext().getClient();
  }

  private static boolean isOpenIdConnect(ClientModel client) {
    return client.getProtocol() == null
        || client.getProtocol().equals(OIDCLoginProtocol.LOGIN_PROTOCOL);
  }

  private static void refuse(String error, List<String> reasons) throws PolicyViolation {
    if (!reasons.isEmpty()) {
      throw new PolicyViolation(error, reasons);
    }
  }

  /** The session of the request. */
  final KeycloakSession session() {
    return session;
  }

  /** The realm of the request. */
  final RealmModel realm() {
    return session.getContext().getRealm();
  }
}
