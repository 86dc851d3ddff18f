package io.fedrealm.provisioning.keys;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;

/** Prints the signing keys as JSON. */
@Command(
    name = "jwks",
    description = "Print the realm's signing keys as a JSON Web Key Set (RFC 7517). No account.")
final class KeysJwksCommand extends PublishedKeysCommand {

  @Override
  String text(ObjectNode jwks) {
    return jwks.toPrettyString();
  }
}
