package io.fedrealm.extension.people;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/**
 * {@code GET /admin/realms/REALM/fl-people?first=0&max=500}: the realm's users, service accounts
 * left out, each with attributes, required actions, direct roles and groups. {@code links=true}
 * adds links to identity providers, {@code memberships=true} memberships of organizations.
 *
 * <p>Keycloak tells roles and groups for one user, one role or one group at a time, which is
 * thousands of requests in a realm of some size.
 */
public final class PeopleResource {

  /** A thousand people are 1 MB of JSON. */
  private static final int LARGEST_PAGE = 1000;

  /**
   * Before each query Keycloak's database layer looks through all that its transaction has read:
   * 500 people in one transaction take two and a half times as long as in five.
   */
  private static final int PEOPLE_IN_TRANSACTION = 100;

  private final KeycloakSession session;
  private final AdminPermissionEvaluator auth;

  /**
   * @param auth what the caller may do in the realm
   */
  PeopleResource(KeycloakSession session, AdminPermissionEvaluator auth) {
    this.session = session;
    this.auth = auth;
  }

  /**
   * Answers with a page in the order of Keycloak's own list of users. For who may see all users
   * only: a page in which somebody is missing would be taken for the last one.
   *
   * @param first how many users are before the page
   * @param max how many the page has at most, 1 to 1000
   * @param links whether to tell links to identity providers
   * @param memberships whether to tell memberships of organizations
   */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Response page(
      @QueryParam("first") @DefaultValue("0") int first,
      @QueryParam("max") @DefaultValue("100") int max,
      @QueryParam("links") boolean links,
      @QueryParam("memberships") boolean memberships) {
    auth.users().requireView();
    if (first < 0 || max < 1 || max > LARGEST_PAGE) {
      throw new BadRequestException("first must be 0 or more, max 1 to " + LARGEST_PAGE);
    }
    PersonHolding.Asked asked = new PersonHolding.Asked(links, memberships);
    List<PersonHolding> page = new ArrayList<>();
    boolean more = true;
    while (more && page.size() < max) {
      int wanted = Math.min(PEOPLE_IN_TRANSACTION, max - page.size());
      List<PersonHolding> some = some(first + page.size(), wanted, asked);
      page.addAll(some);
      more = some.size() == wanted;
    }
    return Response.ok(page).header("Cache-Control", "no-store").build();
  }

  private List<PersonHolding> some(int first, int max, PersonHolding.Asked asked) {
    return KeycloakModelUtils.runJobInTransactionWithResult(
        session.getKeycloakSessionFactory(),
        session.getContext(),
        own ->
            own.users()
                .searchForUserStream(
                    own.getContext().getRealm(),
                    Map.of(UserModel.INCLUDE_SERVICE_ACCOUNT, "false"),
                    first,
                    max)
                .peek(auth.users()::requireView)
                .map(user -> PersonHolding.of(user, own, auth, asked))
                .toList(),
        "people with what they hold");
  }
}
