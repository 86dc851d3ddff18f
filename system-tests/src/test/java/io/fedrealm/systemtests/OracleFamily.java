package io.fedrealm.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.systemtests.support.Admin;
import io.fedrealm.systemtests.support.RealmExport;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Realm files as somebody has them: what this server exports of a new realm, and in it things of
 * each type with odd names and with about half of their optional fields, drawn by a number.
 */
final class OracleFamily {

  static final String PASSWORD = "canary-Person-5d8e21c47ab0";
  private static final String API = "api-x.1_Y";
  static final String SECRET = "canary-service-93fe60d7b2a1";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> ODD =
      List.of(
          "plain", "With space", "dot.ted-1", "Ünïcode", "under_score", "100%", "a(b)", "UPPER");

  /** As each export has them: the API gives a client those that are not told. */
  private static final ObjectNode SAML =
      JSON.createObjectNode()
          .put("saml.server.signature", "true")
          .put("saml.client.signature", "false")
          .put("saml.authnstatement", "true")
          .put("saml.allow.ecp.flow", "false")
          .put("saml.force.post.binding", "true")
          .put("saml.signature.algorithm", "RSA_SHA256")
          .put("saml_force_name_id_format", "false")
          .put("saml_name_id_format", "username")
          .put("saml_signature_canonicalization_method", "http://www.w3.org/2001/10/xml-exc-c14n#");

  private final Random random;
  private final ObjectNode realm;

  private OracleFamily(Random random, ObjectNode realm) {
    this.random = random;
    this.realm = realm;
  }

  /**
   * One file of the family.
   *
   * @param name the realm's name; there is none of it on the server, before and after
   */
  static ObjectNode file(Admin admin, String name, int number) {
    admin.write("POST", "", JSON.createObjectNode().put("realm", name).put("enabled", true));
    ObjectNode export = (ObjectNode) RealmExport.of(admin, name);
    admin.write("DELETE", name, null);
    ((ObjectNode) export.path("components")).remove("org.keycloak.keys.KeyProvider");
    OracleFamily family = new OracleFamily(new Random(number), export);
    family.settings();
    family.roles();
    family.groups();
    family.scopes();
    family.clients();
    family.flows();
    family.providers();
    family.people();
    return export;
  }

  private boolean half() {
    return random.nextBoolean();
  }

  private String odd(String kind) {
    return kind + " " + ODD.get(random.nextInt(ODD.size()));
  }

  private void settings() {
    realm.put("displayName", odd("Realm"));
    realm.put("accessTokenLifespan", 240).put("ssoSessionIdleTimeout", 1200);
    Map.of(
            "rememberMe", half(),
            "editUsernameAllowed", half(),
            "verifyEmail", half(),
            "revokeRefreshToken", half(),
            "adminEventsEnabled", half())
        .forEach(realm::put);
    if (half()) {
      realm
          .put("internationalizationEnabled", true)
          .putArray("supportedLocales")
          .add("en")
          .add("de");
      realm.putObject("localizationTexts").putObject("de").put("hello", "Guten Tag {0}");
    }
    if (half()) {
      realm
          .put("bruteForceProtected", true)
          .put("failureFactor", 7)
          .put("passwordPolicy", "length(14)");
    }
    if (half()) {
      realm.put("otpPolicyDigits", 8).put("otpPolicyAlgorithm", "HmacSHA256");
    }
    if (half()) {
      realm
          .putObject("smtpServer")
          .put("host", "localhost")
          .put("from", "a@example.org")
          .put("port", "2525");
    }
    ((ObjectNode) realm.path("attributes")).put("note", "own " + random.nextInt(100));
  }

  private void roles() {
    ArrayNode roles = (ArrayNode) realm.at("/roles/realm");
    ObjectNode reader = roles.addObject().put("name", "reader");
    if (half()) {
      reader
          .put("description", "reads")
          .putObject("attributes")
          .putArray("level")
          .add("1")
          .add("2");
    }
    roles
        .addObject()
        .put("name", odd("role"))
        .put("composite", true)
        .putObject("composites")
        .putArray("realm")
        .add("reader");
    if (half()) {
      for (JsonNode role : roles) {
        if (role.path("name").asText().startsWith("default-roles-")) {
          ((ObjectNode) role).withObject("composites").withArray("realm").add("reader");
        }
      }
    }
  }

