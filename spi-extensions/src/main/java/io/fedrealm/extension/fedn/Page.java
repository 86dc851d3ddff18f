package io.fedrealm.extension.fedn;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.keycloak.common.util.SecretGenerator;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocolService;
import org.keycloak.protocol.oidc.utils.PkceUtils;
import org.keycloak.services.Urls;
import org.keycloak.services.managers.AppAuthManager;
import org.keycloak.services.managers.AuthenticationManager.AuthResult;

/**
 * What a signed-in person does at the page: sees projects, roles and issued tokens, downloads a
 * client's configuration, copies an administrator's environment, revokes a token.
 */
final class Page {

  private static final String REVOKED = "revoked";

  private final KeycloakSession session;
  private final RealmModel realm;
  private final ClientModel client;
  private final Limits limits;

  Page(KeycloakSession session, Limits limits) {
    this.session = session;
    this.limits = limits;
    this.realm = session.getContext().getRealm();
    this.client = realm.getClientByClientId(FednAttributes.LOGIN_CLIENT);
    if (client == null || !client.isEnabled()) {
      throw new RefusedException(
          Response.Status.NOT_FOUND,
          "unauthorized_client",
          "The realm has no client " + FednAttributes.LOGIN_CLIENT + ", or it is switched off");
    }
    session.getContext().setClient(client);
  }

  /** The page itself, or the way to it through the login. */
  Response show() {
    MultivaluedMap<String, String> query = session.getContext().getUri().getQueryParameters();
    boolean isReturning = query.containsKey("code") || query.containsKey("error");
    AuthResult login = login();
    if (isReturning) {
      // The login's cookie is what counts; its code is worth nothing and stays out of the history.
      if (login == null) {
        throw new RefusedException(
            Response.Status.FORBIDDEN, "access_denied", "The sign-in did not succeed");
      }
      return Response.seeOther(address()).build();
    }
    if (login == null) {
      return Response.seeOther(signIn()).build();
    }
    PageView view = view(login);
    if (query.containsKey(REVOKED)) {
      view.with("notice", "fednRevoked");
    }
    return complete(view, login).render(Response.Status.OK);
  }

  /** What a form of the page asks for. */
  Response act(MultivaluedMap<String, String> form) {
    AuthResult login = login();
    if (login == null) {
      return Response.seeOther(address()).build();
    }
    if (!CsrfToken.matches(session, login.session(), form.getFirst("token"))) {
      throw new RefusedException(
          Response.Status.FORBIDDEN, "access_denied", "The form is not of this page");
    }
    if (PendingActions.has(session, client, login.user())) {
      return Response.seeOther(signIn()).build();
    }
    Issuer issuer = new Issuer(session, caller(login), limits);
    Project project = issuer.administered(form.getFirst("project"));
    return switch (Objects.requireNonNullElse(form.getFirst("action"), "")) {
      case "client" -> download(issuer, project, form, login);
      case "admin" -> {
        String lines = ClientFile.environment(issuer.adminToken(project, ""), refreshAddress());
        yield complete(view(login).with("environment", lines), login).render(Response.Status.OK);
      }
      case "revoke" -> revoke(project, form.getFirst("id"), login);
      default ->
          throw new RefusedException(
              Response.Status.BAD_REQUEST, "invalid_request", "There is no such action");
    };
  }

  private Response download(
      Issuer issuer, Project project, MultivaluedMap<String, String> form, AuthResult login) {
    String name = Objects.requireNonNullElse(form.getFirst("name"), "");
    String controller = Objects.requireNonNullElse(form.getFirst("controller"), "");
    if (!ClientFile.isName(name) || controller.length() > 255 || !Text.isSound(controller)) {
      return complete(view(login).with("notice", "fednBadName"), login)
          .render(Response.Status.BAD_REQUEST);
    }
    String yaml =
        ClientFile.yaml(name, controller, issuer.clientToken(project, name), refreshAddress());
    return view(login)
        .secured(Response.ok(yaml, "application/yaml; charset=UTF-8"))
        .header("Content-Disposition", "attachment; filename=\"" + name + ".yaml\"")
        .build();
  }

  private Response revoke(Project project, String id, AuthResult login) {
    if (id == null || !new IssuedTokens(session).revoke(project, id, caller(login))) {
      throw new RefusedException(
          Response.Status.NOT_FOUND, "not_found", "There is no such token any more");
    }
    return Response.seeOther(UriBuilder.fromUri(address()).queryParam(REVOKED, "").build()).build();
  }

  private PageView complete(PageView view, AuthResult login) {
    List<Project> projects = new Projects(session).of(login.user());
    IssuedTokens tokens = new IssuedTokens(session);
    return view.with("token", csrfToken(login.session()))
        .with("action", address().toString())
        .with(
            "account",
            Urls.accountBase(session.getContext().getUri().getBaseUri())
                .build(realm.getName())
                .toString())
        .with(
            "projects",
            projects.stream()
                .map(
                    project ->
                        project.isAdministered()
                            ? view.administered(project, tokens.of(project))
                            : view.project(project))
                .toList());
  }

  private PageView view(AuthResult login) {
    return new PageView(session, login.user());
  }

  private String csrfToken(UserSessionModel login) {
    return CsrfToken.of(session, login);
  }

  /**
   * Who has something left to do for the account does it first, at the login, and so does who has
   * signed in for another application only: this one may have a login flow of its own.
   */
  private AuthResult login() {
    AuthResult login = new AppAuthManager().authenticateIdentityCookie(session, realm);
    return login == null
            || login.user().getRequiredActionsStream().findAny().isPresent()
            || login.session().getAuthenticatedClientSessionByClient(client.getId()) == null
        ? null
        : login;
  }

  private Caller caller(AuthResult login) {
    return new Caller(login.user(), client, null);
  }

  private URI address() {
    return base().path("/").build();
  }

  private String refreshAddress() {
    return base().path("api/token/refresh/").build().toString();
  }

  private UriBuilder base() {
    return session
        .getContext()
        .getUri()
        .getBaseUriBuilder()
        .path("realms")
        .path(realm.getName())
        .path(FednServiceFactory.PROVIDER_ID);
  }

  /** Nobody redeems the code, so nobody keeps what the challenge was made of. */
  private URI signIn() {
    String challenge = PkceUtils.encodeCodeChallenge(PkceUtils.generateCodeVerifier(), "S256");
    return OIDCLoginProtocolService.authUrl(session.getContext().getUri())
        .queryParam("client_id", client.getClientId())
        .queryParam("redirect_uri", address())
        .queryParam("response_type", "code")
        .queryParam("scope", "openid")
        .queryParam("state", SecretGenerator.getInstance().generateSecureID())
        .queryParam("code_challenge", challenge)
        .queryParam("code_challenge_method", "S256")
        .build(realm.getName());
  }
}
