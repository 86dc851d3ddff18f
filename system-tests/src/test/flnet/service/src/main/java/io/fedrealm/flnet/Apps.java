package io.fedrealm.flnet;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;

/** The audit of tools, guarded as FLNet's {@code ToolAuditService} guards it. */
@Path("/apps/audit")
public class Apps {

  /** The tools that wait for an audit: none here. */
  @GET
  @RolesAllowed({"Admin", "Auditor"})
  public List<String> pending() {
    return List.of();
  }
}
