package io.fedrealm.extension.fedn;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.keycloak.OAuthErrorException;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.representations.AccessTokenResponse;
import org.keycloak.representations.RefreshToken;

/** Tokens for FEDn's command line and clients. */
final class TokenService {

  private static final int USERNAME_LENGTH = 255;

  private static final Set<String> SETTINGS =
      Set.of(OAuthErrorException.UNAUTHORIZED_CLIENT, OAuthErrorException.INVALID_CLIENT);

  private final KeycloakSession session;
  private final Limits limits;
  private final Grants grants;

  TokenService(KeycloakSession session, Limits limits) {
    this.session = session;
    this.limits = limits;
    this.grants = new Grants(session);
  }

  /**
   * A person's own tokens. Whatever is wrong with the name, the password or the account, the answer
   * is the same; the event tells.
   */
  Response login(JsonNode request) {
    String username = Text.of(request, "username");
    String password = Text.of(request, "password");
    if (!Text.isSound(username) || username.length() > USERNAME_LENGTH || password.isEmpty()) {
      throw badCredentials(
          new RefusedException(Response.Status.UNAUTHORIZED, "invalid_user_credentials", ""));
    }
    ClientModel client =
        client(FednAttributes.LOGIN_CLIENT)
            .orElseThrow(
                () ->
                    new RefusedException(
                        Response.Status.FORBIDDEN,
                        OAuthErrorException.UNAUTHORIZED_CLIENT,
                        "Login by password is switched off in this realm"));
    new GuessingCost(session)
        .spend(
            KeycloakModelUtils.findUserByNameOrEmail(
                session, session.getContext().getRealm(), username));
    try {
      return pair(grants.login(client, username, password));
    } catch (RefusedException e) {
      throw SETTINGS.contains(e.error())
          ? e.as(Response.Status.FORBIDDEN, e.error(), e.getMessage())
          : badCredentials(e);
    }
  }

  /** A new access token. The refresh token stays good until its session is ended or expires. */
  Response refresh(JsonNode request) {
    RefreshToken token = grants.decode(Text.of(request, "refresh"));
    Optional<ClientModel> client =
        Optional.ofNullable(token).map(RefreshToken::getIssuedFor).flatMap(this::client);
    if (client.filter(TokenService::isServed).isEmpty()) {
      throw badToken(
          new RefusedException(
              Response.Status.UNAUTHORIZED, OAuthErrorException.INVALID_TOKEN, ""));
    }
    try {
      AccessTokenResponse tokens = grants.refresh(client.get(), Text.of(request, "refresh"));
      return Answers.ok(Map.of("access", tokens.getToken()));
    } catch (RefusedException e) {
      throw badToken(e);
    }
  }

  /** Tokens of an administrator of a project: the person's own, in that project and that role. */
  Response adminToken(String slug) {
    Issuer issuer = new Issuer(session, new Callers(session).person(), limits);
    return pair(issuer.adminToken(issuer.administered(slug), ""));
  }

  /** Tokens of one more client of a project. */
  Response clientToken(String slug) {
    Issuer issuer = new Issuer(session, new Callers(session).person(), limits);
    return pair(issuer.clientToken(issuer.administered(slug), ""));
  }

  private Optional<ClientModel> client(String clientId) {
    return Optional.ofNullable(session.getContext().getRealm().getClientByClientId(clientId))
        .filter(ClientModel::isEnabled);
  }

  /** A refresh token of any other client is to be shown with that client's credentials. */
  private static boolean isServed(ClientModel client) {
    return client.getClientId().equals(FednAttributes.LOGIN_CLIENT)
        || client.getAttribute(FednAttributes.CLIENT_PROJECT) != null;
  }

  private static Response pair(AccessTokenResponse tokens) {
    return Answers.ok(Map.of("access", tokens.getToken(), "refresh", tokens.getRefreshToken()));
  }

  private static RefusedException badCredentials(RefusedException refusal) {
    return refusal.as(
        Response.Status.UNAUTHORIZED,
        OAuthErrorException.INVALID_GRANT,
        "No active account found with the given credentials");
  }

  private static RefusedException badToken(RefusedException refusal) {
    return refusal.as(
        Response.Status.UNAUTHORIZED,
        OAuthErrorException.INVALID_TOKEN,
        "The refresh token is invalid, has expired or has been revoked");
  }
}
