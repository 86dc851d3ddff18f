package io.fedrealm.provisioning.nvflare;

import io.fedrealm.provisioning.console.GlobalOptions;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.nvflare.KitResources.Login;
import io.fedrealm.provisioning.nvflare.KitResources.Mode;
import io.fedrealm.provisioning.template.source.TextFile;
import io.fedrealm.provisioning.token.IssuerUrl;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Puts the handlers into a startup kit. */
@Command(
    name = "kit",
    description = {
      "Put the handlers of integrations/nvflare into a startup kit: a file of its own in local/, beside"
          + " the operator's resources.json, which is never touched.",
      "Asks no server."
    })
final class NvflareKitCommand implements Callable<Integer> {

  private static final String SERVER_CONFIGURATION = "fed_server.json";
  private static final String SITE_CONFIGURATION = "fed_client.json";
  private static final String ADMIN_CONFIGURATION = "fed_admin.json";
  private static final String SECRET = "fedrealm.secret";
  private static final String KEY = "fedrealm.pem";

  private static final int MOST_BYTES = 1 << 20;

  @Mixin private GlobalOptions global;

  @ArgGroup(multiplicity = "1")
  private Participant participant;

  /** Whose kit it is. */
  static final class Participant {
    @Option(names = "--site", paramLabel = "NAME", description = "The kit of this site.")
    private String site;

    @Option(names = "--server", description = "The kit of the FL server.")
    private boolean server;

    @Option(
        names = "--admin",
        description = "The kit of an admin; only where jobs bring tokens (mode token).")
    private boolean admin;
  }

  @Option(
      names = "--kit",
      paramLabel = "FOLDER",
      required = true,
      description = "The startup kit: the folder that holds startup/ and local/.")
  private Path kit;

  @Option(
      names = "--issuer",
      paramLabel = "URL",
      required = true,
      description = "The realm: https://HOST/realms/NAME, as in its tokens.")
  private String issuer;

  @Option(
      names = "--ca-file",
      paramLabel = "FILE",
      description = "PEM of the CA of Keycloak's certificate, as the kit's machine has it.")
  private String caFile = "";

  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "The realm's address as it is reached from the kit's machine, if it is not the issuer's.")
  private String url = "";

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      defaultValue = "online",
      description =
          "A site: how it knows who submits a job: ${COMPLETION-CANDIDATES} (default:"
              + " ${DEFAULT-VALUE}).")
  private Mode mode;

  @Option(
      names = "--credential",
      paramLabel = "FILE",
      description =
          "A site: the file with its client secret or private key. It is copied into local/ (mode"
              + " 600).")
  private Path credential;

  @Option(
      names = "--key-id",
      paramLabel = "ID",
      description = "A site with a private key: the id under which Keycloak knows it.")
  private String keyId = "";

  @Option(
      names = "--secret-env",
      paramLabel = "VARIABLE",
      description = "A site: the environment variable with its client secret, in place of a file.")
  private String secretVariable;

  @Option(
      names = "--for-sites",
      paramLabel = "NAME",
      split = ",",
      description = "An admin: the sites for which jobs get a token.")
  private List<String> forSites = List.of();

  @Option(
      names = "--login",
      paramLabel = "WAY",
      defaultValue = "browser",
      description =
          "An admin: how to sign in: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Login login;

  @Override
  public Integer call() {
    StartupKit startupKit = new StartupKit(kit);
    List<Path> written;
    if (participant.server) {
      written = server(startupKit);
    } else if (participant.admin) {
      written = admin(startupKit);
    } else {
      written = site(startupKit);
    }
    written.forEach(file -> global.out().println(file));
    global.out().flush();
    return ExitCode.OK;
  }

  private List<Path> server(StartupKit startupKit) {
    refuse(problems(startupKit, SERVER_CONFIGURATION));
    KitResources resources = resources(startupKit.project(SERVER_CONFIGURATION));
    return List.of(startupKit.write(KitResources.FILE, resources.server()));
  }

  private List<Path> site(StartupKit startupKit) {
    List<String> problems = problems(startupKit, SITE_CONFIGURATION);
    problems.addAll(NvflareNames.site(participant.site));
    if ((credential == null) == (secretVariable == null)) {
      problems.add("say where the site's secret or key is: --credential FILE or --secret-env NAME");
    }
    refuse(problems);
    if (!startupKit.site().isEmpty() && !startupKit.site().equals(participant.site)) {
      refuse(List.of(kit + " is the kit of site " + startupKit.site()));
    }
    List<Path> written = new ArrayList<>();
    KitCredential place = place(startupKit, written);
    KitResources resources = resources(startupKit.project(SITE_CONFIGURATION));
    written.add(startupKit.write(KitResources.FILE, resources.site(participant.site, place, mode)));
    return written;
  }

  private KitCredential place(StartupKit startupKit, List<Path> written) {
    if (credential == null) {
      return KitCredential.secretVariable(secretVariable);
    }
    String secret = secret();
    if (secret.contains("-----BEGIN")) {
      written.add(startupKit.writeSecret(KEY, secret));
      return KitCredential.keyFile("local/" + KEY, keyId);
    }
    written.add(startupKit.writeSecret(SECRET, secret));
    return KitCredential.secretFile("local/" + SECRET);
  }

  private String secret() {
    try {
      String secret = TextFile.read(credential.toString(), MOST_BYTES);
      if (secret.isBlank()) {
        throw new CommandException(ExitCode.USAGE, credential + " is empty");
      }
      return secret;
    } catch (TextFile.UnreadableException e) {
      throw new CommandException(
          ExitCode.USAGE,
          "--credential takes the file with the site's secret or key, and %s %s. Who has the secret in a"
                  .formatted(credential, e.getMessage())
              + " variable gives --secret-env NAME.");
    }
  }

  private List<Path> admin(StartupKit startupKit) {
    List<String> problems = problems(startupKit, ADMIN_CONFIGURATION);
    if (forSites.isEmpty()) {
      problems.add("say for which sites jobs get a token: --for-sites NAME,NAME");
    }
    forSites.forEach(site -> problems.addAll(NvflareNames.site(site)));
    refuse(problems);
    KitResources resources = resources("");
    if (startupKit.hasOwnResources()) {
      throw new CommandException(
          ExitCode.USAGE,
          kit.resolve("local/resources.json")
              + " is there, and NVIDIA FLARE reads no other file of an admin. Nothing was written. Add"
              + " this to its \"handlers\":\n"
              + resources.admin(forSites, login).toPrettyString());
    }
    var all = startupKit.defaultResources();
    all.withArrayProperty("handlers").add(resources.admin(forSites, login));
    return List.of(startupKit.write("resources.json", all));
  }

  private List<String> problems(StartupKit startupKit, String configuration) {
    List<String> problems = new ArrayList<>(startupKit.problems(configuration));
    problems.addAll(IssuerUrl.problems("issuer", issuer));
    if (!url.isEmpty()) {
      problems.addAll(IssuerUrl.problems("url", url));
    }
    return problems;
  }

  private KitResources resources(String project) {
    return new KitResources(issuer, project, caFile, url);
  }

  private static void refuse(List<String> problems) {
    if (!problems.isEmpty()) {
      throw new CommandException(
          ExitCode.USAGE, "Nothing was written:\n  " + String.join("\n  ", problems));
    }
  }
}
