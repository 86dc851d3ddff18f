package io.fedrealm.provisioning.token;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.console.GlobalOptions;
import io.fedrealm.provisioning.console.ListOptions;
import io.fedrealm.provisioning.console.RealmOption;
import io.fedrealm.provisioning.console.ServerOptions;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.template.variable.Variables;
import java.net.URI;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Gets a token as a service does. */
@Command(
    name = "token",
    description =
        "Get a token as a service does (client credentials), and show what it says. Neither token"
            + " nor secret is printed.",
    footer = {
      "",
      "Needs no admin account. The claims are shown as they are in the token; its signature is not"
          + " checked."
    })
public final class TokenCommand implements Callable<Integer> {

  @Mixin private GlobalOptions global;
  @Mixin private ServerOptions server;

  @Mixin private RealmOption realm;

  @Option(
      names = {"-c", "--client"},
      paramLabel = "ID",
      required = true,
      description = "The client id of the service.")
  private String client;

  @Option(
      names = "--secret-from",
      paramLabel = "NAME",
      defaultValue = "FEDREALM_CLIENT_SECRET",
      description =
          "The variable that holds the client's secret, NAME or NAME_FILE (default:"
              + " ${DEFAULT-VALUE}).")
  private String variable;

  @Option(
      names = "--scope",
      paramLabel = "SCOPES",
      defaultValue = "",
      description = "Scopes to ask for, separated by spaces.")
  private String scope;

  @Option(
      names = "--raw",
      description = "Print the token itself, and nothing else: whoever reads it can use it.")
  private boolean raw;

  @Mixin private ListOptions output;

  @Override
  public Integer call() {
    ServerOptions.Address address = server.address(global.environment());
    URI endpoint =
        TokenClient.endpoint(
            TokenClient.issuer(address.server(), realm.name(global.environment())));
    IssuedToken token =
        new TokenClient(address.transport()).clientCredentials(endpoint, client, secret(), scope);
    if (raw) {
      global.out().println(token.value());
    } else if (output.json()) {
      global.out().println(json(token.claims()).toPrettyString());
    } else {
      text(token.claims());
    }
    global.out().flush();
    return ExitCode.OK;
  }

  private String secret() {
    try {
      return new Variables(global.environment())
          .get(variable)
          .orElseThrow(
              () ->
                  new CommandException(
                      ExitCode.USAGE,
                      "The secret of "
                          + client
                          + " is missing: set "
                          + variable
                          + ", or "
                          + variable
                          + "_FILE to a file that holds it."));
    } catch (Variables.UnusableException e) {
      throw new CommandException(ExitCode.USAGE, e.getMessage());
    }
  }

  private static ObjectNode json(TokenClaims claims) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.set("header", claims.header());
    json.set("claims", claims.payload());
    return json;
  }

  private void text(TokenClaims claims) {
    String lives =
        claims
            .lifetimeSeconds()
            .map(seconds -> seconds + " s, until " + instant(claims))
            .orElse("for ever");
    global.out().println("Signed with " + claims.algorithm() + ", valid " + lives);
    global.out().println(claims.payload().toPrettyString());
  }

  private static Instant instant(TokenClaims claims) {
    return Instant.ofEpochSecond(claims.payload().path("exp").asLong());
  }
}
