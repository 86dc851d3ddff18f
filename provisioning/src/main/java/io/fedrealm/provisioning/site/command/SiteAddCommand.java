package io.fedrealm.provisioning.site.command;

import io.fedrealm.provisioning.console.RealmAction;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.site.FednSites;
import io.fedrealm.provisioning.site.NvflareSites;
import io.fedrealm.provisioning.site.SiteRequest;
import io.fedrealm.provisioning.site.SiteRequest.Authentication;
import io.fedrealm.provisioning.site.Sites;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes sites. */
@Command(
    name = "add",
    description =
        "Make a site, or the sites of a CSV file, and write what each needs into a folder of its"
            + " own: for FEDn client.yaml, client.env and its secret or key, for FLNet the environment of"
            + " its local-learning-api.",
    footer = {
      "",
      "The CSV file's first line names its columns: name, project, auth, controller (FEDn),"
          + " org (NVIDIA FLARE, FLNet), issuer and subject (FLNet). Nothing is made"
          + " while a line of it is wrong. Run again, it makes the sites that are not there yet."
    })
final class SiteAddCommand extends RealmAction {

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "The site's name.")
  private String name;

  @Option(
      names = "--project",
      paramLabel = "SLUG",
      description = "The project, also of the lines of a CSV file that name none.")
  private String project = "";

  @Option(names = "--csv", paramLabel = "FILE", description = "Sites in bulk, one a line.")
  private Path csv;

  @Option(
      names = "--auth",
      paramLabel = "METHOD",
      defaultValue = "secret",
      description =
          "How the site proves who it is: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Authentication authentication;

  @Option(
      names = "--controller",
      paramLabel = "URL",
      description = "FEDn: where the project's controller is. Default: what the project says.")
  private String controller;

  @Option(
      names = "--org",
      paramLabel = "NAME",
      description = "The site's organisation; for NVIDIA FLARE as in its certificate.")
  private String org;

  @Option(
      names = "--issuer",
      paramLabel = "URL",
      description =
          "For --auth federated: the realm of the site's own Keycloak, which vouches for it.")
  private String issuer;

  @Option(
      names = "--subject",
      paramLabel = "ID",
      description =
          "For --auth federated: the service account there (fedrealm federation offer prints both).")
  private String subject;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      defaultValue = ".",
      description = "Where the folders of the sites are made (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Override
  protected void check() {
    if ((name == null) == (csv == null)) {
      throw new CommandException(
          ExitCode.USAGE, "Say which site: its NAME, or --csv FILE for several.");
    }
  }

  @Override
  protected int run(Realm realm) {
    Sites sites = new Sites(realm.api(), realm.server(), realm.name());
    SiteAdder adder = new SiteAdder(sites, out, global().out(), global().err());
    return csv == null
        ? adder.one(new SiteRequest(name, project, authentication, details()))
        : adder.all(
            SiteCsv.read(
                csv,
                new SiteRequest("", project, authentication, details()),
                sites.kind().details()));
  }

  private Map<String, String> details() {
    Map<String, String> details = new HashMap<>();
    if (controller != null) {
      details.put(FednSites.CONTROLLER, controller);
    }
    if (org != null) {
      details.put(NvflareSites.ORG, org);
    }
    if (issuer != null) {
      details.put("issuer", issuer);
    }
    if (subject != null) {
      details.put("subject", subject);
    }
    return details;
  }
}
