package io.fedrealm.provisioning.keys;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.console.RealmAction;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A key that was rotated out does not verify any more. */
@Command(
    name = "retire",
    description =
        "Take a key that does not sign any more out of verification: tokens that it has signed are"
            + " refused.",
    footer = {
      "",
      "Wait until the last token that it has signed has ended (300 s in our templates). The key stays"
          + " on the server, disabled, unless --delete is given."
    })
final class KeysRetireCommand extends RealmAction {

  @Parameters(paramLabel = "KID", description = "The id of the key, see keys list.")
  private String kid;

  @Option(names = "--delete", description = "Remove the key for good.")
  private boolean delete;

  @Override
  protected int run(Realm realm) {
    RealmSigningKeys keys = new RealmSigningKeys(realm.api(), realm.name());
    SigningKey key =
        keys.signing().stream()
            .filter(candidate -> candidate.kid().equals(kid))
            .findFirst()
            .orElseThrow(
                () -> usage("The realm " + realm.name() + " has no RS256 key " + kid + "."));
    if (key.signs()) {
      throw usage("The key " + kid + " signs the realm's tokens: keys rotate first.");
    }
    ObjectNode component =
        keys.component(key.component()).orElseThrow(() -> usage("The key is gone already."));
    if (delete) {
      keys.delete(key.component());
    } else {
      RealmSigningKeys.set(component, "active", "false");
      RealmSigningKeys.set(component, "enabled", "false");
      keys.update(component);
    }
    say((delete ? "Removed: " : "Retired: ") + kid);
    return ExitCode.OK;
  }

  private static CommandException usage(String message) {
    return new CommandException(ExitCode.USAGE, message);
  }
}