  private void groups() {
    ArrayNode groups = realm.putArray("groups");
    ObjectNode staff = groups.addObject().put("name", "staff");
    staff.putArray("realmRoles").add("reader");
    staff.putObject("attributes").putArray("floor").add("2");
    staff
        .putArray("subGroups")
        .addObject()
        .put("name", "night")
        .putObject("clientRoles")
        .putArray("page")
        .add("use");
    groups.addObject().put("name", odd("group"));
    if (half()) {
      realm.putArray("defaultGroups").add("/staff/night");
    }
  }

  private ObjectNode scope(String name) {
    return ((ArrayNode) realm.path("clientScopes"))
        .addObject()
        .put("name", name)
        .put("protocol", "openid-connect");
  }

  private void scopes() {
    ObjectNode scope = scope("oracle:own");
    scope
        .put("description", "odd")
        .putObject("attributes")
        .put("include.in.token.scope", "" + half());
    ObjectNode mapper = scope.putArray("protocolMappers").addObject();
    mapper
        .put("name", odd("mapper"))
        .put("protocol", "openid-connect")
        .put("protocolMapper", "oidc-hardcoded-claim-mapper");
    mapper
        .putObject("config")
        .put("claim.name", "unit")
        .put("claim.value", "north")
        .put("access.token.claim", "true")
        .put("id.token.claim", "true");
    if (half()) {
      ((ArrayNode) realm.path("defaultOptionalClientScopes")).add("oracle:own");
    }
    realm
        .withArray("/scopeMappings")
        .addObject()
        .put("clientScope", "oracle:own")
        .putArray("roles")
        .add("reader");
  }

  private ObjectNode client(String id, boolean page) {
    ObjectNode client = ((ArrayNode) realm.path("clients")).addObject().put("clientId", id);
    client.put("enabled", true).put("protocol", "openid-connect").put("publicClient", page);
    client
        .put("standardFlowEnabled", page)
        .put("implicitFlowEnabled", false)
        .put("bearerOnly", false);
    client.put("directAccessGrantsEnabled", page).put("serviceAccountsEnabled", !page);
    client.put("fullScopeAllowed", half()).put("clientAuthenticatorType", "client-secret");
    return client;
  }

  private void clients() {
    ObjectNode page = client("page", true);
    page.put("rootUrl", "https://page.example.org");
    page.putArray("redirectUris").add("https://page.example.org/cb");
    page.putArray("webOrigins").add(half() ? "+" : "https://page.example.org");
    page.putObject("attributes")
        .put("fl.allow.password.grant", "true")
        .put("pkce.code.challenge.method", "S256");
    lists(page);
    ObjectNode service = client("service", false).put("secret", SECRET);
    service.putArray("redirectUris");
    lists(service);
    if (half()) {
      service
          .put("name", odd("Service"))
          .put("description", "Does things")
          .put("consentRequired", false);
    }
    ObjectNode of = (ObjectNode) realm.at("/roles/client");
    of.putArray("page").addObject().put("name", "use");
    ObjectNode api = client(API, false).put("secret", SECRET + "-2");
    api.putArray("redirectUris");
    lists(api);
    ObjectNode saml =
        ((ArrayNode) realm.path("clients"))
            .addObject()
            .put("clientId", "https://saml.example.org/sp");
    saml.put("enabled", true)
        .put("protocol", "saml")
        .put("frontchannelLogout", true)
        .put("fullScopeAllowed", false);
    saml.putArray("redirectUris").add("https://saml.example.org/acs");
    saml.set("attributes", SAML.deepCopy());
    saml.putArray("defaultClientScopes").add("role_list");
    saml.putArray("optionalClientScopes");
  }

  /** A client has its lists of scopes told, as in each export. */
  private void lists(ObjectNode client) {
    ArrayNode defaults = client.putArray("defaultClientScopes");
    List.of("basic", "roles", "profile", "acr", "oracle:own").forEach(defaults::add);
    ArrayNode optional = client.putArray("optionalClientScopes");
    if (half()) {
      optional.add("offline_access").add("address");
    }
    if (client.path("serviceAccountsEnabled").asBoolean()) {
      defaults.add("service_account");
    }
  }

