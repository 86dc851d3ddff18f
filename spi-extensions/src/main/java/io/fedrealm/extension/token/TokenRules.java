package io.fedrealm.extension.token;

import io.fedrealm.extension.claim.RequestedScopes;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.token.TokenPostProcessor;
import org.keycloak.protocol.oidc.token.TokenPostProcessorContext;

/**
 * Refuses a token request that asks for a federated-learning role or project that the subject does
 * not hold, and a token that lacks a claim which one of its scopes promises or that is for somebody
 * else than one of its scopes says.
 *
 * <p>Keycloak runs this once for every token response, after all mappers and before anything is
 * signed (TokenManager.AccessTokenResponseBuilder.build). For a client whose scopes have neither a
 * mapper of this project nor a promise it looks at names and attributes that are in memory, and at
 * nothing else.
 */
final class TokenRules implements TokenPostProcessor {

  private final KeycloakSession session;
  private final TokenClaims claims;
  private final BiConsumer<TokenPostProcessorContext, String> report;
  private final ClaimRefusals claimRefusals;

  /**
   * The rules for one request.
   *
   * @param session the session of the request
   * @param claims reads tokens
   * @param report takes each refusal for the audit trail
   */
  TokenRules(
      KeycloakSession session,
      TokenClaims claims,
      BiConsumer<TokenPostProcessorContext, String> report) {
    this.session = session;
    this.claims = claims;
    this.report = report;
    this.claimRefusals = new ClaimRefusals(session.getKeycloakSessionFactory());
  }

  @Override
  public void process(TokenPostProcessorContext context) {
    SortedSet<String> reasons = reasons(context);
    if (!reasons.isEmpty()) {
      String description = Refusal.description(reasons);
      report.accept(context, description);
      // TokenEndpoint would commit: a refused login would leave a session.
      session.getTransactionManager().setRollbackOnly();
      throw Refusal.exception(context, description);
    }
  }

  /**
   * Decides.
   *
   * @param context the token, complete but not signed
   * @return why it must not be issued, sorted; empty when it may be
   */
  SortedSet<String> reasons(TokenPostProcessorContext context) {
    ClientSessionContext clientSession = context.clientSessionCtx();
    RequestedScopes scopes = RequestedScopes.of(clientSession);
    SortedSet<String> refusals =
        claimRefusals.of(clientSession, scopes, context.requestRefreshToken());
    // What was refused is missing too; one reason is enough.
    if (refusals.isEmpty()) {
      refusals.addAll(brokenPromises(context, scopes));
      refusals.addAll(ExactAudience.of(scopes).reasons(context.accessToken()));
    }
    return refusals;
  }

  private SortedSet<String> brokenPromises(
      TokenPostProcessorContext context, RequestedScopes scopes) {
    RequiredClaims missing = RequiredClaims.of(scopes);
    if (!missing.isEmpty()) {
      missing = missing.missingIn(claims.inToken(context.accessToken()));
    }
    if (!missing.isEmpty() && context.accessToken() != null && claims.areLeftToIntrospection()) {
      missing =
          missing.missingIn(
              claims.inIntrospection(context.accessToken(), context.clientSessionCtx()));
    }
    return missing.isEmpty()
        ? new TreeSet<>()
        : missing.reasons(claimRefusals.absences(context.clientSessionCtx(), scopes));
  }
}
