package io.fedrealm.provisioning.plan.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.server.ServerCapabilities;
import io.fedrealm.provisioning.template.RealmTemplate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Executors of client profiles that a template says to be optional, in their configuration: a
 * server that does not have one does not need it. Keycloak refuses every token under a profile that
 * names an executor which it does not have, so they are left out there.
 */
public final class OptionalExecutors {

  private static final String OPTIONAL = "fl.optional";

  private OptionalExecutors() {}

  /** Whether an entry of a profile's executors may be left out. */
  static boolean isOptional(JsonNode executor) {
    return executor.path("configuration").path(OPTIONAL).asBoolean();
  }

  /**
   * A template for a server.
   *
   * @param notes gets a sentence for each executor that is left out
   * @return without the optional executors that the server does not have; the template itself when
   *     there is none
   */
  public static RealmTemplate forServer(
      RealmTemplate template, ServerCapabilities server, List<String> notes) {
    Set<String> installed = server.providers("client-policy-executor");
    List<String> missing = new ArrayList<>();
    executors(template.representation())
        .filter(OptionalExecutors::isOptional)
        .map(executor -> executor.path("executor").asText())
        .filter(id -> !installed.contains(id))
        .distinct()
        .forEach(missing::add);
    if (missing.isEmpty()) {
      return template;
    }
    missing.forEach(
        id ->
            notes.add("the optional executor " + id + " is left out: the server does not have it"));
    return template.changed(realm -> leaveOut(realm, missing));
  }

  private static Stream<JsonNode> executors(ObjectNode realm) {
    return realm
        .path("clientProfiles")
        .path("profiles")
        .valueStream()
        .flatMap(profile -> profile.path("executors").valueStream());
  }

  private static void leaveOut(ObjectNode realm, List<String> missing) {
    for (JsonNode profile : realm.path("clientProfiles").path("profiles")) {
      Iterator<JsonNode> executors = profile.path("executors").elements();
      while (executors.hasNext()) {
        JsonNode executor = executors.next();
        if (isOptional(executor) && missing.contains(executor.path("executor").asText())) {
          executors.remove();
        }
      }
    }
  }
}
