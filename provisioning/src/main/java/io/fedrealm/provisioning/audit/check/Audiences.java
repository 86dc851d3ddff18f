package io.fedrealm.provisioning.audit.check;

import io.fedrealm.provisioning.audit.model.AuditedRealm;
import io.fedrealm.provisioning.audit.model.Client;
import io.fedrealm.provisioning.audit.model.ClientScope;
import io.fedrealm.provisioning.audit.model.Mapper;
import io.fedrealm.provisioning.audit.model.Node;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** For whom tokens are: the audiences that mappers and scope mappings put into them. */
public final class Audiences {

  private static final String MAPPER = "oidc-audience-mapper";
  private static final String CLIENT = "included.client.audience";
  private static final String CUSTOM = "included.custom.audience";

  /** Their roles are in most tokens by Keycloak's defaults; they say nothing about an API. */
  private static final Set<String> NO_API = Set.of("account", "broker");

  private Audiences() {}

  /** Every client that an audience mapper of the realm names. */
  public static List<String> all(AuditedRealm realm) {
    return mappers(realm).map(mapper -> mapper.config(CLIENT).text()).distinct().toList();
  }

  /** Where audience mappers name a client. */
  public static Stream<Node> namedClients(AuditedRealm realm) {
    return mappers(realm).map(m -> m.config(CLIENT)).filter(node -> !node.text().isEmpty());
  }

  /** Whether a client's tokens can name the service that they are for. */
  public static boolean has(Client client) {
    return client.allMappers().anyMatch(m -> namesService(client, m)) || resolved(client);
  }

  /** Whether something puts an audience into each token of a client. */
  public static boolean isAlwaysIn(Client client) {
    boolean resolves =
        client.defaultMappers().anyMatch(m -> m.type().equals("oidc-audience-resolve-mapper"));
    return client.defaultMappers().anyMatch(Audiences::writesAudience)
        || resolves && (client.node().get("fullScopeAllowed").flag(true) || resolved(client));
  }

  private static boolean writesAudience(Mapper mapper) {
    boolean named =
        !mapper.config(CLIENT).text().isEmpty() || !mapper.config(CUSTOM).text().isEmpty();
    return mapper.type().equals(MAPPER) && named && mapper.isInAccessToken();
  }

  /** An audience that no client of the realm is, names no service. */
  private static boolean namesService(Client client, Mapper mapper) {
    String id = mapper.config(CLIENT).text();
    return writesAudience(mapper) && (id.isEmpty() || new Known(client.realm()).client(id));
  }

  /** Keycloak adds each client whose roles are in the token. */
  private static boolean resolved(Client client) {
    return client
        .realm()
        .get("clientScopeMappings")
        .members()
        .filter(owner -> !NO_API.contains(owner.name()))
        .flatMap(owner -> owner.value().elements())
        .anyMatch(mapping -> mapping.get("client").text().equals(client.id()));
  }

  private static Stream<Mapper> mappers(AuditedRealm realm) {
    return Stream.concat(
            realm.clients().flatMap(Client::ownMappers),
            realm.scopes().flatMap(ClientScope::mappers))
        .filter(mapper -> mapper.type().equals(MAPPER));
  }
}
