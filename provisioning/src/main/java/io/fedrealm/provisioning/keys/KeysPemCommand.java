package io.fedrealm.provisioning.keys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints the signing keys for verifiers that want PEM, as FEDn does. */
@Command(
    name = "pem",
    description =
        "Print the realm's RSA signing keys in PEM (SubjectPublicKeyInfo), one block a key. No"
            + " account.")
final class KeysPemCommand extends PublishedKeysCommand {

  @Option(names = "--kid", paramLabel = "KID", description = "Only the key with this id.")
  private String kid;

  @Override
  String text(ObjectNode jwks) {
    List<JsonNode> keys =
        jwks.path("keys")
            .valueStream()
            .filter(key -> key.path("kty").asText().equals("RSA"))
            .filter(key -> kid == null || key.path("kid").asText().equals(kid))
            .toList();
    if (keys.isEmpty()) {
      throw new CommandException(
          ExitCode.USAGE,
          kid == null
              ? "The realm publishes no RSA signing key."
              : "The realm publishes no RSA signing key " + kid + ".");
    }
    return keys.stream().map(KeysPemCommand::pem).collect(Collectors.joining("\n"));
  }

  /** A public key from its modulus and exponent (RFC 7518, section 6.3). */
  static String pem(JsonNode jwk) {
    try {
      byte[] der =
          KeyFactory.getInstance("RSA")
              .generatePublic(new RSAPublicKeySpec(number(jwk, "n"), number(jwk, "e")))
              .getEncoded();
      String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
      return "-----BEGIN PUBLIC KEY-----\n" + lines + "\n-----END PUBLIC KEY-----";
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new CommandException(
          ExitCode.FAILED, "The key " + jwk.path("kid").asText() + " cannot be read.", e);
    }
  }

  private static BigInteger number(JsonNode jwk, String field) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(jwk.path(field).asText()));
  }
}
