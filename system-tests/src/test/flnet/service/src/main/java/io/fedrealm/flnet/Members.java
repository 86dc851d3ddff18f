package io.fedrealm.flnet;

import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.ServerErrorException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.representations.idm.UserRepresentation;

/**
 * Who can become a member of a cohort: read by the service account through Keycloak's admin API, as
 * FLNet's {@code KeycloakService} does it.
 */
@Path("/cohort/members")
@Authenticated
public class Members {

  @Inject Keycloak keycloak;

  @ConfigProperty(name = "quarkus.keycloak.admin-client.realm")
  String realm;

  /**
   * The user names of the realm.
   *
   * @throws ServerErrorException 502 when Keycloak does not let the service account read them
   */
  @GET
  public List<String> available() {
    try {
      return keycloak.realm(realm).users().list().stream()
          .map(UserRepresentation::getUsername)
          .toList();
    } catch (WebApplicationException e) {
      throw new ServerErrorException(
          "Keycloak answers " + e.getResponse().getStatus(), Response.Status.BAD_GATEWAY);
    }
  }
}
