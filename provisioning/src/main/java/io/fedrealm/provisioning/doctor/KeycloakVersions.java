package io.fedrealm.provisioning.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor.Version;
import java.util.List;
import java.util.regex.Pattern;

/** What is known of Keycloak's versions: a table, {@code keycloak-versions.json}. */
final class KeycloakVersions {

  private static final JsonNode TABLE = read();

  private KeycloakVersions() {}

  /**
   * Something that a version does otherwise than those before it.
   *
   * @param since the first version that does
   * @param entry the rest of its line in the table
   */
  record Change(Version since, JsonNode entry) {

    /** Whether something stops working, which worked before. */
    boolean breaks() {
      return entry.path("breaks").asBoolean();
    }

    /** What it is. */
    String what() {
      return entry.path("what").asText();
    }

    /** What to do before the upgrade. */
    String fix() {
      return entry.path("fix").asText();
    }

    /** Whether an object somewhere in a realm is one that this is about. */
    boolean concerns(JsonNode object) {
      boolean fits =
          entry.path("object").properties().stream()
              .allMatch(
                  field ->
                      Pattern.matches(
                          field.getValue().asText(), object.at(field.getKey()).asText()));
      return fits
          && (!entry.has("without") || object.at(entry.path("without").asText()).isMissingNode());
    }
  }

  private static JsonNode read() {
    try (InputStream in = KeycloakVersions.class.getResourceAsStream("keycloak-versions.json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The oldest that the extension starts on. */
  static String oldestSupported() {
    return TABLE.path("oldestSupported").asText();
  }

  /** The newest that the table knows something of. */
  static String newestKnown() {
    return TABLE.path("newestKnown").asText();
  }

  /**
   * The releases after a version that repair faults of security, of its own line.
   *
   * @param running the version that runs
   * @return a text for each: the version, and what it repairs
   */
  static List<String> securityReleasesAfter(Version running) {
    String line = running.toString().replaceFirst("^(\\d+\\.\\d+).*", "$1.");
    return TABLE
        .path("securityReleases")
        .valueStream()
        .filter(release -> release.path("version").asText().startsWith(line))
        .filter(release -> version(release, "version").compareTo(running) > 0)
        .map(release -> release.path("version").asText() + ": " + release.path("fixes").asText())
        .toList();
  }

  /**
   * What changes on the way from one version to another.
   *
   * @param running the version that runs; what it does already is no change
   * @param target the version to come
   */
  static List<Change> between(Version running, Version target) {
    return TABLE
        .path("changes")
        .valueStream()
        .map(entry -> new Change(version(entry, "since"), entry))
        .filter(change -> change.since().compareTo(running) > 0)
        .filter(change -> change.since().compareTo(target) <= 0)
        .toList();
  }

  private static Version version(JsonNode entry, String field) {
    return Version.parse(entry.path(field).asText());
  }
}
