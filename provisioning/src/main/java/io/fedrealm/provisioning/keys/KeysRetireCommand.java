package io.fedrealm.provisioning.keys;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.console.RealmAction;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
      "It is refused while tokens that it has signed may live (600 s at least). The key stays"
          + " on the server, disabled, unless --delete is given."
    })
final class KeysRetireCommand extends RealmAction {

  private static final Pattern NAME = Pattern.compile("fedrealm-(\\d{1,12})");

  /**
   * The bound of the templates' policy (docs/token-policy.md): a client may have more than the
   * realm.
   */
  private static final long LONGEST_OF_A_CLIENT = 600;

  @Parameters(paramLabel = "KID", description = "The id of the key, see keys list.")
  private String kid;

  @Option(
      names = "--now",
      description =
          "Although tokens that it has signed may still live: they are refused from now on (a key that"
              + " somebody else has).")
  private boolean now;

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
    if (!now) {
      requireTokensToHaveEnded(realm, keys);
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

  /** The key that signs now bears in its name since when it does, if keys rotate has made it. */
  private void requireTokensToHaveEnded(Realm realm, RealmSigningKeys keys) {
    long life =
        realm
            .api()
            .get("realms", realm.name())
            .map(json -> json.path("accessTokenLifespan").asLong())
            .map(seconds -> Math.max(seconds, LONGEST_OF_A_CLIENT))
            .orElse(LONGEST_OF_A_CLIENT);
    Optional<Instant> since =
        keys.signing().stream()
            .filter(SigningKey::signs)
            .flatMap(key -> keys.component(key.component()).stream())
            .map(component -> NAME.matcher(component.path("name").asText()))
            .filter(Matcher::matches)
            .map(name -> Instant.ofEpochSecond(Long.parseLong(name.group(1))))
            .findFirst();
    long left =
        since
            .map(start -> Duration.between(Instant.now(), start.plusSeconds(life)).toSeconds())
            .orElse(0L);
    if (left > 0) {
      throw usage(
          "Tokens that the key %s has signed may live for %d seconds more, and would be refused. Wait, or give --now."
              .formatted(kid, left));
    }
  }

  private static CommandException usage(String message) {
    return new CommandException(ExitCode.USAGE, message);
  }
}
