package io.fedrealm.extension.fedn;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.function.Function;
import java.util.function.Supplier;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.headers.SecurityHeadersOptions;
import org.keycloak.headers.SecurityHeadersProvider;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * The requests of FEDn's command line and clients, below {@code /realms/REALM/fedn}.
 *
 * <p>Source: fedn 0.33.0, cli/login_cmd.py, cli/project_cmd.py, cli/client_cmd.py, cli/shared.py
 * and network/clients/connect.py.
 */
public final class FednResource {

  private static final String PROJECT = "X-Project-Slug";
  private static final String CONTROLLER =
      "{controller: [a-z0-9-]+" + ControllerRedirect.SUFFIX + "}/{path: .*}";

  private final KeycloakSession session;
  private final Limits limits;
  private final Rates rates;

  FednResource(KeycloakSession session, Limits limits, Rates rates) {
    this.session = session;
    this.limits = limits;
    this.rates = rates;
  }

  /**
   * Takes the body out of Keycloak's hands and refuses what no request of FEDn is, before Keycloak
   * looks at either: it answers some of them with 500.
   *
   * @throws WebApplicationException for a content type that is neither JSON nor a form
   */
  void takeOver() {
    RequestBody.leaveUnread();
    HttpRequest request = session.getContext().getHttpRequest();
    if (!RequestBody.hasReadableType(request)) {
      throw new WebApplicationException(
          Answers.secured(refusedType(), session.getContext().getRealm(), headers()));
    }
    if (!RequestBody.isOfKnownType(request)) {
      throw new WebApplicationException(refusedType());
    }
  }

  private Response refusedType() {
    return guarded(
        EventType.PERMISSION_TOKEN,
        () -> {
          throw RequestBody.unsupported("JSON or a form");
        });
  }

  private SecurityHeadersOptions headers() {
    return session.getProvider(SecurityHeadersProvider.class).options();
  }

  /** A person's login; JSON {@code username}, {@code password}. */
  @POST
  @Path("api/token{slash:/?}")
  public Response login(@HeaderParam(HttpHeaders.CONTENT_TYPE) String type, InputStream body) {
    return guarded(
        EventType.LOGIN,
        () -> {
          if (!rates.allowsLogin(address())) {
            throw tooMany();
          }
          return tokens().login(RequestBody.read(body, limits).json(type));
        });
  }

  /** A new access token for a refresh token that stays as it is; JSON {@code refresh}. */
  @POST
  @Path("api/token/refresh{slash:/?}")
  public Response refresh(@HeaderParam(HttpHeaders.CONTENT_TYPE) String type, InputStream body) {
    return guarded(
        EventType.REFRESH_TOKEN, () -> tokens().refresh(RequestBody.read(body, limits).json(type)));
  }

  /** The projects in which the caller holds a role. */
  @GET
  @Path("api/v1/projects")
  public Response projects() {
    return guarded(EventType.PERMISSION_TOKEN, () -> projectService().list());
  }

  /** One of them. */
  @GET
  @Path("api/v1/projects/{slug}")
  public Response project(@PathParam("slug") String slug) {
    return guarded(EventType.PERMISSION_TOKEN, () -> projectService().show(slug));
  }

  /** A new project; form {@code name}. The other fields are for FEDn Studio's own machines. */
  @POST
  @Path("api/v1/projects/create")
  public Response create(@HeaderParam(HttpHeaders.CONTENT_TYPE) String type, InputStream body) {
    return guarded(
        EventType.PERMISSION_TOKEN,
        () -> projectService().create(RequestBody.read(body, limits).form(type)));
  }

  /** Removes a project and all that was issued for it. */
  @DELETE
  @Path("api/v1/projects/delete/{slug}")
  public Response delete(@PathParam("slug") String slug) {
    return guarded(EventType.PERMISSION_TOKEN, () -> projectService().delete(slug));
  }

  /** Tokens of an administrator of the project. */
  @GET
  @Path("api/v1/admin-token")
  public Response adminToken(@HeaderParam(PROJECT) String slug) {
    return guarded(EventType.TOKEN_EXCHANGE, () -> tokens().adminToken(slug));
  }

