package io.fedrealm.provisioning.template.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.realm.FieldAttributes;
import io.fedrealm.provisioning.realm.JsonPath;
import io.fedrealm.provisioning.template.source.Problems;
import io.fedrealm.provisioning.template.source.SourceMappedRealm;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Refuses what Keycloak knows and this version of the tool does not manage: it would be left out
 * without a word.
 */
public final class SupportCheck {

  private static final Set<String> REALM =
      Set.of(
          "adminPermissionsClient",
          "applicationScopeMappings",
          "applications",
          "certificate",
          "clientTemplates",
          "codeSecret",
          "defaultRoles",
          "federatedUsers",
          "oauthClients",
          "passwordCredentialGrantAllowed",
          "privateKey",
          "protocolMappers",
          "publicKey",
          "social",
          "socialProviders",
          "updateProfileOnInitialSocialLogin",
          "userFederationMappers",
          "userFederationProviders");

  private static final Set<String> CLIENT =
      Set.of(
          "clientTemplate",
          "defaultRoles",
          "directGrantsOnly",
          "registeredNodes",
          "useTemplateConfig",
          "useTemplateMappers",
          "useTemplateScope");

  private static final Set<String> MEMBER = Set.of("username", "membershipType", "groups");

  /** The role itself is described in {@code roles.realm}. */
  private static final Set<String> DEFAULT_ROLE = Set.of("attributes");

  /** What an export has for a service account and what says nothing about its rights. */
  private static final Set<String> SERVICE_ACCOUNT =
      Set.of(
          "id",
          "username",
          "serviceAccountClientId",
          "enabled",
          "emailVerified",
          "createdTimestamp",
          "totp",
          "notBefore",
          "access",
          "realmRoles",
          "clientRoles",
          "groups");

  private static final Set<String> PERSON =
      Set.of(
          "id",
          "username",
          "enabled",
          "email",
          "emailVerified",
          "firstName",
          "lastName",
          "attributes",
          "credentials",
          "requiredActions",
          "federatedIdentities",
          "realmRoles",
          "clientRoles",
          "groups",
          "createdTimestamp",
          "totp",
          "notBefore",
          "access");

  private static final int BASIC_SCOPE_SINCE = 25;

  private static final Pattern MAJOR = Pattern.compile("^(\\d{1,2})\\.");

  private final SourceMappedRealm template;
  private final Problems problems;

  private SupportCheck(SourceMappedRealm template, Problems problems) {
    this.template = template;
    this.problems = problems;
  }

  public static void check(SourceMappedRealm template, ObjectNode realm, Problems problems) {
    SupportCheck check = new SupportCheck(template, problems);
    check.refuse(realm, REALM, JsonPath.ROOT);
    check.version(realm.path("keycloakVersion").asText());
    check.attributes(realm.path("attributes"));
    JsonNode clients = realm.path("clients");
    for (int index = 0; index < clients.size(); index++) {
      check.refuse(clients.get(index), CLIENT, JsonPath.element("$.clients", index));
    }
    JsonNode organizations = realm.path("organizations");
    for (int index = 0; index < organizations.size(); index++) {
      String path = JsonPath.element("$.organizations", index);
      check.members(organizations.get(index).path("members"), path + ".members");
    }
    check.refuse(realm.path("defaultRole"), DEFAULT_ROLE, "$.defaultRole");
    check.refuse(realm.path("roles"), Set.of("application"), "$.roles");
    check.refuse(realm.path("clientProfiles"), Set.of("globalProfiles"), "$.clientProfiles");
    check.refuse(realm.path("clientPolicies"), Set.of("globalPolicies"), "$.clientPolicies");
    JsonNode users = realm.path("users");
    for (int index = 0; index < users.size(); index++) {
      check.user(users.get(index), JsonPath.element("$.users", index));
    }
  }

  /** Since Keycloak 25 a client scope says what was in every token before. */
  private void version(String version) {
    Matcher major = MAJOR.matcher(version);
    if (major.find() && Integer.parseInt(major.group(1)) < BASIC_SCOPE_SINCE) {
      problems.add(
          template.position("$.keycloakVersion"),
          "the file is one of Keycloak %s: applied as it is, tokens of people would have no sub;"
                  .formatted(version)
              + " make a template of it with fedrealm adopt");
    }
  }

  private void attributes(JsonNode attributes) {
    attributes
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (FieldAttributes.contains(name)) {
                problems.add(
                    template.position(JsonPath.member("$.attributes", name)),
                    "Keycloak keeps no attribute of this name: set the field of the realm, and take"
                        + " the attribute out");
              }
            });
  }

  private void members(JsonNode members, String path) {
    for (int index = 0; index < members.size(); index++) {
      refuseOthers(members.get(index), MEMBER, JsonPath.element(path, index));
    }
  }

  private void user(JsonNode user, String path) {
    boolean person = !user.has("serviceAccountClientId");
    refuseOthers(user, person ? PERSON : SERVICE_ACCOUNT, path);
    if (!person && !user.path("enabled").asBoolean(true)) {
      problems.add(
          template.position(path + ".enabled"),
          "a service account is switched off by its client: set the client's serviceAccountsEnabled"
              + " to false");
    }
  }

  private void refuseOthers(JsonNode holder, Set<String> known, String path) {
    holder
        .properties()
        .forEach(
            field -> {
              boolean empty = field.getValue().isContainerNode() && field.getValue().isEmpty();
              if (!known.contains(field.getKey()) && !empty) {
                refuse(field.getKey(), path);
              }
            });
  }

  private void refuse(JsonNode holder, Set<String> unsupported, String path) {
    holder
        .fieldNames()
        .forEachRemaining(
            field -> {
              if (unsupported.contains(field)) {
                refuse(field, path);
              }
            });
  }

  private void refuse(String field, String path) {
    problems.add(
        template.position(JsonPath.member(path, field)),
        "\"" + field + "\" is not managed by fedrealm yet: take it out of the template");
  }
}
