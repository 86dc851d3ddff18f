package io.fedrealm.extension.role;

import io.fedrealm.extension.claim.ClaimDecision;
import io.fedrealm.extension.claim.ProjectSelection;
import io.fedrealm.extension.claim.ScopeFamily;
import io.fedrealm.extension.claim.SubjectName;
import io.fedrealm.extension.claim.TokenContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which of the framework's roles a token names. Pure functions. */
final class RoleDecision {

  private RoleDecision() {}

  /**
   * Decides about the role claim.
   *
   * @param config the mapper's configuration
   * @param context the token request
   * @return the role or roles, none, or why the request is refused
   */
  static ClaimDecision decide(RoleMapperConfig config, TokenContext context) {
    Optional<String> fault = config.roleScopes().selectionFault(context);
    if (fault.isPresent()) {
      return ClaimDecision.refused(fault.get());
    }
    String project = null;
    if (config.table().needsProject()) {
      ProjectSelection selection = ProjectSelection.of(config.projectScopes(), context);
      if (selection.refusal() != null) {
        return ClaimDecision.refused(selection.refusal());
      }
      project = selection.slug();
    }
    return select(
        config,
        context,
        config
            .table()
            .heldValues(
                context.roles(),
                project,
                () -> SubjectName.of(SubjectName.ORG, context.subject()).value()));
  }

  private static ClaimDecision select(
      RoleMapperConfig config, TokenContext context, Set<String> held) {
    ScopeFamily family = config.roleScopes();
    SortedSet<String> requested = family.requestedIn(context);
    if (requested.isEmpty()) {
      return ClaimDecision.of(held.stream().limit(config.multivalued() ? held.size() : 1).toList());
    }
    if (requested.size() > 1 && !config.multivalued()) {
      return ClaimDecision.refused(
          family.scopes(requested) + " ask for several roles, this token is for one");
    }
    SortedSet<String> missing = new TreeSet<>(requested);
    missing.removeIf(
        role -> held.contains(role) && !context.withheld().contains(family.prefix() + role));
    if (!missing.isEmpty()) {
      return ClaimDecision.refused(
          family.scopes(missing)
              + (missing.size() == 1
                  ? " asks for a role that the subject does not hold"
                  : " ask for roles that the subject does not hold"));
    }
    List<String> selected = held.stream().filter(requested::contains).toList();
    return ClaimDecision.of(selected);
  }
}
