package io.fedrealm.extension.fedn;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.keycloak.OAuth2Constants;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.protocol.oidc.OIDCAdvancedConfigWrapper;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.protocol.oidc.grants.OAuth2GrantType;
import org.keycloak.protocol.oidc.refresh.RefreshTokenException;
import org.keycloak.protocol.oidc.token.TokenInterceptorException;
import org.keycloak.representations.AccessTokenResponse;
import org.keycloak.representations.RefreshToken;
import org.keycloak.representations.idm.OAuth2ErrorRepresentation;
import org.keycloak.services.CorsErrorResponseException;
import org.keycloak.services.ErrorResponseException;
import org.keycloak.services.cors.Cors;

/**
 * Asks Keycloak's own grants for tokens, as its token endpoint does (TokenEndpoint, 26.7.3), in the
 * name of a client that has no credentials of its own to show.
 */
final class Grants {

  private static final String OFFLINE_SCOPE = OAuth2Constants.OFFLINE_ACCESS + " role:";

  private final KeycloakSession session;

  Grants(KeycloakSession session) {
    this.session = session;
  }

  /**
   * A person's login by password: the realm's direct grant flow.
   *
   * @param client the client of the login
   * @param username as typed
   * @param password as typed
   * @return the person's tokens
   * @throws RefusedException when there are none
   */
  AccessTokenResponse login(ClientModel client, String username, String password) {
    MultivaluedMap<String, String> form = form(OAuth2Constants.PASSWORD);
    form.add("username", username);
    form.add("password", password);
    return run(client, grant(form), form, Map.of());
  }

  /**
   * A new access token.
   *
   * @param client that the refresh token was issued for
   * @param refreshToken as sent
   * @return the tokens
   * @throws RefusedException when there are none
   */
  AccessTokenResponse refresh(ClientModel client, String refreshToken) {
    MultivaluedMap<String, String> form = form(OAuth2Constants.REFRESH_TOKEN);
    form.add(OAuth2Constants.REFRESH_TOKEN, refreshToken);
    return run(client, grant(form), form, Map.of());
  }

  /**
   * Tokens of a project's client: its service account is the subject, so that they outlive the
   * membership of whoever asked for them.
   *
   * @param client the project's
   * @param notes what the session is to remember
   * @return the tokens, with an offline session of their own
   * @throws RefusedException when there are none
   */
  AccessTokenResponse clientToken(ClientModel client, Map<String, String> notes) {
    MultivaluedMap<String, String> form = form(OAuth2Constants.CLIENT_CREDENTIALS);
    form.add(OAuth2Constants.SCOPE, OFFLINE_SCOPE + "client");
    return run(client, grant(form), form, notes);
  }

  /**
   * Tokens of an administrator of a project.
   *
   * @param client the project's
   * @param person the subject, who has been authenticated
   * @param notes what the session is to remember
   * @return the tokens, with an offline session of their own
   * @throws RefusedException when there are none
   */
  AccessTokenResponse adminToken(ClientModel client, UserModel person, Map<String, String> notes) {
    MultivaluedMap<String, String> form = form(OAuth2Constants.TOKEN_EXCHANGE_GRANT_TYPE);
    form.add(OAuth2Constants.SCOPE, OFFLINE_SCOPE + "admin");
    return run(client, new PersonGrant(person), form, notes);
  }

  /**
   * Reads a refresh token.
   *
   * @param token as sent
   * @return the token; null when this realm has not signed it
   */
  RefreshToken decode(String token) {
    return session.tokens().decode(token, RefreshToken.class);
  }

  private AccessTokenResponse run(
      ClientModel client,
      OAuth2GrantType grant,
      MultivaluedMap<String, String> form,
      Map<String, String> notes) {
    session.getContext().setClient(client);
    session
        .getContext()
        .setHttpRequest(new FormRequest(session.getContext().getHttpRequest(), form));
    EventBuilder event =
        new EventBuilder(
                session.getContext().getRealm(), session, session.getContext().getConnection())
            .event(grant.getEventType())
            .client(client)
            .detail(Details.GRANT_TYPE, form.getFirst(OAuth2Constants.GRANT_TYPE));
    notes.forEach((name, value) -> event.detail(name.replace('.', '_'), value));
    OAuth2GrantType.Context context =
        new OAuth2GrantType.Context(
            session,
            OIDCAdvancedConfigWrapper.fromClientModel(client),
            notes,
            form,
            event,
            Cors.builder(),
            new TokenManager());
    return answer(grant, context, event);
  }

  private AccessTokenResponse answer(
      OAuth2GrantType grant, OAuth2GrantType.Context context, EventBuilder event) {
    try {
      Response response = grant.process(context);
      if (response.getEntity() instanceof AccessTokenResponse tokens) {
        return tokens;
      }
      // A login flow's own answer: the transaction is committed, as its counters have to be.
      throw refused(response);
    } catch (CorsErrorResponseException | ErrorResponseException e) {
      session.getTransactionManager().setRollbackOnly();
      throw refused(e.getResponse());
    } catch (TokenInterceptorException e) {
      // The token rules have sent their event.
      session.getTransactionManager().setRollbackOnly();
      throw refused(e.getError(), e.getDescription());
    } catch (RefreshTokenException e) {
      event.detail(Details.REASON, e.getErrorDescription()).error(Errors.INVALID_TOKEN);
      session.getTransactionManager().setRollbackOnly();
      throw refused(e.getError(), e.getErrorDescription());
    }
  }

  private OAuth2GrantType grant(MultivaluedMap<String, String> form) {
    return session.getProvider(OAuth2GrantType.class, form.getFirst(OAuth2Constants.GRANT_TYPE));
  }

  private static MultivaluedMap<String, String> form(String grantType) {
    MultivaluedMap<String, String> form = new MultivaluedHashMap<>();
    form.add(OAuth2Constants.GRANT_TYPE, grantType);
    return form;
  }

  private static RefusedException refused(Response response) {
    return response.getEntity() instanceof OAuth2ErrorRepresentation error
        ? refused(error.getError(), error.getErrorDescription())
        : refused("access_denied", "Refused");
  }

  private static RefusedException refused(String error, String description) {
    return RefusedException.byGrant(error, String.valueOf(description));
  }
}
