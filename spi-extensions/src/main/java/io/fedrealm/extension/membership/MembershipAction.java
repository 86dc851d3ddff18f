package io.fedrealm.extension.membership;

import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.events.Errors;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;

/**
 * Ends the sign-in of whoever is in no group and holds no role, with a page that says so, instead
 * of an application that is empty for them. Once somebody has put them into a group, reloading the
 * page lets them in. They may sign in to the account console all the same.
 */
final class MembershipAction implements RequiredActionProvider {

  /** A client's attribute: {@code false} lets everybody in. */
  static final String CLIENT_ATTRIBUTE = "fl.membership.required";

  /** Title and text of the page; the login theme has them, and a realm can replace them. */
  static final String TITLE = "flNoGroupTitle";

  static final String TEXT = "flNoGroup";

  private static final Set<String> OWN_ACCOUNT =
      Set.of(
          Constants.ACCOUNT_MANAGEMENT_CLIENT_ID,
          Constants.ACCOUNT_CONSOLE_CLIENT_ID,
          Constants.ADMIN_CONSOLE_CLIENT_ID);

  @Override
  public void evaluateTriggers(RequiredActionContext context) {
    if (isRefused(context)) {
      context.getAuthenticationSession().addRequiredAction(MembershipActionFactory.PROVIDER_ID);
    }
  }

  @Override
  public void requiredActionChallenge(RequiredActionContext context) {
    if (!isRefused(context)) {
      context.success();
      return;
    }
    context.getEvent().clone().error(Errors.ACCESS_DENIED);
    context.challenge(
        context
            .form()
            .setStatus(Response.Status.FORBIDDEN)
            .setInfo(TEXT)
            .setAttribute("messageHeader", TITLE)
            .setAttribute("skipLink", true)
            .createInfoPage());
  }

  /** The page has no form: whatever is sent, the question is the same. */
  @Override
  public void processAction(RequiredActionContext context) {
    requiredActionChallenge(context);
  }

  private static boolean isRefused(RequiredActionContext context) {
    ClientModel client = context.getAuthenticationSession().getClient();
    return !OWN_ACCOUNT.contains(client.getClientId())
        && !"false".equals(client.getAttribute(CLIENT_ATTRIBUTE))
        && !hasAccess(context.getRealm(), context.getUser());
  }

  private static boolean hasAccess(RealmModel realm, UserModel user) {
    return user.getGroupsStream().findAny().isPresent()
        || user.getRoleMappingsStream().anyMatch(role -> givesAccess(realm, role));
  }

  /** Not what everybody has, and not what one may do with one's own account. */
  private static boolean givesAccess(RealmModel realm, RoleModel role) {
    boolean ownAccount =
        role.getContainer() instanceof ClientModel client
            && client.getClientId().equals(Constants.ACCOUNT_MANAGEMENT_CLIENT_ID);
    return !ownAccount && !role.equals(realm.getDefaultRole());
  }

  @Override
  public void close() {
    // Holds nothing.
  }
}
