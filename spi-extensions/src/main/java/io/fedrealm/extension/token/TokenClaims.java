package io.fedrealm.extension.token;

import com.fasterxml.jackson.databind.JsonNode;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.protocol.oidc.mappers.AbstractOIDCProtocolMapper;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.util.DefaultClientSessionContext;
import org.keycloak.util.JsonSerialization;

/** What the receiver of a token will find in it. */
final class TokenClaims {

  private final KeycloakSession session;

  TokenClaims(KeycloakSession session) {
    this.session = session;
  }

  /**
   * The claims in the access token itself.
   *
   * @param token the token; null has no claims
   * @return the token as JSON, as it will be signed
   */
  JsonNode inToken(AccessToken token) {
    return token == null
        ? JsonSerialization.mapper.createObjectNode()
        : JsonSerialization.mapper.valueToTree(token);
  }

  /**
   * Tells whether the token leaves claims out on purpose (Keycloak's lightweight access tokens):
   * its receiver gets them by introspection.
   *
   * @return whether the client's access tokens are lightweight
   */
  boolean areLeftToIntrospection() {
    return AbstractOIDCProtocolMapper.getShouldUseLightweightToken(session);
  }

  /**
   * The claims that introspection of this token would add now. Done as
   * AccessTokenIntrospectionProvider.transformAccessToken does it: with the scopes that the token
   * names, which can be fewer than those it was issued for.
   *
   * @param token the token, not yet signed
   * @param context the session context that the token is issued in
   * @return the added claims as JSON
   */
  JsonNode inIntrospection(AccessToken token, ClientSessionContext context) {
    String attribute = ClientSessionContext.class.getName();
    Object current = session.getAttribute(attribute);
    try {
      ClientSessionContext later =
          DefaultClientSessionContext.fromClientSessionAndScopeParameter(
              context.getClientSession(), token.getScope(), session);
      AccessToken answer = new AccessToken();
      answer.id(token.getId());
      answer.type(token.getType());
      answer.issuedFor(token.getIssuedFor());
      answer.setScope(token.getScope());
      return JsonSerialization.mapper.valueToTree(
          new TokenManager()
              .transformIntrospectionAccessToken(
                  session, null, answer, context.getClientSession().getUserSession(), later));
    } finally {
      // Making a session context registers it with the session; the one of the token goes on.
      session.setAttribute(attribute, current);
    }
  }
}
