package io.fedrealm.provisioning.plan.output;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.provisioning.plan.diff.Values;
import io.fedrealm.provisioning.realm.Printable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is not as it was when a plan was made. */
final class StalePlanCheck {

  private static final ValueText VALUES = new ValueText(200);

  /** What is printable has none, so that no two things are taken for one. */
  private static final String SEPARATOR = "\n";

  private final List<String> moved = new ArrayList<>();

  private StalePlanCheck() {}

  /**
   * Compares a plan that was kept with plans made now, of the same realms or of some of them.
   *
   * @return a line for each difference; empty when there is none
   */
  static List<String> between(JsonNode kept, JsonNode now) {
    StalePlanCheck moves = new StalePlanCheck();
    Map<String, JsonNode> before = byName(kept.path("realms"), "realm");
    byName(now.path("realms"), "realm")
        .forEach((realm, plan) -> moves.realm(realm, before.get(realm), plan));
    return moves.moved;
  }

  private static Map<String, JsonNode> byName(JsonNode list, String... names) {
    Map<String, JsonNode> byName = new LinkedHashMap<>();
    for (JsonNode entry : list) {
      List<String> key = new ArrayList<>();
      for (String name : names) {
        key.add(Printable.of(entry.path(name).asText()));
      }
      byName.put(String.join(SEPARATOR, key), entry);
    }
    return byName;
  }

  private void realm(String realm, JsonNode kept, JsonNode now) {
    if (kept == null) {
      moved.add(realm + ": the plan does not speak of this realm");
      return;
    }
    String[] key = {"action", "kind", "owner", "name"};
    Map<String, JsonNode> before = byName(kept.path("changes"), key);
    Map<String, JsonNode> after = byName(now.path("changes"), key);
    for (String change : both(before, after)) {
      String what = realm + ": " + change.strip().replaceAll(SEPARATOR + "+", " ");
      if (!after.containsKey(change)) {
        moved.add(what + ": was planned, and is not to be done any more");
      } else if (!before.containsKey(change)) {
        moved.add(what + ": was not planned, and would be done now");
      } else {
        fields(what, before.get(change), after.get(change));
      }
    }
  }

  private void fields(String what, JsonNode kept, JsonNode now) {
    Map<String, JsonNode> before = byName(kept.path("fields"), "path");
    Map<String, JsonNode> after = byName(now.path("fields"), "path");
    for (String field : both(before, after)) {
      String place = what + ": " + field;
      if (!after.containsKey(field)) {
        moved.add(place + " was planned, and is not to be changed any more");
      } else if (!before.containsKey(field)) {
        moved.add(place + " was not planned, and would be changed now");
      } else {
        value(place + " on the server", "from", before.get(field), after.get(field));
        value(
            place + " by the template and its variables",
            "to",
            before.get(field),
            after.get(field));
        value(place + " by variables", "variables", before.get(field), after.get(field));
      }
    }
  }

  private void value(String what, String side, JsonNode kept, JsonNode now) {
    if (!Values.same(kept.path(side), now.path(side))
        || !Values.same(now.path(side), kept.path(side))) {
      moved.add(
          "%s: was %s, is %s"
              .formatted(
                  what,
                  VALUES.json(kept.path(side), now.path(side)),
                  VALUES.json(now.path(side), kept.path(side))));
    }
  }

  private static Set<String> both(Map<String, JsonNode> one, Map<String, JsonNode> other) {
    Set<String> keys = new LinkedHashSet<>(one.keySet());
    keys.addAll(other.keySet());
    return keys;
  }
}
