package io.fedrealm.provisioning.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.provisioning.console.RealmAction;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import io.fedrealm.provisioning.secret.PrivateFile;
import io.fedrealm.provisioning.server.AdminApi;
import io.fedrealm.provisioning.server.ServerCapabilities;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives a client a new secret; the old one works on for a while. */
@Command(
    name = "rotate-secret",
    description =
        "Have Keycloak generate a new secret for a client, while the old one still works, and write"
            + " it into a file.",
    footer = {
      "",
      "The overlap is Keycloak's own: the server needs the feature client-secret-rotation, the realm a"
          + " client policy with the executor secret-rotation. docs/secrets-and-keys.md has both."
    })
final class ClientRotateSecretCommand extends RealmAction {

  private static final String EXECUTOR = "secret-rotation";
  private static final String EXPIRES = "client.secret.rotated.expiration.time";

  @Parameters(paramLabel = "CLIENT", description = "The client id.")
  private String clientId;

  @Option(
      names = "--to",
      paramLabel = "FILE",
      description =
          "Where the new secret goes: the value alone, mode 600; an old file is replaced.")
  private Path file;

  @Option(
      names = "--no-overlap",
      description = "Cut: the old secret stops working at once. Needs no feature and no policy.")
  private boolean cut;

  @Option(
      names = "--drop-old",
      description = "No new secret, but the end of the overlap: the old one stops working now.")
  private boolean dropOld;

  @Override
  protected void check() {
    if (dropOld && (cut || file != null)) {
      throw usage("--drop-old goes with no other option.");
    }
    if (!dropOld && file == null) {
      throw usage("Say where the new secret goes: --to FILE.");
    }
    if (file != null && !Files.isWritable(file.toAbsolutePath().getParent())) {
      throw usage(
          "There is no folder for " + file + " that can be written to; nothing was changed.");
    }
  }

  @Override
  protected int run(Realm realm) {
    RealmClients clients = new RealmClients(realm.api(), realm.name());
    JsonNode client = clients.require(clientId);
    String id = client.path("id").asText();
    if (dropOld) {
      return drop(clients, id);
    }
    refuseWithoutSecret(client);
    if (!cut) {
      requireRotation(realm.api(), clients);
    }
    write(clients.newSecret(id));
    if (cut) {
      clients.oldSecret(id).ifPresent(old -> clients.dropOldSecret(id));
      say("The new secret of " + clientId + " is in " + file + "; the old one works no more.");
      return ExitCode.OK;
    }
    return tellOverlap(clients, id);
  }

  private int drop(RealmClients clients, String id) {
    boolean there = clients.oldSecret(id).isPresent();
    if (there) {
      clients.dropOldSecret(id);
    }
    say((there ? "The old secret works no more: " : "There is no old secret: ") + clientId);
    return ExitCode.OK;
  }

  private void refuseWithoutSecret(JsonNode client) {
    if (client.path("publicClient").asBoolean()
        || !client.path("clientAuthenticatorType").asText().equals("client-secret")) {
      throw usage("The client " + clientId + " logs in without a secret of Keycloak's.");
    }
  }

  private void requireRotation(AdminApi api, RealmClients clients) {
    ServerCapabilities server = new ServerCapabilities(api.get("serverinfo").orElseThrow());
    if (!server.providers("client-policy-executor").contains(EXECUTOR)) {
      throw refused(
          "The server lacks Keycloak's secret rotation: build it with"
              + " --features=client-secret-rotation (a preview feature).");
    }
    if (!clients.hasRotationPolicy()) {
      throw refused(
          "No client policy of the realm has the executor "
              + EXECUTOR
              + ": see docs/secrets-and-keys.md.");
    }
  }

  private static CommandException refused(String reason) {
    return new CommandException(
        ExitCode.FAILED,
        reason
            + " Nothing was changed. --no-overlap gives a new secret without an overlap: whoever has"
            + " the old one is locked out until he has the new one.");
  }

  private void write(String secret) {
    try {
      PrivateFile.replace(file, secret);
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.FAILED,
          "The secret was changed, and could not be written to "
              + file
              + " ("
              + e
              + "). Run the command again.",
          e);
    }
  }

  private int tellOverlap(RealmClients clients, String id) {
    say("The new secret of " + clientId + " is in " + file + ".");
    if (clients.oldSecret(id).isEmpty()) {
      throw new CommandException(
          ExitCode.FAILED,
          "The old secret works no more, without an overlap: the policy does not apply to this"
              + " client.");
    }
    long ends = clients.require(clientId).path("attributes").path(EXPIRES).asLong();
    say("The old one works until " + Instant.ofEpochSecond(ends) + ", or --drop-old.");
    return ExitCode.OK;
  }

  private static CommandException usage(String message) {
    return new CommandException(ExitCode.USAGE, message);
  }
}
