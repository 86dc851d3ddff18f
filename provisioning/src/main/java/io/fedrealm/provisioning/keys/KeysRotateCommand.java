package io.fedrealm.provisioning.keys;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.console.RealmAction;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A new key signs from now on; the old one goes on verifying. */
@Command(
    name = "rotate",
    description =
        "Sign with a new RS256 key from now on. The old ones are kept for verification, until keys"
            + " retire.",
    footer = {
      "",
      "Verifiers that read the realm's JWKS find the new key by themselves. For those that hold a PEM"
          + " file: keys rotate --announce, give them keys pem, then keys rotate."
    })
final class KeysRotateCommand extends RealmAction {

  private static final long STEP = 10;

  @Option(
      names = "--announce",
      description =
          "Only generate and publish the new key; it verifies and does not sign until the next keys"
              + " rotate.")
  private boolean announce;

  @Override
  protected int run(Realm realm) {
    RealmSigningKeys keys = new RealmSigningKeys(realm.api(), realm.name());
    List<SigningKey> before = keys.signing();
    long priority = before.stream().mapToLong(SigningKey::priority).max().orElse(0) + STEP;
    Optional<ObjectNode> announced = keys.announced();
    if (announce) {
      announce(keys, announced, priority);
      return ExitCode.OK;
    }
    String name = "fedrealm-" + Instant.now().getEpochSecond();
    if (announced.isPresent()) {
      ObjectNode component = announced.get().put("name", name);
      RealmSigningKeys.set(component, "active", "true");
      RealmSigningKeys.set(component, "priority", Long.toString(priority));
      keys.update(component);
    } else {
      keys.generate(name, priority, true);
    }
    List<SigningKey> after = keys.signing();
    SigningKey signer = signer(after, before);
    after.stream()
        .filter(key -> !key.signs() && key.status().equals("ACTIVE"))
        .forEach(key -> passive(keys, key));
    say("Signs now: " + signer.kid());
    before.stream()
        .filter(SigningKey::signs)
        .forEach(key -> say("Verifies only: " + key.kid() + "; to end that: keys retire"));
    return ExitCode.OK;
  }

  private void announce(RealmSigningKeys keys, Optional<ObjectNode> announced, long priority) {
    if (announced.isEmpty()) {
      keys.generate(RealmSigningKeys.ANNOUNCED, priority, false);
    }
    String kid =
        keys.announced().map(component -> component.path("id").asText()).stream()
            .flatMap(id -> keys.signing().stream().filter(key -> key.component().equals(id)))
            .map(SigningKey::kid)
            .findFirst()
            .orElseThrow(
                () ->
                    new CommandException(ExitCode.FAILED, "The server did not keep the new key."));
    say("Published, and not signing yet: " + kid);
    global().out().println(kid);
  }

  private static SigningKey signer(List<SigningKey> after, List<SigningKey> before) {
    List<String> signed = before.stream().filter(SigningKey::signs).map(SigningKey::kid).toList();
    return after.stream()
        .filter(key -> key.signs() && !signed.contains(key.kid()))
        .findFirst()
        .orElseThrow(
            () ->
                new CommandException(
                    ExitCode.FAILED,
                    "The realm still signs with the old key: another key has a higher priority than"
                        + " the new one. See keys list."));
  }

  private static void passive(RealmSigningKeys keys, SigningKey key) {
    keys.component(key.component())
        .ifPresent(
            component -> {
              RealmSigningKeys.set(component, "active", "false");
              keys.update(component);
            });
  }
}
