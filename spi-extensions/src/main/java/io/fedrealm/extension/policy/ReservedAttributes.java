package io.fedrealm.extension.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.keycloak.OAuthErrorException;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.services.clientpolicy.ClientPolicyContext;
import org.keycloak.services.clientpolicy.ClientPolicyException;
import org.keycloak.services.clientpolicy.context.AdminClientRegisterContext;
import org.keycloak.services.clientpolicy.context.AdminClientUpdateContext;
import org.keycloak.services.clientpolicy.context.ClientCRUDContext;
import org.keycloak.services.clientpolicy.context.TokenIntrospectContext;
import org.keycloak.services.clientpolicy.context.UserInfoRequestContext;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProvider;

/**
 * Refuses a client that says about itself what only an administrator may say: attributes of this
 * project, protocol mappers, roles for everybody. Refuses user information and introspection where
 * a mapper writes a claim that it may not: Keycloak runs no token post-processor there.
 */
final class ReservedAttributes implements ClientPolicyExecutorProvider<NoConfig> {

  /** What the names of these attributes begin with. */
  static final String PREFIX = "fl.";

  private static final String BY_AN_ADMINISTRATOR = " can only be set by an administrator";

  private final KeycloakSession session;

  ReservedAttributes(KeycloakSession session) {
    this.session = session;
  }

  @Override
  public String getProviderId() {
    return ReservedAttributesFactory.PROVIDER_ID;
  }

  @Override
  public Class<NoConfig> getExecutorConfigurationClass() {
    return NoConfig.class;
  }

  @Override
  public void executeOnEvent(ClientPolicyContext context) throws ClientPolicyException {
    switch (context.getEvent()) {
      case REGISTER, UPDATE -> checkProposal((ClientCRUDContext) context);
      case USERINFO_REQUEST ->
          // Of the errors of a policy, Keycloak's endpoint knows those of RFC 6750 section 3.1
          // only.
          refuse(
              OAuthErrorException.INSUFFICIENT_SCOPE,
              new ToldClaims(session)
                  .problems(((UserInfoRequestContext) context).getTokenForUserInfo().getToken()));
      case TOKEN_INTROSPECT ->
          refuse(
              OAuthErrorException.ACCESS_DENIED,
              new ToldClaims(session)
                  .problems(((TokenIntrospectContext) context).getParams().getFirst("token")));
      default -> {
        // Only what is proposed tells a change from what an administrator has set.
      }
    }
  }

  private void checkProposal(ClientCRUDContext context) throws PolicyViolation {
    ClientRepresentation proposed = context.getProposedClientRepresentation();
    List<String> problems = new ArrayList<>();
    if (!Administrators.made(context, session.getContext().getRealm())) {
      problems.addAll(changedAttributes(proposed, context.getTargetClient()));
    }
    if (!isOfTheAdminApi(context)) {
      ProposedMappers.changed(proposed, context.getTargetClient())
          .map(name -> "protocol mapper " + name + BY_AN_ADMINISTRATOR)
          .forEach(problems::add);
      if (givesRolesToEverybody(proposed)) {
        problems.add("defaultRoles" + BY_AN_ADMINISTRATOR);
      }
    }
    refuse(OAuthErrorException.INVALID_CLIENT_METADATA, problems);
  }

  private static boolean isOfTheAdminApi(ClientPolicyContext context) {
    return context instanceof AdminClientRegisterContext
        || context instanceof AdminClientUpdateContext;
  }

  private static List<String> changedAttributes(ClientRepresentation proposed, ClientModel stored) {
    Map<String, String> attributes =
        proposed.getAttributes() == null ? Map.of() : proposed.getAttributes();
    return attributes.keySet().stream()
        .filter(name -> name.startsWith(PREFIX))
        .filter(
            name ->
                !Objects.equals(
                    attributes.get(name), stored == null ? null : stored.getAttribute(name)))
        .sorted()
        .map(name -> "attribute " + name + BY_AN_ADMINISTRATOR)
        .toList();
  }

  /** Keycloak makes them roles of everybody who is in the realm. */
  @SuppressWarnings("deprecation")
  private static boolean givesRolesToEverybody(ClientRepresentation proposed) {
    return proposed.getDefaultRoles() != null && proposed.getDefaultRoles().length > 0;
  }

  private static void refuse(String error, List<String> problems) throws PolicyViolation {
    if (!problems.isEmpty()) {
      throw new PolicyViolation(error, problems);
    }
  }
}
