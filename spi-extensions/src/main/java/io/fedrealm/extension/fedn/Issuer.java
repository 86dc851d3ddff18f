package io.fedrealm.extension.fedn;

import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;
import org.keycloak.events.Errors;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.AccessTokenResponse;

/** Issues the tokens of projects, to the projects' administrators. */
final class Issuer {

  private static final Logger LOG = Logger.getLogger(Issuer.class);

  private final KeycloakSession session;
  private final Caller caller;
  private final Limits limits;
  private final Projects projects;

  /**
   * An issuer.
   *
   * @param session of the request
   * @param caller who asks, authenticated
   * @param limits of the server
   */
  Issuer(KeycloakSession session, Caller caller, Limits limits) {
    this.session = session;
    this.caller = caller;
    this.limits = limits;
    this.projects = new Projects(session);
  }

  /**
   * A project that the person administers.
   *
   * @param slug its id; null when the request names none
   * @return the project
   * @throws RefusedException when it is none
   */
  Project administered(String slug) {
    Project project =
        projects
            .of(caller.person(), slug == null ? "" : slug)
            .orElseThrow(
                () ->
                    new RefusedException(
                        Response.Status.NOT_FOUND, "not_found", "There is no such project"));
    if (!project.isAdministered()) {
      throw new RefusedException(
          Response.Status.FORBIDDEN,
          "access_denied",
          "Only who administers the project may do that");
    }
    return project;
  }

  /**
   * Tokens of the person as an administrator of the project.
   *
   * @param project administered by the person
   * @param name that the tokens are known by afterwards; may be empty
   * @throws RefusedException when a login would ask the person for something first
   */
  AccessTokenResponse adminToken(Project project, String name) {
    checkAccount();
    return new Grants(session)
        .adminToken(client(project), caller.person(), notes(name, ProjectRoles.ADMIN));
  }

  /**
   * Tokens of a client of the project.
   *
   * @param project administered by the person
   * @param name that the tokens are known by afterwards; may be empty
   * @throws RefusedException when a login would ask the person for something first
   */
  AccessTokenResponse clientToken(Project project, String name) {
    checkAccount();
    return new Grants(session).clientToken(client(project), notes(name, ProjectRoles.CLIENT));
  }

  private void checkAccount() {
    if (PendingActions.has(session, caller.client(), caller.person())) {
      throw new RefusedException(
          Response.Status.BAD_REQUEST,
          Errors.RESOLVE_REQUIRED_ACTIONS,
          "Account is not fully set up: sign in again at FEDn's page first");
    }
  }

  private ClientModel client(Project project) {
    if (projects.client(project.slug()) == null) {
      create(project.slug());
    }
    ClientModel client = projects.client(project.slug());
    if (!client.isEnabled()
        || !project.slug().equals(client.getAttribute(FednAttributes.CLIENT_PROJECT))) {
      throw new RefusedException(
          Response.Status.FORBIDDEN,
          "unauthorized_client",
          "The client " + client.getClientId() + " is switched off or not the service's own");
    }
    long tokens =
        session.sessions().getOfflineSessionsCount(session.getContext().getRealm(), client);
    if (tokens >= limits.tokensPerProject()) {
      throw new RefusedException(
          Response.Status.FORBIDDEN,
          "access_denied",
          "Project "
              + project.slug()
              + " has "
              + tokens
              + " tokens that still refresh, as many as this server allows. Revoke some first");
    }
    return client;
  }

  private void create(String slug) {
    try {
      RegistryTransaction.run(session, caller, (registry, person) -> registry.createClient(slug));
    } catch (RuntimeException e) {
      // Which exception it is depends on the database and on how far the other request has come.
      if (projects.client(slug) == null) {
        throw e;
      }
      LOG.debugf(e, "The client of project %s has just been made", slug);
    }
  }

  private Map<String, String> notes(String name, String role) {
    Map<String, String> notes = new HashMap<>();
    notes.put(FednAttributes.ISSUED_BY, caller.person().getUsername());
    notes.put(FednAttributes.ISSUED_ROLE, role);
    if (!name.isEmpty()) {
      notes.put(FednAttributes.ISSUED_NAME, name);
    }
    return notes;
  }
}
