package io.fedrealm.provisioning.bootstrap;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.provisioning.bootstrap.TemporaryAdmins.Account;
import io.fedrealm.provisioning.console.GlobalOptions;
import io.fedrealm.provisioning.console.ServerOptions;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.secret.PrivateFile;
import io.fedrealm.provisioning.secret.RandomSecret;
import io.fedrealm.provisioning.server.AdminAccess;
import io.fedrealm.provisioning.server.AdminApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Puts an account of our own in the place of Keycloak's temporary administrators. */
@Command(
    name = "replace",
    description =
        "Make a service account with the role admin of the realm master, log in with it, and delete"
            + " the administrators that Keycloak made for the first login and calls temporary.",
    footer = {
      "",
      "Nothing is deleted before the new account has logged in. Afterwards set"
          + " FEDREALM_ADMIN_CLIENT_ID and FEDREALM_ADMIN_CLIENT_SECRET_FILE to it. Make accounts for"
          + " people, with a second factor, first: those that Keycloak made are gone."
    })
final class BootstrapReplaceCommand implements Callable<Integer> {

  private static final Pattern CLIENT_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  @Mixin private GlobalOptions global;
  @Mixin private ServerOptions server;

  @Option(
      names = "--client-id",
      paramLabel = "NAME",
      defaultValue = "fedrealm-operator",
      description = "Client id of the new account. Default: ${DEFAULT-VALUE}.")
  private String clientId;

  @Option(
      names = "--to",
      paramLabel = "FILE",
      required = true,
      description =
          "Where the new account's secret goes: the value alone, mode 600; an old file is replaced.")
  private Path file;

  @Override
  public Integer call() {
    AdminAccess access = server.access(global.environment());
    check(access);
    try (AdminApi api = new AdminApi(access)) {
      List<Account> temporary = new TemporaryAdmins(api).find();
      if (temporary.isEmpty()) {
        say("There is no temporary administrator any more; nothing was changed.");
        return ExitCode.OK;
      }
      if (temporary.stream().anyMatch(account -> account.name().equals(clientId))) {
        throw usage(clientId + " is one of the temporary ones: choose another --client-id.");
      }
      String secret = RandomSecret.next();
      write(secret);
      new Operator(api, clientId).make(secret);
      delete(temporary, access, secret);
    }
    return ExitCode.OK;
  }

  private void check(AdminAccess access) {
    if (!access.realm().equals(TemporaryAdmins.MASTER)) {
      throw usage("Log in with an account of the realm master: FEDREALM_ADMIN_REALM is another.");
    }
    if (!CLIENT_ID.matcher(clientId).matches()) {
      throw usage("A client id for this has letters, digits, '.', '_' and '-', 100 at most.");
    }
    if (!Files.isWritable(file.toAbsolutePath().getParent())) {
      throw usage(
          "There is no folder for " + file + " that can be written to; nothing was changed.");
    }
  }

  private void delete(List<Account> temporary, AdminAccess access, String secret) {
    AdminAccess ours =
        new AdminAccess(
            access.server(),
            TemporaryAdmins.MASTER,
            clientId,
            Optional.of(secret),
            Optional.empty(),
            Optional.empty(),
            access.transport());
    try (AdminApi api = new AdminApi(ours)) {
      TemporaryAdmins admins = new TemporaryAdmins(api);
      // Seen with the new account: it may do what has to be done with it later.
      JsonNode info = api.get("serverinfo").orElseThrow();
      if (!info.isObject() || !admins.find().equals(temporary)) {
        throw new CommandException(
            ExitCode.FAILED,
            "The new account " + clientId + " does not see the others; none was deleted.");
      }
      say(
          "Service account "
              + clientId
              + " administers the server; its secret is in "
              + file
              + ".");
      for (Account account : temporary) {
        admins.delete(account);
        say(
            "Deleted: "
                + account.name()
                + (account.collection().equals("users") ? " (person)" : ""));
      }
    }
  }

  private void write(String secret) {
    try {
      PrivateFile.replace(file, secret);
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.FAILED, file + " cannot be written (" + e + "); nothing was changed.", e);
    }
  }

  private void say(String text) {
    global.out().println(text);
    global.out().flush();
  }

  private static CommandException usage(String message) {
    return new CommandException(ExitCode.USAGE, message);
  }
}
