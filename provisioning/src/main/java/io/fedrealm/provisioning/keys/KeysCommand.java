package io.fedrealm.provisioning.keys;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A realm's signing keys. */
@Command(
    name = "keys",
    description = "Signing keys of a realm: PEM and JWKS for verifiers, rotation.",
    subcommands = {
      KeysPemCommand.class,
      KeysJwksCommand.class,
      KeysListCommand.class,
      KeysRotateCommand.class,
      KeysRetireCommand.class
    },
    footer = {"", "See docs/secrets-and-keys.md."})
public final class KeysCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say which command of keys.");
  }
}
