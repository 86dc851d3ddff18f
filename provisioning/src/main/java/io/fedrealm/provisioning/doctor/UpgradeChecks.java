package io.fedrealm.provisioning.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.provisioning.doctor.KeycloakVersions.Change;
import io.fedrealm.provisioning.realm.JsonPath;
import java.lang.module.ModuleDescriptor.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What an upgrade of the server breaks or changes in realms, templates and live ones. */
final class UpgradeChecks {

  private static final int MOST_SHOWN = 5;

  private final Optional<Version> running;
  private final Map<String, JsonNode> realms = new TreeMap<>();

  /**
   * @param running the server's version, as it tells it
   */
  UpgradeChecks(String running) {
    this.running = parse(running);
  }

  /** A version that can be compared; empty for a text that is none. */
  static Optional<Version> parse(String version) {
    try {
      return Optional.of(Version.parse(version));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * Adds what is looked at.
   *
   * @param name for messages, for example {@code template fedn}
   * @param realm its representation
   */
  void add(String name, JsonNode realm) {
    realms.put(name, realm);
  }

  /** The releases that repair faults of security and are not installed. */
  List<Check> security() {
    List<String> missing = running.map(KeycloakVersions::securityReleasesAfter).orElse(List.of());
    return missing.isEmpty()
        ? List.of()
        : List.of(
            Check.warning(
                "security releases",
                "not installed: " + String.join("; ", missing),
                "Upgrade to the newest release of the line."));
  }

  /** What changes on the way to a version. */
  List<Check> to(Version target) {
    String name = "upgrade to " + target;
    if (target.compareTo(Version.parse(KeycloakVersions.oldestSupported())) < 0) {
      return List.of(
          Check.failed(
              name,
              "the extension does not start there",
              "It needs Keycloak " + KeycloakVersions.oldestSupported() + " or later."));
    }
    Version from = running.orElse(Version.parse(KeycloakVersions.oldestSupported()));
    List<Check> checks = new ArrayList<>();
    for (Change change : KeycloakVersions.between(from, target)) {
      realms.forEach(
          (realm, json) -> {
            List<String> places = new ArrayList<>();
            collect(change, json, JsonPath.ROOT, places);
            if (!places.isEmpty()) {
              checks.add(check(name, realm, change, places));
            }
          });
    }
    if (checks.isEmpty()) {
      checks.add(
          Check.ok(
              name,
              "nothing is known that changes here (known are versions up to "
                  + KeycloakVersions.newestKnown()
                  + ", and what 27 was announced to take away)"));
    }
    return checks;
  }

  private static Check check(String name, String realm, Change change, List<String> places) {
    String more =
        places.size() > MOST_SHOWN ? " and " + (places.size() - MOST_SHOWN) + " more" : "";
    String detail =
        "%s, from %s on: %s (%s%s)"
            .formatted(
                realm,
                change.since(),
                change.what(),
                String.join(", ", places.subList(0, Math.min(MOST_SHOWN, places.size()))),
                more);
    return change.breaks()
        ? Check.failed(name, detail, change.fix())
        : Check.warning(name, detail, change.fix());
  }

  private static void collect(Change change, JsonNode node, String path, List<String> places) {
    if (node.isObject()) {
      if (change.concerns(node)) {
        places.add(place(node, path));
      }
      node.properties()
          .forEach(
              field ->
                  collect(change, field.getValue(), JsonPath.member(path, field.getKey()), places));
    }
    for (int index = 0; node.isArray() && index < node.size(); index++) {
      collect(change, node.get(index), JsonPath.element(path, index), places);
    }
  }

  /** A client by its name; the rest by where it stands. */
  private static String place(JsonNode object, String path) {
    return object.has("clientId") ? "client " + object.path("clientId").asText() : path;
  }
}
