package io.fedrealm.extension.token;

import io.fedrealm.extension.claim.MapperDecision;
import io.fedrealm.extension.claim.RequestedScopes;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.token.TokenPostProcessor;
import org.keycloak.protocol.oidc.token.TokenPostProcessorContext;
import org.keycloak.representations.AccessToken;

/**
 * Refuses a token request that asks for a federated-learning role or project that the subject does
 * not hold, a token that lacks a claim which one of its scopes promises or that is for somebody
 * else than one of its scopes says, and one with a claim that a mapper has written which may not.
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
    List<MapperDecision> decisions =
        claimRefusals.decisions(clientSession, scopes, context.requestRefreshToken());
    SortedSet<String> refusals =
        decisions.stream()
            .map(MapperDecision::refusal)
            .filter(Objects::nonNull)
            .collect(Collectors.toCollection(TreeSet::new));
    // What was refused is missing too; one reason is enough.
    if (refusals.isEmpty()) {
      refusals.addAll(brokenPromises(context, scopes, decisions));
      refusals.addAll(ExactAudience.of(scopes).reasons(context.accessToken()));
    }
    refusals.addAll(forgedClaims(context, scopes, decisions));
    return refusals;
  }

  private SortedSet<String> forgedClaims(
      TokenPostProcessorContext context, RequestedScopes scopes, List<MapperDecision> decisions) {
    ClientSessionContext clientSession = context.clientSessionCtx();
    ClientModel client = clientSession.getClientSession().getClient();
    if (OperatorAccess.isExempt(clientSession.getClientSession().getRealm(), client)) {
      return new TreeSet<>();
    }
    MapperRights rights =
        MapperRights.of(session.getKeycloakSessionFactory(), client, scopes.granted());
    SortedSet<String> reasons = new TreeSet<>(rights.violations());
    AccessToken token = context.accessToken();
    if (token != null && reasons.isEmpty()) {
      reasons.addAll(
          new ClaimOrigins(token, clientSession)
              .reasons(rights, decisions, () -> claims.inToken(token)));
    }
    return reasons;
  }

  private SortedSet<String> brokenPromises(
      TokenPostProcessorContext context, RequestedScopes scopes, List<MapperDecision> decisions) {
    RequiredClaims missing = RequiredClaims.of(scopes);
    if (!missing.isEmpty()) {
      missing = missing.missingIn(claims.inToken(context.accessToken()));
    }
    if (!missing.isEmpty() && context.accessToken() != null && claims.areLeftToIntrospection()) {
      missing =
          missing.missingIn(
              claims.inIntrospection(context.accessToken(), context.clientSessionCtx()));
    }
    return missing.isEmpty() ? new TreeSet<>() : missing.reasons(absences(decisions));
  }

  private static Map<String, String> absences(List<MapperDecision> decisions) {
    Map<String, String> absences = new TreeMap<>();
    decisions.forEach(
        decision ->
            decision.absences().forEach((claim, reason) -> absences.put(claim.name(), reason)));
    return absences;
  }
}
