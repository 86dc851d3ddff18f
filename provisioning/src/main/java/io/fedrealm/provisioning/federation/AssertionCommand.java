package io.fedrealm.provisioning.federation;

import io.fedrealm.provisioning.console.GlobalOptions;
import io.fedrealm.provisioning.console.RealmOption;
import io.fedrealm.provisioning.console.ServerOptions;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.secret.PrivateFile;
import io.fedrealm.provisioning.site.PlatformLink;
import io.fedrealm.provisioning.template.variable.Variables;
import io.fedrealm.provisioning.token.IssuedToken;
import io.fedrealm.provisioning.token.TokenClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Gets the token with which a site's Keycloak vouches, and keeps the file of it fresh. */
@Command(
    name = "assertion",
    description =
        "Get the token with which this realm vouches for the site's services, into a file (mode 600)."
            + " The token is not printed.",
    footer = {
      "",
      "Needs no admin account. The platform takes each token once: with --watch there is soon another."
    })
final class AssertionCommand implements Callable<Integer> {

  /** The variable, or with _FILE the file, of the client's secret. */
  private static final String SECRET = "FEDREALM_LINK_SECRET";

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

  @Mixin private GlobalOptions global;
  @Mixin private ServerOptions server;
  @Mixin private RealmOption realm;

  @Option(
      names = "--client",
      paramLabel = "ID",
      defaultValue = PlatformLink.CLIENT,
      description =
          "The client that fedrealm federation offer has made (default: ${DEFAULT-VALUE}).")
  private String client;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "Where the token is written, whole or not at all.")
  private Path out;

  @Option(
      names = "--watch",
      description = "Go on, and write a new one in time, until it is ended (SIGTERM).")
  private boolean watch;

  @Option(
      names = "--every",
      paramLabel = "SECONDS",
      defaultValue = "20",
      description = "With --watch: how often, 5 to 60 (default: ${DEFAULT-VALUE}).")
  private int every;

  @Override
  public Integer call() throws InterruptedException {
    if (every < 5 || every > LONGEST_PAUSE.toSeconds()) {
      throw new CommandException(
          ExitCode.USAGE, "--every is 5 to 60: a token lives for two minutes.");
    }
    ServerOptions.Address address = server.address(global.environment());
    URI issuer = TokenClient.issuer(address.server(), realm.name(global.environment()));
    TokenClient tokens = new TokenClient(address.transport());
    if (!watch) {
      write(tokens, issuer);
      return ExitCode.OK;
    }
    keepFresh(tokens, issuer);
    return ExitCode.OK;
  }

  /** Whatever fails may be mended meanwhile: the last token stays, and it is tried again. */
  private void keepFresh(TokenClient tokens, URI issuer) throws InterruptedException {
    Duration usual = Duration.ofSeconds(every);
    Duration pause = usual;
    boolean failing = false;
    while (!Thread.currentThread().isInterrupted()) {
      Duration next = usual;
      try {
        write(tokens, issuer);
        if (failing) {
          tell("There is a token again.");
        }
        failing = false;
      } catch (CommandException e) {
        next = failing ? longer(pause) : usual;
        tell("No new token, tried again in " + next.toSeconds() + " s: " + e.getMessage());
        failing = true;
      }
      pause = next;
      // The time is what is asked for: a token is renewed in time, not when something happens.
      Thread.sleep(pause.toMillis());
    }
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
  }

  private void tell(String line) {
    global.err().println(line);
    global.err().flush();
  }

  private void write(TokenClient tokens, URI issuer) {
    IssuedToken token =
        tokens.clientCredentials(TokenClient.endpoint(issuer), client, secret(), "");
    try {
      PrivateFile.replace(out, token.value());
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.FAILED, out + " cannot be written (" + e.getMessage() + ").", e);
    }
  }

  private String secret() {
    try {
      return new Variables(global.environment())
          .get(SECRET)
          .orElseThrow(
              () ->
                  new CommandException(
                      ExitCode.USAGE,
                      "The secret of %s is missing. Fix: set %s_FILE to the file that fedrealm federation offer has written."
                          .formatted(client, SECRET)));
    } catch (Variables.UnusableException e) {
      throw new CommandException(ExitCode.USAGE, e.getMessage());
    }
  }
}
