package io.fedrealm.extension.clients;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.keycloak.exportimport.ExportAdapter;
import org.keycloak.exportimport.ExportOptions;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;
import org.keycloak.storage.DatastoreProvider;

/**
 * {@code GET /admin/realms/REALM/fl-clients?first=0&max=50}: Keycloak's partial export with
 * clients, groups and roles, of a page of the clients instead of all. The first page has the whole
 * of the rest, too.
 *
 * <p>Keycloak's export reads all clients in one session of Hibernate, which looks for changes in
 * everything that it has read before each of its queries: a thousand clients take minutes, and ten
 * thousand a hundred times as long (docs/operations.md, Capacity).
 */
public final class ClientsResource {

  private static final int LARGEST_PAGE = 1000;

  private final KeycloakSession session;
  private final RealmModel realm;
  private final AdminPermissionEvaluator auth;

  /**
   * @param auth what the caller may do in the realm
   */
  ClientsResource(KeycloakSession session, RealmModel realm, AdminPermissionEvaluator auth) {
    this.session = session;
    this.realm = realm;
    this.auth = auth;
  }

  /**
   * Answers with a page in the order of Keycloak's own list of clients; secrets masked. For who may
   * have Keycloak's partial export (RealmAdminResource.partialExport).
   *
   * @param first how many clients are before the page
   * @param max how many the page has at most, 1 to 1000
   */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Response page(
      @QueryParam("first") @DefaultValue("0") int first,
      @QueryParam("max") @DefaultValue("50") int max) {
    auth.realm().requireManageRealm();
    auth.groups().requireList();
    auth.clients().requireView();
    if (first < 0 || max < 1 || max > LARGEST_PAGE) {
      throw new BadRequestException("first must be 0 or more, max 1 to " + LARGEST_PAGE);
    }
    Response.ResponseBuilder response = Response.ok().header("Cache-Control", "no-store");
    session
        .getProvider(DatastoreProvider.class)
        .getExportImportManager()
        .exportRealm(
            new ClientPage(realm, first, max),
            new ExportOptions(false, true, true, true, true),
            into(response));
    return response.build();
  }

  private static ExportAdapter into(Response.ResponseBuilder response) {
    return new ExportAdapter() {
      @Override
      public void setType(String mediaType) {
        response.type(mediaType);
      }

      @Override
      public void writeToOutputStream(ConsumerOfOutputStream consumer) {
        response.entity((StreamingOutput) consumer::accept);
      }
    };
  }
}