  private void flows() {
    ArrayNode flows = (ArrayNode) realm.path("authenticationFlows");
    ObjectNode flow =
        flows
            .addObject()
            .put("alias", "own browser")
            .put("description", "")
            .put("providerId", "basic-flow")
            .put("topLevel", true)
            .put("builtIn", false);
    ArrayNode steps = flow.putArray("authenticationExecutions");
    steps
        .addObject()
        .put("authenticator", "auth-cookie")
        .put("requirement", "ALTERNATIVE")
        .put("priority", 10)
        .put("authenticatorFlow", false);
    steps
        .addObject()
        .put("flowAlias", "own forms")
        .put("requirement", "ALTERNATIVE")
        .put("priority", 20)
        .put("authenticatorFlow", true);
    steps
        .addObject()
        .put("authenticator", "identity-provider-redirector")
        .put("authenticatorConfig", "own hint")
        .put("requirement", "ALTERNATIVE")
        .put("priority", 30)
        .put("authenticatorFlow", false);
    ObjectNode forms =
        flows
            .addObject()
            .put("alias", "own forms")
            .put("description", "")
            .put("providerId", "basic-flow")
            .put("topLevel", false)
            .put("builtIn", false);
    forms
        .putArray("authenticationExecutions")
        .addObject()
        .put("authenticator", "auth-username-password-form")
        .put("requirement", "REQUIRED")
        .put("priority", 10)
        .put("authenticatorFlow", false);
    ObjectNode config =
        ((ArrayNode) realm.path("authenticatorConfig")).addObject().put("alias", "own hint");
    config.putObject("config").put("defaultProvider", "hub");
    if (half()) {
      realm.put("browserFlow", "own browser");
    }
    for (JsonNode built : flows) {
      if (built.path("alias").asText().equals("registration form") && half()) {
        ((ObjectNode) built.at("/authenticationExecutions/1")).put("requirement", "DISABLED");
      }
    }
    for (JsonNode action : realm.path("requiredActions")) {
      if (action.path("alias").asText().equals("UPDATE_PROFILE")) {
        ((ObjectNode) action).put("defaultAction", half());
      }
    }
  }

  private void providers() {
    ObjectNode hub = realm.putArray("identityProviders").addObject();
    hub.put("alias", "hub")
        .put("providerId", "oidc")
        .put("enabled", true)
        .put("displayName", odd("Hub"));
    hub.put("trustEmail", half())
        .put("storeToken", half())
        .put("firstBrokerLoginFlowAlias", "first broker login");
    hub.putObject("config")
        .put("clientId", "x")
        .put("clientSecret", SECRET + "-3")
        .put("issuer", "https://hub.example.org")
        .put("tokenUrl", "https://hub.example.org/t")
        .put("authorizationUrl", "https://hub.example.org/a")
        .put("validateSignature", "true")
        .put("useJwksUrl", "true")
        .put("jwksUrl", "https://hub.example.org/k");
    ObjectNode mapper = realm.putArray("identityProviderMappers").addObject();
    mapper
        .put("name", "to reader")
        .put("identityProviderAlias", "hub")
        .put("identityProviderMapper", "oidc-hardcoded-role-idp-mapper");
    mapper.putObject("config").put("syncMode", "INHERIT").put("role", "reader");
  }

  private void people() {
    String everybodys = "default-roles-" + realm.path("realm").asText();
    ArrayNode users = realm.withArray("/users");
    users.forEach(user -> ((ObjectNode) user).remove("createdTimestamp"));
    ObjectNode service =
        users
            .addObject()
            .put("username", "service-account-service")
            .put("serviceAccountClientId", "service")
            .put("enabled", true);
    service.putArray("realmRoles").add(everybodys).add("reader");
    service.putObject("clientRoles").putArray("page").add("use");
    if (half()) {
      service.putArray("groups").add("/staff");
    }
    ObjectNode api = users.addObject();
    api.put("username", "service-account-" + API.toLowerCase(Locale.ROOT));
    api.put("serviceAccountClientId", API).put("enabled", true);
    api.putArray("realmRoles").add(everybodys);
    IntStream.range(0, 2).forEach(index -> person(users.addObject(), "person" + index, everybodys));
  }

  private void person(ObjectNode person, String name, String everybodys) {
    person
        .put("username", name)
        .put("enabled", true)
        .put("emailVerified", half())
        .put("email", name + "@example.org");
    person.put("firstName", "Fi").put("lastName", odd("Last"));
    person.putArray("credentials").addObject().put("type", "password").put("value", PASSWORD);
    person.putArray("realmRoles").add(everybodys).add("reader");
    person.putArray("groups").add("/staff").add("/staff/night");
  }
}
