package io.fedrealm.extension.claim;

import java.util.Set;
import org.keycloak.models.ClientSessionContext;

/**
 * What a token request asks for and what its subject holds: all that a {@link ClaimRule} may look
 * at.
 *
 * @param requested the names of the client scopes asked for, default ones included
 * @param withheld those of them that Keycloak does not grant (see {@link RequestedScopes})
 * @param unlisted those of them that the token's {@code scope} will not name and that are no
 *     default scopes: Keycloak forgets them when the token comes back for introspection or userinfo
 * @param earlier the scopes of the refresh token that was handed in; empty for any other grant
 * @param roles the roles held
 * @param subject what is written down about the subject
 */
public record TokenContext(
    Set<String> requested,
    Set<String> withheld,
    Set<String> unlisted,
    Set<String> earlier,
    HeldRoles roles,
    SubjectAttributes subject) {

  private static final String ATTRIBUTE = "io.fedrealm.token-context";

  /** Keeps the scopes as they are now. */
  public TokenContext {
    requested = Set.copyOf(requested);
    withheld = Set.copyOf(withheld);
    unlisted = Set.copyOf(unlisted);
    earlier = Set.copyOf(earlier);
  }

  /**
   * The context as a mapper sees it, computed once for all tokens and mappers of a request.
   *
   * @param session the session context of the token request
   * @return the context, without {@code unlisted} and {@code earlier}, which only the issuing of a
   *     token knows
   */
  public static TokenContext of(ClientSessionContext session) {
    TokenContext known = session.getAttribute(ATTRIBUTE, TokenContext.class);
    if (known != null) {
      return known;
    }
    RequestedScopes scopes = RequestedScopes.of(session);
    TokenContext context =
        new TokenContext(
            RequestedScopes.names(scopes.all()),
            RequestedScopes.names(scopes.withheld().stream()),
            Set.of(),
            Set.of(),
            HeldRoles.of(session),
            new SessionSubject(session));
    session.setAttribute(ATTRIBUTE, context);
    return context;
  }

  /**
   * The context as the issuing of a token sees it.
   *
   * @param unlistedScopes see {@code unlisted}
   * @param earlierScopes see {@code earlier}
   * @return the same request with what is known beyond it
   */
  public TokenContext issuing(Set<String> unlistedScopes, Set<String> earlierScopes) {
    return new TokenContext(requested, withheld, unlistedScopes, earlierScopes, roles, subject);
  }
}
