package io.fedrealm.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.systemtests.support.Admin;
import java.util.List;
import java.util.function.Consumer;

/**
 * A change by hand of a realm that {@code every-kind.json} describes.
 *
 * @param resource what {@code plan} has to name: kind, owner and name, with a bar between them
 * @param edit makes the change
 */
record Drift(String resource, Consumer<Realm> edit) {

  /**
   * The realm that is edited, as somebody with the admin console does it.
   *
   * @param admin the admin API
   * @param name the realm's name
   */
  record Realm(Admin admin, String name) {

    /** The entry of a list that has a value in a field. */
    JsonNode find(String list, String field, String value) {
      return admin
          .get(name + "/" + list)
          .valueStream()
          .filter(entry -> entry.path(field).asText().equals(value))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no " + value + " in " + list));
    }

    /** Id of the entry of a list that has a value in a field. */
    String id(String list, String field, String value) {
      return find(list, field, value).path("id").asText();
    }

    /** Reads something, changes it and sends it back. */
    void change(String path, Consumer<ObjectNode> change) {
      ObjectNode body = (ObjectNode) admin.get(name + "/" + path);
      change.accept(body);
      admin.write("PUT", name + "/" + path, body);
    }

    /** Changes settings of the realm. */
    void settings(Consumer<ObjectNode> change) {
      ObjectNode body = JsonNodeFactory.instance.objectNode();
      change.accept(body);
      admin.write("PUT", name, body);
    }

    void write(String method, String path, JsonNode body) {
      admin.write(method, name + "/" + path, body);
    }

    String client(String clientId) {
      return "clients/" + id("clients?clientId=" + clientId, "clientId", clientId);
    }

    String group(String path) {
      return "groups/" + admin.get(name + "/group-by-path" + path).path("id").asText();
    }

    String organizationGroup(String organization, String path) {
      String groups = "organizations/" + id("organizations", "name", organization) + "/groups/";
      return groups + admin.get(name + "/" + groups + "group-by-path" + path).path("id").asText();
    }

    String serviceAccount(String clientId) {
      String path = name + "/" + client(clientId) + "/service-account-user";
      return "users/" + admin.get(path).path("id").asText();
    }

    String user(String username) {
      return "users/" + id("users?username=" + username, "username", username);
    }

    /** A realm role as the body of a request that hands it out. */
    ArrayNode realmRole(String role) {
      return list(admin.get(name + "/roles/" + role));
    }

    /** Makes a group, a service account or a scope hand out the administration of the realm. */
    void administration(String holder) {
      String management = id("clients?clientId=realm-management", "clientId", "realm-management");
      JsonNode role = admin.get(name + "/clients/" + management + "/roles/realm-admin");
      write("POST", holder + "/clients/" + management, list(role));
    }

    private static ArrayNode list(JsonNode entry) {
      return JsonNodeFactory.instance.arrayNode().add(entry);
    }
  }

  private static final String LDAP = "org.keycloak.storage.UserStorageProvider";
  private static final String LDAP_MAPPER = "org.keycloak.storage.ldap.mappers.LDAPStorageMapper";
  private static final String POLICY =
      "org.keycloak.services.clientregistration.policy.ClientRegistrationPolicy";

