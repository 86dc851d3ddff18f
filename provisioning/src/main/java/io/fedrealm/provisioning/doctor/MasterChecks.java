package io.fedrealm.provisioning.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.provisioning.bootstrap.TemporaryAdmins;
import io.fedrealm.provisioning.bootstrap.TemporaryAdmins.Account;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.server.AdminApi;
import io.fedrealm.provisioning.server.AdminApi.RefusedException;
import java.util.ArrayList;
import java.util.List;

/** Looks at the realm master: whoever gets in there has all others. */
final class MasterChecks {

  private static final String NAME = "realm master";
  private static final String HARDEN =
      "Fix: fedrealm apply docker/realm-master.json (docs/operations.md, the realm master).";

  private MasterChecks() {}

  /**
   * The checks; three requests.
   *
   * @throws CommandException when the server cannot be reached
   */
  static List<Check> of(AdminApi api) {
    try {
      return api.get("realms", "master")
          .map(realm -> List.of(settings(realm), accounts(new TemporaryAdmins(api).find())))
          .orElseGet(MasterChecks::unknown);
    } catch (RefusedException e) {
      return unknown();
    }
  }

  private static List<Check> unknown() {
    return List.of(
        Check.warning(
            NAME,
            "unknown: the account may not look at it",
            "Ask somebody who may, with an account of the realm master."));
  }

  private static Check settings(JsonNode realm) {
    List<String> missing = new ArrayList<>();
    if (!realm.path("bruteForceProtected").asBoolean()) {
      missing.add("no brute-force detection");
    }
    if (realm.path("passwordPolicy").asText("").isEmpty()) {
      missing.add("no password policy");
    }
    if (!realm.path("eventsEnabled").asBoolean() || !realm.path("adminEventsEnabled").asBoolean()) {
      missing.add("events are not kept");
    }
    return missing.isEmpty()
        ? Check.ok(NAME, "brute-force detection, password policy, events")
        : Check.warning(NAME, String.join(", ", missing), HARDEN);
  }

  private static Check accounts(List<Account> temporary) {
    String name = "bootstrap accounts";
    return temporary.isEmpty()
        ? Check.ok(name, "none is left")
        : Check.warning(
            name,
            "still there: " + String.join(", ", temporary.stream().map(Account::name).toList()),
            "Fix: make accounts for people, then fedrealm bootstrap replace --to FILE.");
  }
}
