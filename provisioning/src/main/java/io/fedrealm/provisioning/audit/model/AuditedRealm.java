package io.fedrealm.provisioning.audit.model;

import io.fedrealm.provisioning.realm.BuiltIns;
import io.fedrealm.provisioning.realm.SecretFields;
import io.fedrealm.provisioning.server.ServerCapabilities;
import io.fedrealm.provisioning.template.source.Position;
import io.fedrealm.provisioning.template.variable.Placeholder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A realm as the rules see it: a Keycloak realm representation, wherever it was read from. */
public final class AuditedRealm {

  private final Origin origin;
  private final Node root;
  private final Function<String, Position> positions;
  private final Optional<ServerCapabilities> server;
  private final Map<String, ClientScope> scopes;
  private final List<Client> clients;
  private final List<Role> roles;
  private final List<Group> groups;
  private final List<User> users;
  private final List<Node> secrets;
  private final List<Node> placeholders;

  /**
   * @param origin where it was read from
   * @param root the realm; holds secrets
   * @param positions where a value stands, by its JSON path
   * @param server what the server has installed; empty for a file
   */
  public AuditedRealm(
      Origin origin,
      Node root,
      Function<String, Position> positions,
      Optional<ServerCapabilities> server) {
    this.origin = origin;
    this.root = root;
    this.positions = positions;
    this.server = server;
    this.scopes =
        root.get("clientScopes")
            .elements()
            .map(ClientScope::new)
            .collect(Collectors.toMap(ClientScope::name, scope -> scope, (first, second) -> first));
    this.clients = root.get("clients").elements().map(node -> new Client(this, node)).toList();
    this.roles = Role.all(root.get("roles")).toList();
    this.groups = Group.all(root.get("groups"), "", false).toList();
    this.users = root.get("users").elements().map(User::new).toList();
    this.secrets =
        root.leaves()
            .filter(leaf -> SecretFields.isSecret(leaf.path()) && !leaf.text().isEmpty())
            .toList();
    this.placeholders =
        root.leaves().filter(leaf -> !Placeholder.in(leaf.text()).isEmpty()).toList();
  }

  /** Where it was read from. */
  public Origin origin() {
    return origin;
  }

  /** Whether it is a file that a server has not read yet. */
  public boolean isFile() {
    return origin != Origin.LIVE;
  }

  /** The realm's name. */
  public String name() {
    return root.get("realm").text();
  }

  /** Whether it is the realm that administers the server. */
  public boolean isMaster() {
    return name().equals("master");
  }

  /** All of it. */
  public Node root() {
    return root;
  }

  /** A setting of the realm. */
  public Node get(String field) {
    return root.get(field);
  }

  /** Where a value stands. */
  public Position position(Node node) {
    return positions.apply(node.path());
  }

  /** What the server has installed; empty for a file. */
  public Optional<ServerCapabilities> server() {
    return server;
  }

  /** All its clients. */
  public Stream<Client> clients() {
    return clients.stream();
  }

  /** The clients that somebody made: OpenID Connect, enabled, not Keycloak's own. */
  public Stream<Client> ownClients() {
    return clients.stream().filter(c -> c.isOidc() && c.isEnabled() && !c.isBuiltIn());
  }

  /** A client by its client id. */
  public Optional<Client> client(String id) {
    return clients.stream().filter(client -> client.id().equals(id)).findFirst();
  }

  /** Its client scopes. */
  public Stream<ClientScope> scopes() {
    return scopes.values().stream();
  }

  /** A client scope that it states. */
  public Optional<ClientScope> scope(String name) {
    return Optional.ofNullable(scopes.get(name));
  }

  /** Its roles, those of clients too. */
  public Stream<Role> roles() {
    return roles.stream();
  }

  /** Its groups, subgroups too. */
  public Stream<Group> groups() {
    return groups.stream();
  }

  /** Its service accounts, and its people as far as they were read. */
  public Stream<User> users() {
    return users.stream();
  }

  /** The secrets in it that are not empty. */
  public Stream<Node> secrets() {
    return secrets.stream();
  }

  /** The texts in it with variables that have no value. */
  public Stream<Node> placeholders() {
    return placeholders.stream();
  }

  /** The name of the role that everybody has. */
  public String defaultRole() {
    String stated = get("defaultRole").get("name").text();
    return stated.isEmpty() ? "default-roles-" + name().toLowerCase(Locale.ROOT) : stated;
  }

  /** Everything that gives roles to somebody, except Keycloak's own roles. */
  public Stream<RoleHolder> holders() {
    return Stream.of(
            groups().map(group -> RoleHolder.of(group)),
            roles()
                .filter(role -> isDefaultRole(role) || !role.isKeycloaks())
                .map(role -> RoleHolder.of(role, isDefaultRole(role))),
            users().map(user -> RoleHolder.of(user)),
            RoleHolder.ofOldDefaults(this))
        .flatMap(holders -> holders);
  }

  /** Whether a role is the one that everybody has. */
  public boolean isDefaultRole(Role role) {
    return role.client().isEmpty() && role.name().equals(defaultRole());
  }

  /** Whether Keycloak puts a role into every realm, whatever the realm's file says. */
  public boolean isBuiltInRole(String client, String name) {
    return client.isEmpty()
        ? BuiltIns.hasRealmRole(name(), name) || name.equals(defaultRole())
        : BuiltIns.hasClientRole(client, name);
  }

  /** Its client policies, and those of the server as far as they were read. */
  public PolicySet policies() {
    return new PolicySet(this);
  }

  /** Whether it is one of FLNet's realms: their backends read tokens in their own way. */
  public boolean isFlnet() {
    return client("local-learning-api").isPresent() || client("database-api").isPresent();
  }
}
