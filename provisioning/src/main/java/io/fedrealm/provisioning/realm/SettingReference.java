package io.fedrealm.provisioning.realm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Settings of a configuration whose value is the name of something, or a list of such names.
 *
 * @param byKey by setting, what takes a name
 */
record SettingReference(Map<String, BiConsumer<References, String>> byKey) {

  private static final BiConsumer<References, String> ROLE = (to, name) -> to.role(name, '.');
  private static final BiConsumer<References, String> GROUP = named(ResourceType.GROUP);
  private static final BiConsumer<References, String> CLIENT_ID = named(ResourceType.CLIENT);
  private static final BiConsumer<References, String> SCOPE = named(ResourceType.CLIENT_SCOPE);
  private static final BiConsumer<References, String> PROVIDER =
      named(ResourceType.IDENTITY_PROVIDER);
  private static final BiConsumer<References, String> FLOW =
      named(ResourceType.AUTHENTICATION_FLOW);

  private static final SettingReference NONE = new SettingReference(Map.of());

  /** Attributes of clients: which identity providers may vouch for them. */
  static final SettingReference CLIENT =
      new SettingReference(
          Map.of(
              "jwt.credential.issuer", optional(PROVIDER),
              "oauth2.jwt.authorization.grant.idp", optional(PROVIDER)));

  static final SettingReference PROTOCOL_MAPPER =
      new SettingReference(
          Map.of(
              "role", ROLE,
              "included.client.audience", CLIENT_ID,
              "usermodel.clientRoleMapping.clientId", CLIENT_ID,
              "fl.role.table", optional(SettingReference::roleTable)));

  static final SettingReference IDENTITY_PROVIDER =
      new SettingReference(
          Map.of("firstBrokerLoginFlowAlias", FLOW, "postBrokerLoginFlowAlias", FLOW));

  static final SettingReference BROKER_MAPPER =
      new SettingReference(Map.of("role", ROLE, "group", GROUP));

  /** Of a mapper that puts people into groups of the organization that has the provider. */
  static final SettingReference ORGANIZATION_MAPPER =
      new SettingReference(Map.of("role", ROLE, "group", named(ResourceType.ORGANIZATION_GROUP)));

  static final SettingReference AUTHENTICATOR =
      new SettingReference(
          Map.of(
              "condUserRole", ROLE,
              "skipOtpRole", ROLE,
              "forceOtpRole", ROLE,
              "client_scope", SCOPE,
              "flow_to_check", FLOW,
              "defaultProvider", PROVIDER));

  static final SettingReference EXECUTOR = new SettingReference(Map.of("auth-flow-alias", FLOW));

  private static final Map<String, SettingReference> CONDITIONS =
      Map.of(
          "client-roles", of("roles", named(ResourceType.CLIENT_ROLE)),
          "client-scopes", of("scopes", SCOPE),
          "client-updater-source-groups", of("groups", GROUP),
          "client-updater-source-roles", of("roles", ROLE),
          "identity-provider-alias", of("identity_provider_aliases", PROVIDER));

  private static final Map<String, SettingReference> COMPONENTS =
      Map.of(
          "hardcoded-ldap-role-mapper", of("role", ROLE),
          "hardcoded-ldap-group-mapper", of("group", GROUP),
          "role-ldap-mapper", of("client.id", CLIENT_ID),
          "group-ldap-mapper", of("groups.path", (to, path) -> groupsIn(path, to)),
          "allowed-client-templates", of("allowed-client-scopes", SCOPE));

  /** What a condition of a client policy names. */
  static SettingReference condition(String provider) {
    return CONDITIONS.getOrDefault(provider, NONE);
  }

  /** What a component names. */
  static SettingReference component(String provider) {
    return COMPONENTS.getOrDefault(provider, NONE);
  }

  /** Collects the names in a configuration. */
  void collect(JsonNode configuration, References to) {
    byKey.forEach((key, names) -> each(configuration.path(key), name -> names.accept(to, name)));
  }

  private static void each(JsonNode value, java.util.function.Consumer<String> names) {
    if (value.isArray()) {
      value.forEach(name -> names.accept(name.asText()));
    } else {
      names.accept(value.asText());
    }
  }

  private static SettingReference of(String key, BiConsumer<References, String> names) {
    return new SettingReference(Map.of(key, names));
  }

  private static BiConsumer<References, String> named(ResourceType kind) {
    return (to, name) -> to.add(kind, "", name);
  }

  private static BiConsumer<References, String> optional(BiConsumer<References, String> names) {
    return (to, name) -> to.optionally(() -> names.accept(to, name));
  }

  /** The root is no group. */
  private static void groupsIn(String path, References to) {
    if (!path.equals("/")) {
      to.add(ResourceType.GROUP, "", path);
    }
  }

  /** The rows of {@code fl-role-mapper}; one with a placeholder names no role. */
  private static void roleTable(References to, String table) {
    try {
      for (JsonNode row : new ObjectMapper().readTree(table)) {
        to.role(row.path("key").asText(), '.');
      }
    } catch (IOException e) {
      return; // The check of the mapper says so.
    }
  }
}