  /** Tokens of one more client of the project. */
  @GET
  @Path("api/v1/client-token")
  public Response clientToken(@HeaderParam(PROJECT) String slug) {
    return guarded(EventType.CLIENT_LOGIN, () -> tokens().clientToken(slug));
  }

  /** What FEDn's programs ask the controller of a project. */
  @GET
  @Path(CONTROLLER)
  public Response controllerGet(@PathParam("controller") String address) {
    return controller(address);
  }

  /** Likewise. */
  @POST
  @Path(CONTROLLER)
  public Response controllerPost(@PathParam("controller") String address, InputStream body) {
    return controller(address, body);
  }

  /** Likewise. */
  @PUT
  @Path(CONTROLLER)
  public Response controllerPut(@PathParam("controller") String address, InputStream body) {
    return controller(address, body);
  }

  /** Likewise. */
  @DELETE
  @Path(CONTROLLER)
  public Response controllerDelete(@PathParam("controller") String address) {
    return controller(address);
  }

  /** A body is read to its end, so that the connection can be used again. */
  private Response controller(String address, InputStream body) {
    return guarded(
        EventType.PERMISSION_TOKEN,
        () -> {
          RequestBody.read(body, limits);
          return new ControllerRedirect(session).to(address);
        });
  }

  private Response controller(String address) {
    return controller(address, InputStream.nullInputStream());
  }

  /** The page for people. */
  @GET
  @Path("")
  public Response page() {
    return guarded(
        EventType.PERMISSION_TOKEN, () -> new Page(session, limits).show(), this::errorPage);
  }

  /** What a form of the page asks for. */
  @POST
  @Path("")
  public Response act(@HeaderParam(HttpHeaders.CONTENT_TYPE) String type, InputStream body) {
    return guarded(
        EventType.PERMISSION_TOKEN,
        () -> new Page(session, limits).act(RequestBody.read(body, limits).form(type)),
        this::errorPage);
  }

  private Response errorPage(RefusedException refusal) {
    return session
        .getProvider(LoginFormsProvider.class)
        .setError(refusal.getMessage())
        .createErrorPage(refusal.status());
  }

  private TokenService tokens() {
    return new TokenService(session, limits);
  }

  private ProjectService projectService() {
    return new ProjectService(session, limits);
  }

  private Response guarded(EventType type, Supplier<Response> request) {
    return guarded(type, request, Answers::refused);
  }

  private Response guarded(
      EventType type, Supplier<Response> request, Function<RefusedException, Response> refused) {
    try {
      requireTls();
      if (!rates.allowsRequest(address())) {
        throw tooMany();
      }
      return request.get();
    } catch (RefusedException e) {
      if (!e.isReported()) {
        report(type, e);
      }
      return refused.apply(e);
    }
  }

  private void report(EventType type, RefusedException refusal) {
    RealmModel realm = session.getContext().getRealm();
    new EventBuilder(realm, session, session.getContext().getConnection())
        .event(type)
        .detail(Details.REASON, refusal.getMessage())
        .error(refusal.error());
  }

  /** As Keycloak's token endpoint does (TokenEndpoint.checkSsl). */
  private void requireTls() {
    RealmModel realm = session.getContext().getRealm();
    if (!"https".equals(session.getContext().getUri().getBaseUri().getScheme())
        && realm.getSslRequired().isRequired(session.getContext().getConnection())) {
      throw new RefusedException(Response.Status.FORBIDDEN, "invalid_request", "HTTPS required");
    }
  }

  /** Of the caller, as this realm knows it: one realm's callers take nothing from another's. */
  private String address() {
    return session.getContext().getRealm().getId()
        + ' '
        + Network.of(session.getContext().getConnection().getRemoteHost());
  }

  private static RefusedException tooMany() {
    return new RefusedException(
        Response.Status.TOO_MANY_REQUESTS, "too_many_requests", "Too many requests, wait a minute");
  }
}
