package io.fedrealm.provisioning.federation;

import io.fedrealm.provisioning.console.RealmAction;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.secret.PrivateFile;
import io.fedrealm.provisioning.site.PlatformLink;
import io.fedrealm.provisioning.token.IssuerUrl;
import io.fedrealm.provisioning.token.TokenClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes the client with which a site vouches, and says what the platform has to know of it. */
@Command(
    name = "offer",
    description =
        "Make the client with which this realm vouches for the site's services, and print what the"
            + " platform's operator has to know: nothing of it is secret.",
    footer = {"", "Run again, it gives the client a new secret; the platform need not know."})
final class OfferCommand extends RealmAction {

  private static final Pattern CLIENT_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  @Option(
      names = "--platform",
      paramLabel = "URL",
      required = true,
      description = "The issuer of the platform's realm: https://HOST/realms/REALM.")
  private String platform;

  @Option(
      names = "--client",
      paramLabel = "ID",
      defaultValue = PlatformLink.CLIENT,
      description = "The client's id (default: ${DEFAULT-VALUE}).")
  private String client;

  @Option(
      names = "--secret-out",
      paramLabel = "FILE",
      defaultValue = "platform-link.secret",
      description = "Where the client's secret is written, mode 600 (default: ${DEFAULT-VALUE}).")
  private Path secretFile;

  @Override
  protected void check() {
    List<String> problems = IssuerUrl.problems("platform's issuer", platform);
    if (!problems.isEmpty()) {
      throw new CommandException(
          ExitCode.USAGE, "--platform " + platform + ": " + String.join("; ", problems));
    }
    if (!CLIENT_ID.matcher(client).matches()) {
      throw new CommandException(
          ExitCode.USAGE, "--client has letters, digits, '.', '_' and '-', 64 at most.");
    }
    Path folder = secretFile.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw new CommandException(
          ExitCode.USAGE,
          "The secret cannot be written: " + folder + " is no folder that you may write to.");
    }
  }

  @Override
  protected int run(Realm realm) {
    PlatformLink.Offer offer =
        new PlatformLink(realm.api(), realm.name(), client).make(URI.create(platform));
    try {
      PrivateFile.replace(secretFile, offer.secret() + "\n");
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.FAILED,
          "The secret could not be written to %s (%s). Fix that and run the command again."
              .formatted(secretFile, e.getMessage()),
          e);
    }
    say("Client " + client + " of realm " + realm.name() + "; its secret: " + secretFile);
    say("The platform's operator lets the site in with (NAME is the site's name there):");
    global()
        .out()
        .printf(
            "fedrealm site add NAME --auth federated --issuer %s --subject %s%n",
            TokenClient.issuer(realm.server(), realm.name()), offer.subject());
    return ExitCode.OK;
  }
}
