package io.fedrealm.provisioning.local.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads Keycloak's log for what it is doing and why it gave up.
 *
 * @param file the log
 */
public record ServerLog(Path file) {

  /** In the order in which they appear. */
  private static final Map<String, String> PHASES = new LinkedHashMap<>();

  /** What the log holds, and what that means; the first that fits is taken. */
  private static final Map<String, String> REASONS = new LinkedHashMap<>();

  static {
    PHASES.put("Initializing database schema", "creating the database (first start only)");
    PHASES.put("Initializing master realm", "creating the master realm (first start only)");
    PHASES.put("Bootstrap completed", "almost ready");

    REASONS.put(
        "Port already bound",
        "its port was taken meanwhile. Choose another one with --port, or end the program that"
            + " has it.");
    REASONS.put(
        "Unable to start the management interface",
        "the port of its management interface was taken meanwhile. Run fedrealm up again.");
    REASONS.put(
        "OutOfMemoryError",
        "its memory did not suffice (java.lang.OutOfMemoryError). Close other programs, and run"
            + " fedrealm up again.");
    REASONS.put(
        "insufficient memory for the Java Runtime",
        "this machine has too little free memory: Keycloak needs about 700 MB. Close other"
            + " programs, and run fedrealm up again.");
    REASONS.put(
        "Database may be already in use",
        "its database is in use by another process, perhaps a server that was not stopped. End"
            + " that process (ps -ef | grep quarkus-run), and run fedrealm up again.");
    REASONS.put(
        "File corrupted while reading record",
        "its database is damaged. Remove the folder %s to begin with an empty one.");
    REASONS.put(
        "No space left on device", "the disk is full. Make room, and run fedrealm up again.");
    REASONS.put(
        "UnsupportedClassVersionError",
        "the java that it found is too old. Set JAVA_HOME to a JDK 17 or later.");
  }

  /** Whether the server was told to stop and did. */
  public boolean isStopped() {
    return text().contains("Keycloak stopped in");
  }

  /** What the server is doing, in a few words. */
  String phase() {
    String text = text();
    String phase = "loading";
    for (Map.Entry<String, String> entry : PHASES.entrySet()) {
      if (text.contains(entry.getKey())) {
        phase = entry.getValue();
      }
    }
    return phase;
  }

  /**
   * Why the server ended although it should not have.
   *
   * @param data the folder of the database
   */
  public String reason(Path data) {
    String text = text();
    for (Map.Entry<String, String> entry : REASONS.entrySet()) {
      if (text.contains(entry.getKey())) {
        return entry.getValue().formatted(data);
      }
    }
    List<String> errors =
        text.lines()
            .filter(line -> line.contains("ERROR: ") || line.startsWith("Error: "))
            .map(line -> line.replaceFirst(".*?E(RROR|rror): ", ""))
            .distinct()
            .limit(4)
            .toList();
    return errors.isEmpty()
        ? "its log does not say why. When memory is short, the system kills without a word."
        : String.join("\n  ", errors);
  }

  private String text() {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
