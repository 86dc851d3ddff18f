package io.fedrealm.extension.job;

import io.fedrealm.extension.claim.ServiceAccountSubject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.keycloak.OAuthErrorException;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.protocol.oidc.utils.AuthorizeClientUtil;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.ErrorResponseException;

/**
 * {@code POST /realms/REALM/fl-site-policy}: what a site admits and who a submitter is, for this
 * site alone.
 *
 * <p>Like token introspection (RFC 7662), but without a token: the site shows who it is by its
 * client's own authentication, and names the submitter. So no token has to travel with a job.
 */
public final class SitePolicyResource {

  /** The attribute of a realm that names the client people sign in with to submit jobs. */
  static final String LOGIN_ATTRIBUTE = "fl.submitter.client";

  private static final String SITE_ATTRIBUTE = "fl.site";
  private static final int LONGEST_EMAIL = 254;

  /** Who was asked about; Keycloak does not store events of the type for introspection. */
  private static final String SUBMITTER = "submitter";

  private static final String FOUND = "submitter_found";

  private final KeycloakSession session;

  /**
   * @param session of the request
   */
  SitePolicyResource(KeycloakSession session) {
    this.session = session;
  }

  /**
   * Answers.
   *
   * @param submitter the submitter's e-mail address; without one the answer has the site's policy
   *     only
   * @return {@code site}, and {@code submitter}, the claims, if one was named to whom the realm
   *     would give a token for this site
   */
  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.APPLICATION_JSON)
  public Response policy(@FormParam("submitter") String submitter) {
    RealmModel realm = session.getContext().getRealm();
    EventBuilder event =
        new EventBuilder(realm, session, session.getContext().getConnection())
            .event(EventType.CLIENT_LOGIN)
            .detail(Details.GRANT_TYPE, FlSitePolicyFactory.PROVIDER_ID);
    checkAccess(realm);
    ClientModel client = AuthorizeClientUtil.authorizeClient(session, event, null).getClient();
    event.client(client);
    UserModel account = account(client, event);
    String site = client.getAttribute(SITE_ATTRIBUTE);

    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("site", SitePolicy.of(new ServiceAccountSubject(client, account)));
    if (submitter != null && !submitter.isBlank()) {
      Optional<AccessToken> claims = claims(realm, submitter, site, client, event);
      answer.put("submitter", claims.orElse(null));
      event.detail(SUBMITTER, shown(submitter)).detail(FOUND, String.valueOf(claims.isPresent()));
      event.success();
    }
    return Response.ok(answer).header("Cache-Control", "no-store").build();
  }

  /** For a column of the database: no more than an address can have, and no NUL. */
  private static String shown(String submitter) {
    String text = submitter.replaceAll("\\p{Cntrl}", "?");
    return text.substring(0, Math.min(text.length(), LONGEST_EMAIL));
  }

  private void checkAccess(RealmModel realm) {
    String scheme = session.getContext().getUri().getBaseUri().getScheme();
    if (!realm.isEnabled()) {
      throw new ErrorResponseException(
          OAuthErrorException.ACCESS_DENIED, "Realm not enabled", Status.FORBIDDEN);
    }
    if (!scheme.equals("https")
        && realm.getSslRequired().isRequired(session.getContext().getConnection())) {
      throw new ErrorResponseException(
          OAuthErrorException.INVALID_REQUEST, "HTTPS required", Status.FORBIDDEN);
    }
  }

  private UserModel account(ClientModel client, EventBuilder event) {
    UserModel account =
        client.isPublicClient() || !client.isServiceAccountsEnabled()
            ? null
            : session.users().getServiceAccount(client);
    String site = client.getAttribute(SITE_ATTRIBUTE);
    if (account == null || !account.isEnabled() || site == null || site.isBlank()) {
      event.error(Errors.NOT_ALLOWED);
      throw new ErrorResponseException(
          OAuthErrorException.UNAUTHORIZED_CLIENT, "This client is no site", Status.FORBIDDEN);
    }
    return account;
  }

  private Optional<AccessToken> claims(
      RealmModel realm, String submitter, String site, ClientModel client, EventBuilder event) {
    String name = realm.getAttribute(LOGIN_ATTRIBUTE);
    ClientModel login = name == null ? null : realm.getClientByClientId(name);
    if (login == null || !login.isEnabled() || submitter.length() > LONGEST_EMAIL) {
      return Optional.empty();
    }
    return new SubmitterClaims(session, login, event)
        .of(submitter.strip(), site, client.getClientId());
  }
}
