package io.fedrealm.extension.policy;

import io.fedrealm.extension.token.OperatorAccess;
import io.fedrealm.extension.token.Refusal;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.keycloak.OAuthErrorException;
import org.keycloak.TokenCategory;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.token.TokenPostProcessor;
import org.keycloak.protocol.oidc.token.TokenPostProcessorContext;
import org.keycloak.representations.AccessToken;

/**
 * Holds the server-wide policies where Keycloak does not.
 *
 * <p>Two gaps of Keycloak are closed here. The administrators of a realm can put the server-wide
 * policies out of force for it, although Keycloak refuses to update them: see {@link
 * ServerWidePolicies#tampering}. And there are tokens for which Keycloak triggers no client
 * policies: those of the UMA grant (AuthorizationTokenService) and of other extensions.
 *
 * <p>Does nothing on a server that is started without server-wide policies, and asks no database.
 */
final class PolicyGuard implements TokenPostProcessor {

  /** The error code of a refusal (RFC 6749 section 5.2). */
  static final String ERROR = OAuthErrorException.UNAUTHORIZED_CLIENT;

  private final KeycloakSession session;
  private final ServerWidePolicies policies;
  private final BiConsumer<TokenPostProcessorContext, String> report;

  /**
   * The guard of one request.
   *
   * @param session the session of the request
   * @param policies the server's policies
   * @param report takes each refusal for the audit trail
   */
  PolicyGuard(
      KeycloakSession session,
      ServerWidePolicies policies,
      BiConsumer<TokenPostProcessorContext, String> report) {
    this.session = session;
    this.policies = policies;
    this.report = report;
  }

  @Override
  public void process(TokenPostProcessorContext context) {
    SortedSet<String> reasons = reasons(context);
    if (!reasons.isEmpty()) {
      String description = Refusal.description(reasons);
      report.accept(context, description);
      // TokenEndpoint would commit: a refused login would leave a session.
      session.getTransactionManager().setRollbackOnly();
      throw Refusal.exception(context, ERROR, description);
    }
  }

  /**
   * Decides.
   *
   * @param context the token, complete but not signed
   * @return why it must not be issued, sorted; empty when it may be
   */
  SortedSet<String> reasons(TokenPostProcessorContext context) {
    SortedSet<String> reasons = new TreeSet<>();
    RealmModel realm = session.getContext().getRealm();
    ClientModel client = session.getContext().getClient();
    if (policies.isEmpty() || client != null && OperatorAccess.isExempt(realm, client)) {
      return reasons;
    }
    reasons.addAll(policies.tampering(realm));
    OptionalInt bound = policies.maxAccessTokenLifespan();
    if (bound.isPresent() && context.accessToken() != null) {
      check(context.accessToken(), bound.getAsInt(), reasons);
    }
    return reasons;
  }

  private void check(AccessToken token, int bound, SortedSet<String> reasons) {
    String algorithm = session.tokens().signatureAlgorithm(TokenCategory.ACCESS);
    if (!SignatureAlgorithms.ALLOWED.equals(algorithm)) {
      reasons.add("the access token would be signed with " + algorithm);
    }
    if (token.getExp() == null
        || token.getIat() == null
        || token.getExp() - token.getIat() > bound) {
      reasons.add("the access token would live for more than " + bound + " seconds");
    }
  }
}
