package io.fedrealm.flnet;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;

/** The relay's administration, guarded as FLNet's {@code OrchApiRelayService} guards it. */
@Path("/admin/orch/relay")
public class Administration {

  /** The relay's containers: none here. */
  @GET
  @RolesAllowed({"Admin"})
  public List<String> containers() {
    return List.of();
  }
}
