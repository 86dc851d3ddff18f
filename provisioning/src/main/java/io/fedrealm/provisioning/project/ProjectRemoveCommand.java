package io.fedrealm.provisioning.project;

import io.fedrealm.provisioning.console.RealmAction;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Removes a project. */
@Command(
    name = "remove",
    description =
        "Remove a project: its sites, scope, groups and roles. People stay; they lose their roles"
            + " in it.")
final class ProjectRemoveCommand extends RealmAction {

  @Parameters(paramLabel = "SLUG", description = "The project.")
  private String slug;

  @Option(names = "--with-sites", description = "Also when it has sites: they are removed, too.")
  private boolean withSites;

  @Override
  protected int run(Realm realm) {
    Projects projects = FednRealm.projects(realm);
    Project project = projects.require(slug);
    List<String> bound = projects.clientsBoundTo(project);
    if (!bound.isEmpty()) {
      throw new CommandException(
          ExitCode.USAGE,
          ("Project %s is that of the clients %s, which the realm's template makes. Nothing was"
                  + " removed. Apply the template with another FEDN_PROJECT first.")
              .formatted(slug, String.join(", ", bound)));
    }
    List<String> clients = projects.clientsOf(project);
    if (!clients.isEmpty() && !withSites) {
      throw new CommandException(
          ExitCode.USAGE,
          "Project %s has clients: %s. Nothing was removed. To remove them, too: --with-sites."
              .formatted(slug, String.join(", ", clients)));
    }
    projects.remove(project).forEach(part -> global().out().println("removed " + part));
    long seconds = FednRealm.read(realm).path("accessTokenLifespan").asLong();
    global()
        .out()
        .println(
            "Project %s is removed. Access tokens that are out live for %d s at most."
                .formatted(slug, seconds));
    return ExitCode.OK;
  }
}
