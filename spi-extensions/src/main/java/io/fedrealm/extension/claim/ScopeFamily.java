package io.fedrealm.extension.claim;

import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Client scopes whose name is a prefix and what the scope asks for: {@code role:admin}, {@code
 * project:demo}.
 *
 * @param prefix what the names start with, never empty
 */
public record ScopeFamily(String prefix) {

  /**
   * What the request asks for.
   *
   * @param context the token request
   * @return the names after the prefix, sorted; empty when no scope of this family is asked for
   */
  public SortedSet<String> requestedIn(TokenContext context) {
    return members(context.requested());
  }

  private SortedSet<String> members(Set<String> scopes) {
    return scopes.stream()
        .filter(scope -> scope.startsWith(prefix))
        .map(scope -> scope.substring(prefix.length()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Names scopes in a message.
   *
   * @param members names after the prefix
   * @return "scope 'role:admin'" or "scopes 'role:admin', 'role:client'"
   */
  public String scopes(SortedSet<String> members) {
    return (members.size() == 1 ? "scope " : "scopes ")
        + members.stream().map(name -> "'" + prefix + name + "'").collect(Collectors.joining(", "));
  }

  /**
   * What speaks against the request because of the way it selects, whatever the subject holds.
   *
   * <p>A selection must not get lost on the way of a token: without it the claim would be decided
   * by precedence and could say more than was granted. That happens when a refresh request leaves
   * the selecting scope out, and at introspection and userinfo when the token's {@code scope} does
   * not name it.
   *
   * @param context the token request
   * @return the reason to refuse it; empty when there is none
   */
  public Optional<String> selectionFault(TokenContext context) {
    SortedSet<String> requested = requestedIn(context);
    if (requested.isEmpty()) {
      SortedSet<String> before = members(context.earlier());
      return before.isEmpty()
          ? Optional.empty()
          : Optional.of(scopes(before) + " of the refresh token cannot be left out");
    }
    SortedSet<String> unlisted = members(context.unlisted());
    return unlisted.isEmpty()
        ? Optional.empty()
        : Optional.of(
            scopes(unlisted)
                + " must be included in the token scope, or introspection and userinfo would tell"
                + " something else than the token");
  }
}