  /** At least one change of every kind. */
  static List<Drift> ofEveryKind() {
    return List.of(
        new Drift(
            "realm||",
            realm ->
                realm.settings(body -> body.put("passwordPolicy", "").put("eventsEnabled", false))),
        new Drift(
            "localization||de",
            realm ->
                realm.write(
                    "POST",
                    "localization/de",
                    JsonNodeFactory.instance.objectNode().put("fl.hello", "Hallo"))),
        new Drift(
            "client_profiles||",
            realm ->
                realm.change(
                    "client-policies/profiles",
                    all -> ((ObjectNode) all.at("/profiles/0")).putArray("executors"))),
        new Drift(
            "client_policies||",
            realm ->
                realm.change(
                    "client-policies/policies",
                    all -> ((ObjectNode) all.at("/policies/0")).put("enabled", false))),
        new Drift("user_profile||", Drift::editUserProfile),
        new Drift(
            "required_action||CONFIGURE_TOTP",
            realm ->
                realm.change(
                    "authentication/required-actions/CONFIGURE_TOTP",
                    action -> action.put("enabled", false))),
        new Drift(
            "authentication_flow||fl browser",
            realm ->
                realm.change(
                    "authentication/flows/"
                        + realm.id("authentication/flows", "alias", "fl browser"),
                    flow -> flow.put("description", "by hand"))),
        new Drift("flow_executions||fl browser", Drift::addStep),
        new Drift("flow_executions||fl browser forms", Drift::switchSecondFactorOff),
        new Drift("flow_bindings||", realm -> realm.settings(b -> b.put("browserFlow", "browser"))),
        new Drift(
            "client_scope||site",
            realm ->
                realm.change(
                    "client-scopes/" + realm.id("client-scopes", "name", "site"),
                    scope ->
                        scope.withObject("/attributes").put("include.in.token.scope", "false"))),
        new Drift("client_scope_mapper|site|site", Drift::editScopeMapper),
        new Drift(
            "realm_role||fl-member",
            realm -> realm.change("roles/fl-member", role -> role.putObject("attributes"))),
        new Drift(
            "identity_provider||site-1",
            realm ->
                realm.change(
                    "identity-provider/instances/site-1",
                    provider ->
                        provider.withObject("/config").put("tokenUrl", "https://elsewhere.test/"))),
        new Drift("identity_provider_mapper|site-1|members", Drift::editProviderMapper),
        new Drift(
            "component|org.keycloak.keys.KeyProvider|fl-rsa",
            realm -> editComponent(realm, "fl-rsa", "priority", "1")),
        new Drift(
            "component|" + POLICY + "|Max Clients Limit (anonymous)",
            realm -> editComponent(realm, "Max Clients Limit", "max-clients", "1000")),
        new Drift(
            "component|" + LDAP + "|hospital-ldap",
            realm -> editComponent(realm, "hospital-ldap", "usersDn", "dc=elsewhere")),
        new Drift(
            "sub_component|" + LDAP_MAPPER + "|hospital-ldap/site",
            realm -> editComponent(realm, "site", "ldap.attribute", "title")),
        new Drift(
            "client||studies",
            realm ->
                realm.change(
                    realm.client("studies"),
                    client ->
                        client.put("secret", "by-hand-0123456789").put("fullScopeAllowed", true))),
        new Drift("client_mapper|studies|audience", Drift::deleteClientMapper),
        new Drift(
            "client_role|studies|read",
            realm -> realm.write("DELETE", realm.client("studies") + "/roles/read", null)),
        new Drift(
            "group||/Hospitals/A",
            realm -> realm.write("DELETE", realm.group("/Hospitals/A"), null)),
        new Drift(
            "group||/Hospitals",
            realm ->
                realm.change(realm.group("/Hospitals"), group -> group.putObject("attributes"))),
        new Drift(
            "organization||Hospital A",
            realm ->
                realm.change(
                    "organizations/" + realm.id("organizations", "name", "Hospital A"),
                    organization ->
                        organization
                            .withArray("/domains")
                            .addObject()
                            .put("name", "by-hand.example.org")
                            .put("verified", true))),
        new Drift(
            "organization_group|Hospital A|/Lab",
            realm ->
                realm.change(
                    realm.organizationGroup("Hospital A", "/Lab"),
                    group -> group.putObject("attributes"))),
        new Drift(
            "organization_group|Hospital A|/Lab/Night",
            realm ->
                realm.write("DELETE", realm.organizationGroup("Hospital A", "/Lab/Night"), null)),
        new Drift(
            "organization_group_roles|Hospital A|/Lab",
            realm ->
                realm.administration(
                    realm.organizationGroup("Hospital A", "/Lab") + "/role-mappings")),
        new Drift(
            "composite||fl-lead",
            realm ->
                realm.write(
                    "POST", "roles/fl-lead/composites", realm.realmRole("uma_authorization"))),
        new Drift(
            "composite||default-roles-" + EveryKindIT.REALM,
            realm ->
                realm.write(
                    "POST",
                    "roles/default-roles-" + EveryKindIT.REALM + "/composites",
                    realm.realmRole("fl-lead"))),
        new Drift(
            "group_roles||/Newcomers",
            realm -> realm.administration(realm.group("/Newcomers") + "/role-mappings")),
        new Drift(
            "client_scope_roles||site",
            realm ->
                realm.administration(
                    "client-scopes/"
                        + realm.id("client-scopes", "name", "site")
                        + "/scope-mappings")),
        new Drift(
            "client_roles_scope||studies",
            realm -> realm.administration(realm.client("studies") + "/scope-mappings")),
        new Drift(
            "service_account_roles||studies",
            realm -> realm.administration(realm.serviceAccount("studies") + "/role-mappings")),
        new Drift(
            "service_account_groups||studies",
            realm ->
                realm.write(
                    "PUT",
                    realm.serviceAccount("studies") + "/" + realm.group("/Newcomers"),
                    null)),
        new Drift(
            "default_client_scopes||",
            realm ->
                realm.write(
                    "PUT",
                    "default-default-client-scopes/" + realm.id("client-scopes", "name", "address"),
                    null)),
        new Drift(
            "default_groups||",
            realm -> realm.write("PUT", "default-" + realm.group("/Hospitals"), null)),
        new Drift(
            "user||bob",
            realm -> realm.change(realm.user("bob"), user -> user.put("enabled", false))),
        new Drift(
            "user_roles||bob", realm -> realm.administration(realm.user("bob") + "/role-mappings")),
        new Drift(
            "user_groups||bob",
            realm -> realm.write("PUT", realm.user("bob") + "/" + realm.group("/Hospitals"), null)),
        new Drift("user_identities||alice", realm -> link(realm, "alice", "mallory")),
        new Drift("user_identities||bob", realm -> link(realm, "bob", "mallory-2")),
        new Drift("organization_members||Hospital A", Drift::exchangeMembers),
        new Drift("authorization||studies", Drift::letEverybodyRead));
  }

