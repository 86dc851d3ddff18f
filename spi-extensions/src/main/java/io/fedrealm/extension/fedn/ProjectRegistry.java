package io.fedrealm.extension.fedn;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.keycloak.OAuth2Constants;
import org.keycloak.authentication.authenticators.client.JWTClientAuthenticator;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.Constants;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.ModelToRepresentation;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.services.managers.ClientManager;
import org.keycloak.services.managers.RealmManager;
import org.keycloak.services.resources.admin.AdminAuth;
import org.keycloak.services.resources.admin.AdminEventBuilder;

/**
 * Makes and removes what a project is: four roles, four groups that mirror them, the scope that
 * selects it and the client that its tokens are issued for. {@code fedrealm project} makes the
 * same.
 */
final class ProjectRegistry {

  private static final Map<String, String> DESCRIPTIONS =
      Map.of(
          "admin", "Administers the project through the REST API of its controller.",
          "controller", "The controller of the project: it drives the combiners.",
          "combiner", "A combiner of the project: it registers with the controller.",
          "client", "A client of the project: it trains and validates models.");

  private final KeycloakSession session;
  private final RealmModel realm;
  private final AdminAuth author;

  /**
   * The registry of the session's realm.
   *
   * @param session of the transaction that the changes belong to
   * @param author who makes them, for the admin events
   */
  ProjectRegistry(KeycloakSession session, AdminAuth author) {
    this.session = session;
    this.realm = session.getContext().getRealm();
    this.author = author;
  }

  /**
   * Makes a project.
   *
   * @param slug its id, not taken
   * @param name for people
   * @param owner who becomes its first administrator
   * @param open Keycloak's ids of the clients that may ask for the project ({@link
   *     Projects#openToAll})
   */
  void create(String slug, String name, UserModel owner, List<String> open) {
    ClientScopeModel scope = createScope(slug, name, owner.getUsername());
    for (String role : ProjectRoles.NAMES) {
      RoleModel model = createRole(slug, role);
      scope.addScopeMapping(model);
      GroupModel group = createGroup(model);
      if (role.equals(ProjectRoles.ADMIN)) {
        owner.joinGroup(group);
        event(OperationType.CREATE, ResourceType.GROUP_MEMBERSHIP, null, "users", owner.getId());
      }
    }
    open.stream()
        .map(realm::getClientById)
        .filter(Objects::nonNull)
        .forEach(client -> client.addClientScope(scope, false));
  }

  /**
   * Removes a project and everything that was issued for it.
   *
   * @param slug its id
   */
  void remove(String slug) {
    new ProjectClients(session, slug)
        .all().stream().map(ClientModel::getId).toList().forEach(this::removeClient);
    ProjectRoles.NAMES.stream()
        .map(role -> ProjectRoles.name(slug, role))
        .forEach(this::removeRole);
    ClientScopeModel scope = new Projects(session).scope(slug).orElseThrow();
    deleted(ResourceType.CLIENT_SCOPE, "client-scopes", scope.getId());
    realm.removeClientScope(scope.getId());
  }

  /**
   * By its id: when another client has been removed in this transaction, Keycloak's cache removes a
   * client that was read before and then finds no more what it wants to know of it.
   */
  private void removeClient(String id) {
    ClientModel client = realm.getClientById(id);
    if (client != null) {
      deleted(ResourceType.CLIENT, "clients", id);
      new ClientManager(new RealmManager(session)).removeClient(realm, client);
    }
  }

  private void removeRole(String name) {
    GroupModel group = group(name);
    if (group != null) {
      deleted(ResourceType.GROUP, "groups", group.getId());
      realm.removeGroup(group);
    }
    RoleModel role = realm.getRole(name);
    if (role != null) {
      deleted(ResourceType.REALM_ROLE, "roles", name);
      realm.removeRole(role);
    }
  }

  /** Before it goes: afterwards the model does not even know its id. */
  private void deleted(ResourceType type, String... path) {
    event(OperationType.DELETE, type, null, path);
  }

