package io.fedrealm.extension.secret;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/**
 * {@code GET /admin/realms/REALM/fl-secrets}: of Keycloak's partial export what has secrets (mail
 * server, identity providers, components, login flows), with a {@link SecretFingerprint} wherever
 * it shows a mask. So {@code fedrealm plan} sees that a secret was changed by hand.
 *
 * <p>The request says nothing: neither a value to compare with nor a salt. Whoever asks a thousand
 * times has a thousand times the same 16 bits of each secret.
 */
public final class SecretsResource {

  private final KeycloakSession session;
  private final RealmModel realm;
  private final AdminPermissionEvaluator auth;

  /**
   * @param auth what the caller may do in the realm
   */
  SecretsResource(KeycloakSession session, RealmModel realm, AdminPermissionEvaluator auth) {
    this.session = session;
    this.realm = realm;
    this.auth = auth;
  }

  /**
   * Answers with a realm representation. For who may have Keycloak's partial export, which shows
   * all but the marks, and may change these secrets (RealmAdminResource.partialExport).
   */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Response marks() {
    auth.realm().requireManageRealm();
    return Response.ok(MarkedSecrets.of(session, realm))
        .header("Cache-Control", "no-store")
        .build();
  }
}