  private static void editUserProfile(Realm realm) {
    realm.change(
        "users/profile",
        profile -> {
          for (JsonNode attribute : profile.path("attributes")) {
            if (attribute.path("name").asText().equals("site")) {
              ((ArrayNode) attribute.at("/permissions/edit")).add("user");
            }
          }
          profile.withArray("/attributes").addObject().put("name", "by-hand");
        });
  }

  private static void addStep(Realm realm) {
    realm.write(
        "POST",
        "authentication/flows/fl%20browser/executions/execution",
        JsonNodeFactory.instance.objectNode().put("provider", "auth-spnego"));
  }

  private static void switchSecondFactorOff(Realm realm) {
    String executions = "authentication/flows/fl%20browser%20forms/executions";
    ObjectNode otp = (ObjectNode) realm.find(executions, "providerId", "auth-otp-form");
    realm.write("PUT", executions, otp.put("requirement", "DISABLED"));
  }

  private static void editScopeMapper(Realm realm) {
    String scope = "client-scopes/" + realm.id("client-scopes", "name", "site");
    String mapper = realm.id(scope + "/protocol-mappers/models", "name", "site");
    realm.change(
        scope + "/protocol-mappers/models/" + mapper,
        body -> body.withObject("/config").put("claim.name", "other"));
  }

  private static void editProviderMapper(Realm realm) {
    String mappers = "identity-provider/instances/site-1/mappers";
    realm.change(
        mappers + "/" + realm.id(mappers, "name", "members"),
        body -> body.withObject("/config").put("role", "fl-lead"));
  }

  private static void editComponent(Realm realm, String name, String setting, String value) {
    realm.change(
        "components/" + realm.id("components?name=" + name.replace(" ", "%20"), "name", name),
        component -> component.withObject("/config").putArray(setting).add(value));
  }

  private static void deleteClientMapper(Realm realm) {
    String mappers = realm.client("studies") + "/protocol-mappers/models";
    realm.write("DELETE", mappers + "/" + realm.id(mappers, "name", "audience"), null);
  }

  /** Lets somebody of the identity provider log in as a user. */
  private static void link(Realm realm, String username, String somebody) {
    String link = realm.user(username) + "/federated-identity/site-1";
    if (realm.admin().get(realm.name() + "/" + realm.user(username) + "/federated-identity").size()
        > 0) {
      realm.write("DELETE", link, null);
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("identityProvider", "site-1").put("userId", somebody).put("userName", somebody);
    realm.write("POST", link, body);
  }

  private static void exchangeMembers(Realm realm) {
    String members =
        "organizations/" + realm.id("organizations", "name", "Hospital A") + "/members";
    realm.write("DELETE", members + "/" + realm.id("users", "username", "alice"), null);
    String bob = realm.id("users", "username", "bob");
    realm.write("POST", members, JsonNodeFactory.instance.textNode(bob));
  }

  private static void letEverybodyRead(Realm realm) {
    ObjectNode policy = JsonNodeFactory.instance.objectNode();
    policy.put("name", "everybody").put("type", "role").put("logic", "POSITIVE");
    policy
        .putArray("roles")
        .addObject()
        .put("id", realm.admin().get(realm.name() + "/roles/offline_access").path("id").asText());
    realm.write("POST", realm.client("studies") + "/authz/resource-server/policy/role", policy);
  }

  @Override
  public String toString() {
    return resource;
  }
}
