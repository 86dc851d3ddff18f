package io.fedrealm.provisioning.audit.check;

import io.fedrealm.provisioning.audit.model.AuditedRealm;
import io.fedrealm.provisioning.audit.model.ClientScope;
import io.fedrealm.provisioning.audit.model.Node;
import java.util.List;
import java.util.stream.Stream;

/** Client scopes without mappers and without roles. */
public final class EmptyScopes {

  private EmptyScopes() {}

  public static Stream<Violation> hits(AuditedRealm realm) {
    List<String> withRoles = withRoles(realm);
    List<String> prefixes = prefixes(realm);
    return realm
        .scopes()
        .filter(scope -> !scope.isBuiltIn() && scope.mappers().findAny().isEmpty())
        .filter(scope -> !withRoles.contains(scope.name()))
        .filter(scope -> !isForResourceServers(scope))
        .filter(scope -> prefixes.stream().noneMatch(scope.name()::startsWith))
        .map(ClientScope::node)
        .map(node -> Violation.at(node, "no mapper, no role"));
  }

  /** A service asks for it by name, and reads the name in the token: {@code user/Patient.read}. */
  private static boolean isForResourceServers(ClientScope scope) {
    return scope.name().matches(".*[/:.].*")
        && scope.node().get("attributes").get("include.in.token.scope").flag(true);
  }

  private static List<String> withRoles(AuditedRealm realm) {
    Stream<Node> ofClients =
        realm.get("clientScopeMappings").members().flatMap(owner -> owner.value().elements());
    return Stream.concat(realm.get("scopeMappings").elements(), ofClients)
        .filter(mapping -> !mapping.get("roles").texts().isEmpty())
        .map(mapping -> mapping.get("clientScope").text())
        .toList();
  }

  /** Our mappers read the names of scopes: {@code role:admin} chooses among a user's roles. */
  private static List<String> prefixes(AuditedRealm realm) {
    return Mappers.all(realm)
        .flatMap(
            mapper ->
                Stream.of("fl.role.scope.prefix", "fl.project.scope.prefix").map(mapper::config))
        .map(Node::text)
        .filter(prefix -> !prefix.isEmpty())
        .toList();
  }
}
