package io.fedrealm.provisioning.project;

import com.fasterxml.jackson.databind.JsonNode;
import io.fedrealm.provisioning.console.RealmAction.Realm;
import io.fedrealm.provisioning.error.CommandException;
import io.fedrealm.provisioning.error.ExitCode;

/** Sees to it that projects are made in realms for FEDn only. */
public final class FednRealm {

  private static final String FRAMEWORK = "fl.framework";

  private FednRealm() {}

  /**
   * Reads the realm.
   *
   * @return Keycloak's representation
   * @throws CommandException {@link ExitCode#USAGE} when there is none, or it is for something else
   */
  public static JsonNode read(Realm realm) {
    JsonNode found =
        realm
            .api()
            .get("realms", realm.name())
            .orElseThrow(
                () ->
                    new CommandException(
                        ExitCode.USAGE,
                        "The server has no realm \"%s\". Name another: --realm NAME or FEDREALM_REALM."
                            .formatted(realm.name())));
    String framework = found.path("attributes").path(FRAMEWORK).asText("");
    if (!framework.equals("fedn")) {
      throw new CommandException(
          ExitCode.USAGE,
          "The realm %s is %s; projects are FEDn's. Apply the template fedn first (fedrealm apply), or name another realm: --realm NAME."
              .formatted(
                  realm.name(),
                  framework.isEmpty()
                      ? "not marked as one for FEDn (attribute " + FRAMEWORK + ")"
                      : "for " + framework));
    }
    return found;
  }

  /** The projects of a realm that is for FEDn. */
  static Projects projects(Realm realm) {
    read(realm);
    return new Projects(realm.api(), realm.name());
  }
}
