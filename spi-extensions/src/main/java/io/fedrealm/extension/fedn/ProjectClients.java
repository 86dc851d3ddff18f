package io.fedrealm.extension.fedn;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** The clients of a project: the one that its tokens are issued for, and those of its sites. */
final class ProjectClients {

  private final KeycloakSession session;
  private final RealmModel realm;
  private final String slug;

  /**
   * @param session of the request, in whose realm the project is
   * @param slug the project's id
   */
  ProjectClients(KeycloakSession session, String slug) {
    this.session = session;
    this.realm = session.getContext().getRealm();
    this.slug = slug;
  }

  /**
   * All of them, the tokens' client first and those of sites by client id. Found in one query by
   * the beginning of their ids; Keycloak reads a client when something else than its {@code getId}
   * is asked for, which {@link #isOfTheProject} does.
   */
  Stream<ClientModel> mayBe() {
    return Stream.concat(
        Optional.ofNullable(realm.getClientByClientId(Project.clientId(slug))).stream(),
        sites(null).stream());
  }

  /** All of them, each one read. */
  List<ClientModel> all() {
    return mayBe().filter(this::isOfTheProject).toList();
  }

  /** Whether a client is one of them. */
  boolean isOfTheProject(ClientModel client) {
    return slug.equals(client.getAttribute(FednAttributes.CLIENT_PROJECT));
  }

  /** Whether the project has more sites than that; reads none of them. */
  boolean hasMoreSitesThan(int number) {
    return sites(number + 1).size() > number;
  }

  /**
   * @param most null for all
   */
  private List<ClientModel> sites(Integer most) {
    return session
        .clients()
        .searchClientsByClientIdStream(realm, Project.clientId(slug) + ":", 0, most)
        .toList();
  }
}
