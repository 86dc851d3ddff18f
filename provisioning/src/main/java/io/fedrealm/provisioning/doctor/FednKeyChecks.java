package io.fedrealm.provisioning.doctor;

import io.fedrealm.provisioning.fedn.StaleKeys;
import io.fedrealm.provisioning.fedn.StaleKeys.StaleKey;
import io.fedrealm.provisioning.server.AdminApi;
import io.fedrealm.provisioning.server.AdminApi.RefusedException;
import java.util.List;

/** Looks whether the FEDn of each project verifies with the key that its realm signs with. */
final class FednKeyChecks {

  private FednKeyChecks() {}

  /**
   * The checks of a realm; one request where no key was ever handed out, two elsewhere.
   *
   * @return a warning for each stale copy; empty when there is none, or no such realm
   */
  static List<Check> of(AdminApi api, String realm) {
    try {
      return StaleKeys.of(api, realm).stream().map(FednKeyChecks::warning).toList();
    } catch (RefusedException e) {
      return List.of(
          Check.warning(
              "FEDn's keys",
              "unknown in realm " + realm + ": " + e.getMessage(),
              "Let the account view clients and the realm's keys."));
    }
  }

  private static Check warning(StaleKey stale) {
    return Check.warning(
        "FEDn's key",
        "stale in project " + stale.project() + ": " + stale.installed(),
        stale.message());
  }
}
