package io.fedrealm.extension.claim;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.RealmModel;

/**
 * The client scopes of a token request: the client's default ones, the optional ones that were
 * asked for, and the client itself, which Keycloak treats as a scope too.
 *
 * @param granted those that the token gets
 * @param withheld those that Keycloak leaves out without a word, because the scope has role scope
 *     mappings and the subject holds none of these roles
 *     (DefaultClientSessionContext.isClientScopePermittedForUser). They were asked for all the
 *     same, so that the token rules have to know them.
 */
public record RequestedScopes(List<ClientScopeModel> granted, List<ClientScopeModel> withheld) {

  /** Keeps the scopes as they are now. */
  public RequestedScopes {
    granted = List.copyOf(granted);
    withheld = List.copyOf(withheld);
  }

  /**
   * Reads the scopes of a request. Costs no look-up unless a scope is withheld.
   *
   * @param context the session context of the token request
   * @return all its scopes
   */
  public static RequestedScopes of(ClientSessionContext context) {
    List<ClientScopeModel> granted = context.getClientScopesStream().toList();
    Set<String> left = new HashSet<>(context.getClientScopeIds());
    granted.forEach(scope -> left.remove(scope.getId()));
    if (left.isEmpty()) {
      return new RequestedScopes(granted, List.of());
    }
    RealmModel realm = context.getClientSession().getRealm();
    return new RequestedScopes(
        granted, left.stream().map(realm::getClientScopeById).filter(Objects::nonNull).toList());
  }

  /**
   * All of them.
   *
   * @return granted and withheld scopes
   */
  public Stream<ClientScopeModel> all() {
    return Stream.concat(granted.stream(), withheld.stream());
  }

  /**
   * The names of scopes, without the client itself: its name is a display name that anybody who may
   * edit the client can choose.
   *
   * @param scopes some of the scopes
   * @return their names, sorted
   */
  public static Set<String> names(Stream<ClientScopeModel> scopes) {
    Set<String> names = new TreeSet<>();
    scopes
        .filter(scope -> !(scope instanceof ClientModel))
        .map(ClientScopeModel::getName)
        .forEach(names::add);
    return names;
  }
}
