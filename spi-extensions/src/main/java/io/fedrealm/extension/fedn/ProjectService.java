package io.fedrealm.extension.fedn;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelDuplicateException;

/** Projects for FEDn's command line. */
final class ProjectService {

  private static final String MESSAGE = "message";

  /** More are not removed in one request: it would not end before its transaction times out. */
  private static final int REMOVED_SITES = 200;

  private final KeycloakSession session;
  private final Limits limits;
  private final Projects projects;

  ProjectService(KeycloakSession session, Limits limits) {
    this.session = session;
    this.limits = limits;
    this.projects = new Projects(session);
  }

  /** The caller's projects. */
  Response list() {
    return Answers.ok(projects.of(new Callers(session).person().person()));
  }

  /** One of them; {@code error} in the answer means: no such project. */
  Response show(String slug) {
    return projects
        .of(new Callers(session).reader().person(), slug)
        .map(Answers::ok)
        .orElseGet(() -> Answers.ok(Map.of("error", "There is no such project")));
  }

  /** Creates a project whose administrator is the caller. */
  Response create(MultivaluedMap<String, String> form) {
    Caller caller = new Callers(session).person();
    if (!projects.mayCreate(caller.person())) {
      throw new RefusedException(
          Response.Status.FORBIDDEN,
          "access_denied",
          "Only members of the group " + FednAttributes.CREATOR_ROLE + " may create projects");
    }
    if (projects.createdBy(caller.person()) >= limits.projectsPerPerson()) {
      throw new RefusedException(
          Response.Status.BAD_REQUEST,
          "access_denied",
          "You have created "
              + limits.projectsPerPerson()
              + " projects, as many as this server allows. Delete one, or ask the operator of the"
              + " realm: fedrealm project add");
    }
    String name = Objects.requireNonNullElse(form.getFirst("name"), "").strip();
    String slug = Slug.of(name);
    if (!Text.isSound(name) || name.length() > Slug.MAX_LENGTH || !Slug.isValid(slug)) {
      throw badName(
          "A project's name has at most "
              + Slug.MAX_LENGTH
              + " characters, one of them a letter from a to z or a digit");
    }
    if (projects.isTaken(slug)) {
      throw taken(slug);
    }
    List<String> open = projects.openToAll();
    try {
      RegistryTransaction.run(
          session, caller, (registry, person) -> registry.create(slug, name, person, open));
    } catch (ModelDuplicateException e) {
      // Somebody else has just made it.
      throw taken(slug);
    }
    return Answers.of(
        Response.Status.CREATED,
        Map.of(MESSAGE, "Project " + slug + " created", "slug", slug, "name", name));
  }

  /** Removes a project that the caller administers. */
  Response delete(String slug) {
    Caller caller = new Callers(session).person();
    Project project = new Issuer(session, caller, limits).administered(slug);
    if (new ProjectClients(session, project.slug()).hasMoreSitesThan(REMOVED_SITES)) {
      throw conflict(
          ("Project %1$s has more than %2$d sites, too many to be removed in one request. The"
                  + " operator of the realm can: fedrealm project remove %1$s --with-sites")
              .formatted(project.slug(), REMOVED_SITES));
    }
    if (projects.isUsedByOthers(project.slug())) {
      throw conflict(
          "Services that the realm's template names depend on project " + project.slug());
    }
    RegistryTransaction.run(session, caller, (registry, person) -> registry.remove(project.slug()));
    return Answers.ok(Map.of(MESSAGE, "Project " + project.slug() + " deleted"));
  }

  private static RefusedException taken(String slug) {
    return badName("There is a project " + slug + " already");
  }

  private static RefusedException conflict(String message) {
    return new RefusedException(Response.Status.CONFLICT, "invalid_request", message);
  }

  private static RefusedException badName(String message) {
    return new RefusedException(Response.Status.BAD_REQUEST, "invalid_request", message);
  }
}
