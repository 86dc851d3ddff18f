package io.fedrealm.provisioning.project;

import io.fedrealm.provisioning.console.RealmAction;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a project. */
@Command(
    name = "add",
    description =
        "Make a project: four roles, the groups that give them, and the scope that puts project and"
            + " role into a token.",
    footer = {
      "",
      "Run again, it makes what is not there yet, and changes name, owner and controller if they are"
          + " given."
    })
final class ProjectAddCommand extends RealmAction {

  @Parameters(
      paramLabel = "SLUG",
      description = "Its name in tokens and addresses: lower case letters, digits, '-'.")
  private String slug;

  @Option(names = "--name", paramLabel = "TEXT", description = "Its name for people.")
  private String name = "";

  @Option(
      names = "--owner",
      paramLabel = "USERNAME",
      description = "Its first administrator; joins the group SLUG:admin.")
  private String owner = "";

  @Option(
      names = "--controller",
      paramLabel = "URL",
      description = "Where its FEDn controller is; sites of the project are told.")
  private String controller = "";

  @Override
  protected void check() {
    List<String> problems = Project.problems(slug);
    if (!problems.isEmpty()) {
      throw new CommandException(ExitCode.USAGE, "Nothing was made: " + problems.get(0));
    }
  }

  @Override
  protected int run(Realm realm) {
    Projects projects = FednRealm.projects(realm);
    List<String> made = projects.add(new Project(slug, name, owner, controller, ""));
    made.forEach(part -> global().out().println("made " + part));
    global()
        .out()
        .println(
            made.isEmpty()
                ? "Project %s was there.".formatted(slug)
                : "Project %s is ready.".formatted(slug));
    return ExitCode.OK;
  }
}
