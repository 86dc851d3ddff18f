package io.fedrealm.extension.fedn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.models.utils.RoleUtils;

/** The projects of a realm, as far as a person may see them. */
final class Projects {

  private final RealmModel realm;
  private final KeycloakSession session;

  Projects(KeycloakSession session) {
    this.session = session;
    this.realm = session.getContext().getRealm();
  }

  /**
   * The projects in which a person holds a role.
   *
   * @param person who asks
   * @return those that the person administers first, for FEDn's command line makes the first one
   *     the active one and asks for an admin token
   */
  List<Project> of(UserModel person) {
    List<Project> projects = new ArrayList<>();
    ProjectRoles.held(realmRoles(person))
        .forEach(
            (slug, roles) -> scope(slug).map(s -> Project.of(s, roles)).ifPresent(projects::add));
    projects.sort(
        Comparator.comparing(Project::isAdministered).reversed().thenComparing(Project::slug));
    return projects;
  }

  /**
   * A project in which a person holds a role.
   *
   * @param person who asks
   * @param slug the project
   * @return nothing when there is no such project or it is none of this person's
   */
  Optional<Project> of(UserModel person, String slug) {
    return of(person).stream().filter(project -> project.slug().equals(slug)).findFirst();
  }

  /** Whether a person may create projects. */
  boolean mayCreate(UserModel person) {
    RoleModel role = realm.getRole(FednAttributes.CREATOR_ROLE);
    return role != null && RoleUtils.hasRole(RoleUtils.getDeepUserRoleMappings(person), role);
  }

  /** How many projects somebody has created that are still there. */
  long createdBy(UserModel person) {
    return realm
        .getClientScopesStream()
        .filter(scope -> person.getUsername().equals(scope.getAttribute(FednAttributes.OWNER)))
        .count();
  }

  /**
   * The client that a project's tokens are issued for.
   *
   * @param slug the project
   * @return null when it has not been made yet
   */
  ClientModel client(String slug) {
    return realm.getClientByClientId(Project.clientId(slug));
  }

  /** Whether anything of that name is there already. */
  boolean isTaken(String slug) {
    return scope(slug).isPresent()
        || client(slug) != null
        || ProjectRoles.NAMES.stream()
            .map(role -> ProjectRoles.name(slug, role))
            .anyMatch(
                name ->
                    realm.getRole(name) != null
                        || session.groups().getGroupByName(realm, null, name) != null);
  }

  /**
   * Whether clients get this project by default that are not of its own: the services of the
   * realm's template, which would get no token any more. Looks through the clients of the realm.
   */
  boolean isUsedByOthers(String slug) {
    ProjectClients own = new ProjectClients(session, slug);
    String scope = Project.SCOPE_PREFIX + slug;
    return new AllClients(session)
        .any(
            client ->
                !own.isOfTheProject(client) && client.getClientScopes(true).containsKey(scope));
  }

  /**
   * Keycloak's ids of the clients that may ask for every project there is. Looks through the
   * clients of the realm.
   */
  List<String> openToAll() {
    return new AllClients(session)
        .ids(
            client -> Project.SCOPE_PREFIX.equals(client.getAttribute(FednAttributes.OPEN_SCOPES)));
  }

  Optional<ClientScopeModel> scope(String slug) {
    return Optional.ofNullable(
        KeycloakModelUtils.getClientScopeByName(realm, Project.SCOPE_PREFIX + slug));
  }

  private static Stream<String> realmRoles(UserModel person) {
    return RoleUtils.getDeepUserRoleMappings(person).stream()
        .filter(role -> !role.isClientRole())
        .map(RoleModel::getName);
  }
}
