package io.fedrealm.extension.claim;

import java.util.Optional;
import java.util.SortedSet;
import java.util.regex.Pattern;

/**
 * The project that a token request selects.
 *
 * @param slug the project; null when none is selected
 * @param refusal why the request is refused; null when nothing speaks against it
 */
public record ProjectSelection(String slug, String refusal) {

  /** The prefix of the client scopes that name a project; every mapper that knows projects. */
  public static final ConfigKey SCOPE_PREFIX =
      new ConfigKey("fl.project.scope.prefix", "Project scope prefix", "project:");

  /**
   * The characters of a slug. A role prefix goes on with another character after the slug, so that
   * the roles of one project are never taken for those of another.
   */
  private static final Pattern SLUG = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  /**
   * Reads the selection from the request's scopes.
   *
   * @param family the scopes that name a project
   * @param context the token request
   * @return the project, or none, or why the request is refused
   */
  public static ProjectSelection of(ScopeFamily family, TokenContext context) {
    Optional<String> fault = family.selectionFault(context);
    if (fault.isPresent()) {
      return refused(fault.get());
    }
    SortedSet<String> requested = family.requestedIn(context);
    if (requested.isEmpty()) {
      return new ProjectSelection(null, null);
    }
    if (requested.size() > 1) {
      return refused(family.scopes(requested) + " ask for several projects, a token is for one");
    }
    String slug = requested.first();
    if (!SLUG.matcher(slug).matches()) {
      return refused(
          family.scopes(requested)
              + " names no project: letters, digits, '.', '_' and '-' make a project's name");
    }
    if (context.withheld().contains(family.prefix() + slug)) {
      return refused(notHeld(family, requested));
    }
    return new ProjectSelection(slug, null);
  }

  /**
   * The refusal of a project in which the subject holds no role.
   *
   * @param family the scopes that name a project
   * @param requested the project
   * @return the reason, naming the scope
   */
  public static String notHeld(ScopeFamily family, SortedSet<String> requested) {
    return family.scopes(requested) + " asks for a project in which the subject holds no role";
  }

  private static ProjectSelection refused(String reason) {
    return new ProjectSelection(null, reason);
  }

  /**
   * Tells whether a character can be part of a slug.
   *
   * @param character any character
   * @return whether {@link #of} would accept it in a project's name
   */
  public static boolean isSlugCharacter(char character) {
    return SLUG.matcher("a" + character).matches();
  }
}
