package io.fedrealm.provisioning.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;

/**
 * A realm for Keycloak's own import, which makes most of what it puts into a new realm only where
 * the file brings nothing of the same kind (RealmManager.importRealm, DefaultExportImportManager,
 * 26.7). So the file brings all of it.
 */
final class RenderedRealm {

  /** Of what Keycloak's import may take for a variable: before it parses the file. */
  private static final Pattern DOLLAR = Pattern.compile("\\$(?=\\{[A-Z])");

  private RenderedRealm() {}

  /**
   * The file of a completed realm. Keycloak's import puts variables into the raw text and has no
   * way to write one that shall stay; in JSON's other spelling of the dollar it sees none.
   */
  static String json(ObjectNode realm) {
    return DOLLAR.matcher(realm.toPrettyString()).replaceAll("\\\\u0024");
  }

  /**
   * A complete realm.
   *
   * @param desired the desired realm, which stays as it is
   */
  static ObjectNode of(ObjectNode desired) {
    ObjectNode realm = NewRealmOverlay.complete(desired);
    RenderedFlows.complete(realm);
    RenderedUsers.complete(realm);
    RenderedOrganizations.complete(realm);
    return realm;
  }
}
