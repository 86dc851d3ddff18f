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

  /** More clients than a project has. */
  private static final int CLIENTS = 10_000;

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

  /**
   * The client that a project's tokens are issued for.
   *
   * @param slug the project
   * @return null when it has not been made yet
   */
  ClientModel client(String slug) {
    return realm.getClientByClientId(Project.clientId(slug));
  }

  /** The clients of a project: that of {@link #client} and those of its sites. */
  Stream<ClientModel> clients(String slug) {
    return session
        .clients()
        .searchClientsByClientIdStream(realm, Project.clientId(slug), 0, CLIENTS)
        .filter(client -> slug.equals(client.getAttribute(FednAttributes.CLIENT_PROJECT)));
  }

  /**
   * Whether clients get this project by default that are not of its own: the services of the
   * realm's template, which would get no token any more.
   */
  boolean isUsedByOthers(String slug) {
    return realm
        .getClientsStream()
        .filter(client -> !slug.equals(client.getAttribute(FednAttributes.CLIENT_PROJECT)))
        .anyMatch(client -> client.getClientScopes(true).containsKey(Project.SCOPE_PREFIX + slug));
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
