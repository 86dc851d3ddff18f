package io.fedrealm.provisioning.fedn;

import io.fedrealm.provisioning.console.RealmAction;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.project.FednRealm;
import io.fedrealm.provisioning.project.Project;
import io.fedrealm.provisioning.project.Projects;
import io.fedrealm.provisioning.server.AdminApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints the environment of a project's controller and combiners. */
@Command(
    name = "env",
    description =
        "Print the environment with which a project's FEDn controller and combiners verify tokens"
            + " of the realm. Nothing in it is secret.",
    footer = {
      "",
      "The realm notes which key was handed out: once it signs with another, plan and doctor say"
          + " that FEDn's copy is stale."
    })
final class FednEnvCommand extends RealmAction {

  @Option(names = "--project", paramLabel = "SLUG", required = true, description = "The project.")
  private String project;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "shell",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private FednEnvironment.Format format;

  @Option(
      names = "--key",
      paramLabel = "KID",
      description = "Another key than the one that the realm signs with now.")
  private String keyId = "";

  @Override
  protected int run(Realm realm) {
    FednRealm.read(realm);
    Projects projects = new Projects(realm.api(), realm.name());
    Project found = projects.require(project);
    RealmKeys keys = RealmKeys.read(realm.api(), realm.name());
    RealmKeys.Key key = keyId.isEmpty() ? keys.active() : keys.require(keyId);
    global().out().print(new FednEnvironment(found.slug(), key).text(format));
    global().out().flush();
    note(projects, found, key);
    return ExitCode.OK;
  }

  /** An account that may only read gets its answer all the same. */
  private void note(Projects projects, Project found, RealmKeys.Key key) {
    try {
      projects.handedOut(found, key.id());
    } catch (AdminApi.RefusedException e) {
      if (e.status() != 403) {
        throw e;
      }
      global()
          .err()
          .println(
              "Not noted in the realm that this key was handed out (403): plan and doctor will not"
                  + " say when it is stale.");
    }
  }
}
