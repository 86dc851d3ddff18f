package io.fedrealm.provisioning.realm;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Ids that say that this tool has made a thing, for kinds that have no room for a mark but take the
 * id that the request gives them (RepresentationToModel.toModel of flows and of components). Half
 * of such an id is random, and the other half the hash of the first and of the mark: an id that
 * Keycloak makes, or one of a thing under another name, does not fit. The form is that of a UUID of
 * version 8 (RFC 9562, section 5.8).
 */
final class OwnershipUuid {

  private static final long VERSION_MASK = 0xF000L;
  private static final long VERSION = 0x8000L;
  private static final long VARIANT_MASK = 0xC000_0000_0000_0000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private OwnershipUuid() {}

  /** A new id that carries a mark. */
  static String of(String mark) {
    return of(UUID.randomUUID().getMostSignificantBits() & ~VERSION_MASK | VERSION, mark);
  }

  /** Whether an id carries the mark. */
  static boolean carries(String id, String mark) {
    try {
      UUID uuid = UUID.fromString(id);
      return uuid.version() == 8 && of(uuid.getMostSignificantBits(), mark).equals(id);
    } catch (IllegalArgumentException e) {
      return false; // Keycloak takes any text for an id.
    }
  }

  /** What stands for a mark that is too long, in hexadecimal digits. */
  static String hash(String mark) {
    return HexFormat.of().formatHex(sha256().digest(mark.getBytes(StandardCharsets.UTF_8)));
  }

  private static String of(long random, String mark) {
    MessageDigest digest = sha256();
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(random).flip());
    byte[] hash = digest.digest(mark.getBytes(StandardCharsets.UTF_8));
    long check = ByteBuffer.wrap(hash).getLong() & ~VARIANT_MASK | VARIANT;
    return new UUID(random, check).toString();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