  private ClientScopeModel createScope(String slug, String name, String owner) {
    ClientScopeModel scope = realm.addClientScope(Project.SCOPE_PREFIX + slug);
    scope.setDescription(
        "The token is for this project. Only who holds a role in the project gets one.");
    scope.setProtocol(OIDCLoginProtocol.LOGIN_PROTOCOL);
    scope.setIncludeInTokenScope(true);
    scope.setDisplayOnConsentScreen(false);
    scope.setAttribute("include.in.openid.provider.metadata", "false");
    scope.setAttribute(FednAttributes.NAME, name);
    scope.setAttribute(FednAttributes.OWNER, owner);
    scope.setAttribute(
        FednAttributes.CREATED, Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    event(
        OperationType.CREATE,
        ResourceType.CLIENT_SCOPE,
        ModelToRepresentation.toRepresentation(scope),
        "client-scopes",
        scope.getId());
    return scope;
  }

  private RoleModel createRole(String slug, String role) {
    RoleModel model = realm.addRole(ProjectRoles.name(slug, role));
    model.setDescription(DESCRIPTIONS.get(role));
    event(
        OperationType.CREATE,
        ResourceType.REALM_ROLE,
        ModelToRepresentation.toRepresentation(model),
        "roles",
        model.getName());
    return model;
  }

  private GroupModel createGroup(RoleModel role) {
    GroupModel group = realm.createGroup(role.getName());
    group.grantRole(role);
    event(
        OperationType.CREATE,
        ResourceType.GROUP,
        ModelToRepresentation.toRepresentation(group, true),
        "groups",
        group.getId());
    return group;
  }

  /**
   * Makes the client that a project's tokens are issued for, when the first one is asked for.
   *
   * @param slug the project
   */
  void createClient(String slug) {
    ClientModel client = ClientManager.createClient(session, realm, representation(slug));
    new ClientManager(new RealmManager(session)).enableServiceAccount(client);
    UserModel account = session.users().getServiceAccount(client);
    account.getRoleMappingsStream().toList().forEach(account::deleteRoleMapping);
    account.grantRole(realm.getRole(ProjectRoles.name(slug, ProjectRoles.CLIENT)));
    account.grantRole(realm.getRole(Constants.OFFLINE_ACCESS_ROLE));
    event(
        OperationType.CREATE,
        ResourceType.CLIENT,
        ModelToRepresentation.toRepresentation(client, session),
        "clients",
        client.getId());
  }

  /** Nobody can authenticate as this client: it is to show a signature of a key that it lacks. */
  private static ClientRepresentation representation(String slug) {
    ClientRepresentation client = new ClientRepresentation();
    client.setClientId(Project.clientId(slug));
    client.setName("FEDn project " + slug);
    client.setDescription("Tokens that FEDn's token service issues for the project.");
    client.setProtocol(OIDCLoginProtocol.LOGIN_PROTOCOL);
    client.setEnabled(true);
    client.setPublicClient(false);
    client.setClientAuthenticatorType(JWTClientAuthenticator.PROVIDER_ID);
    client.setStandardFlowEnabled(false);
    client.setImplicitFlowEnabled(false);
    client.setDirectAccessGrantsEnabled(false);
    client.setServiceAccountsEnabled(true);
    client.setFullScopeAllowed(false);
    client.setRedirectUris(List.of());
    client.setWebOrigins(List.of());
    client.setDefaultClientScopes(
        List.of("basic", "fedn", Project.SCOPE_PREFIX + slug, "service_account"));
    client.setOptionalClientScopes(
        List.of(OAuth2Constants.OFFLINE_ACCESS, "role:admin", "role:client"));
    client.setAttributes(
        Map.of(
            FednAttributes.CLIENT_PROJECT,
            slug,
            "access.token.signed.response.alg",
            "RS256",
            "id.token.signed.response.alg",
            "RS256",
            "client_credentials.use_refresh_token",
            "true",
            "oauth2.device.authorization.grant.enabled",
            "false",
            "oidc.ciba.grant.enabled",
            "false",
            "standard.token.exchange.enabled",
            "false"));
    return client;
  }

  private GroupModel group(String name) {
    return session.groups().getGroupByName(realm, null, name);
  }

  private void event(
      OperationType operation, ResourceType type, Object representation, String... path) {
    new AdminEventBuilder(realm, author, session, session.getContext().getConnection())
        .operation(operation)
        .resource(type)
        .resourcePath(path)
        .representation(representation)
        .success();
  }
}
