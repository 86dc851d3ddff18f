package io.fedrealm.flnet;

import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Set;
import java.util.TreeSet;

/** Open to everybody who is logged in, as FLNet's {@code CohortService}. */
@Path("/cohorts/me")
@Authenticated
public class Cohorts {

  /**
   * Who asks, as Quarkus understands the token.
   *
   * @param user the principal's name, which FLNet keeps as the owner of a cohort
   * @param roles what counts for {@code @RolesAllowed}
   */
  public record Caller(String user, Set<String> roles) {}

  @Inject SecurityIdentity identity;

  /** The caller. */
  @GET
  public Caller me() {
    return new Caller(identity.getPrincipal().getName(), new TreeSet<>(identity.getRoles()));
  }
}
