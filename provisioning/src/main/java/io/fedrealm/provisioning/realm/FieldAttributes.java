package io.fedrealm.provisioning.realm;

import java.util.Set;

/**
 * Attributes of a realm's export that are fields of the realm, too: Keycloak reads the fields, and
 * an update drops the attributes (ModelToRepresentation.REALM_EXCLUDED_ATTRIBUTES).
 */
public final class FieldAttributes {

  private static final Set<String> NAMES =
      Set.of(
          "displayName",
          "displayNameHtml",
          "defaultSignatureAlgorithm",
          "bruteForceProtected",
          "permanentLockout",
          "maxTemporaryLockouts",
          "bruteForceStrategy",
          "maxFailureWaitSeconds",
          "waitIncrementSeconds",
          "quickLoginCheckMilliSeconds",
          "minimumQuickLoginWaitSeconds",
          "maxDeltaTimeSeconds",
          "failureFactor",
          "maxSecondaryAuthFailures",
          "actionTokenGeneratedByAdminLifespan",
          "actionTokenGeneratedByUserLifespan",
          "offlineSessionMaxLifespanEnabled",
          "offlineSessionMaxLifespan",
          "firstBrokerLoginFlowId",
          "organizationsEnabled",
          "adminPermissionsEnabled",
          "adminPermissionsClientId",
          "verifiableCredentialsEnabled",
          "scimEnabled",
          "client-policies.profiles",
          "client-policies.policies");

  private FieldAttributes() {}

  /** Whether Keycloak keeps no attribute of this name. */
  public static boolean contains(String name) {
    return NAMES.contains(name)
        || name.startsWith("_browser_header")
        || name.startsWith("webAuthnPolicy");
  }
}
