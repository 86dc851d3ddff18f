package io.fedrealm.provisioning.realm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Settings of a realm that Keycloak takes only together: an update that leaves one out sets it back
 * to its default (DefaultExportImportManager.updateRealm). Everything else stays as it is when it
 * is left out.
 */
public final class RealmSettings {

  /**
   * Set back by every update: the device grant's, and those of CIBA and PAR among the attributes.
   */
  private static final Pattern ALWAYS = Pattern.compile("attributes|oauth2Device.*");

  /** A policy each, which Keycloak makes anew from what an update says of it. */
  private static final List<Pattern> POLICIES =
      List.of(
          Pattern.compile("otpPolicy.*"),
          Pattern.compile("webAuthnPolicyPasswordless.*"),
          Pattern.compile("webAuthnPolicy(?!Passwordless).*"));

  private RealmSettings() {}

  /**
   * The body of an update: what changes, and what Keycloak would set back without it.
   *
   * @param changed the fields that change
   * @param live the realm's settings as they are
   */
  public static ObjectNode update(ObjectNode changed, JsonNode live) {
    ObjectNode body = changed.deepCopy();
    Set<String> names = new HashSet<>();
    changed.fieldNames().forEachRemaining(names::add);
    live.properties()
        .forEach(
            setting -> {
              if (!names.contains(setting.getKey()) && goesAlong(setting.getKey(), names)) {
                body.set(setting.getKey(), setting.getValue());
              }
            });
    return body;
  }

  /**
   * The body with which a realm is made. Keycloak has defaults for what it does not say, but none
   * for the rest of an OTP policy of which it says something.
   *
   * @param settings what the new realm is given
   */
  public static ObjectNode creation(ObjectNode settings) {
    ObjectNode usual = NewRealm.representation(settings.path("realm").asText());
    usual.properties().removeIf(setting -> ALWAYS.matcher(setting.getKey()).matches());
    return update(settings, usual);
  }

  private static boolean goesAlong(String field, Set<String> changed) {
    return ALWAYS.matcher(field).matches()
        || POLICIES.stream()
            .filter(policy -> policy.matcher(field).matches())
            .anyMatch(policy -> changed.stream().anyMatch(name -> policy.matcher(name).matches()));
  }
}
