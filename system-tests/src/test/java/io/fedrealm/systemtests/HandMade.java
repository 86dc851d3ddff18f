package io.fedrealm.systemtests;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.function.Consumer;

/**
 * Something of a kind that a person makes by hand in a realm of {@code every-kind.json}.
 *
 * @param resource what it is: kind, owner and name, with a bar between them
 * @param maker makes it
 */
record HandMade(String resource, Consumer<Drift.Realm> maker) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String KEYS = "org.keycloak.keys.KeyProvider";
  private static final String LDAP_MAPPER = "org.keycloak.storage.ldap.mappers.LDAPStorageMapper";

  /** One of every kind; what belongs to something stands beside what the template has in it. */
  static List<HandMade> ofEveryKind() {
    return List.of(
        post("realm_role||by-hand", "roles", "{'name':'by-hand'}"),
        post("client||by-hand", "clients", "{'clientId':'by-hand'}"),
        post(
            "client_scope||by-hand",
            "client-scopes",
            "{'name':'by-hand','protocol':'openid-connect'}"),
        post("group||/by-hand", "groups", "{'name':'by-hand'}"),
        post(
            "organization||by-hand",
            "organizations",
            "{'name':'by-hand','domains':[{'name':'h.test'}]}"),
        in(
            "organization_group|Hospital A|/by-hand",
            realm -> "organizations/" + realm.id("organizations", "name", "Hospital A") + "/groups",
            "{'name':'by-hand'}"),
        post("user||by-hand", "users", "{'username':'by-hand','attributes':{'site':['A']}}"),
        post(
            "identity_provider||by-hand",
            "identity-provider/instances",
            "{'alias':'by-hand','providerId':'oidc','config':{'clientId':'x','clientSecret':'y',"
                + "'authorizationUrl':'https://x.test/a','tokenUrl':'https://x.test/t'}}"),
        post(
            "authentication_flow||by-hand",
            "authentication/flows",
            "{'alias':'by-hand','providerId':'basic-flow','topLevel':true}"),
        post(
            "component|" + KEYS + "|by-hand",
            "components",
            "{'name':'by-hand','providerId':'rsa-generated','providerType':'" + KEYS + "'}"),
        post("localization||sv", "localization/sv", "{'by.hand':'Hej'}"),
        in(
            "client_role|studies|by-hand",
            realm -> realm.client("studies") + "/roles",
            "{'name':'by-hand'}"),
        in(
            "client_mapper|studies|by-hand",
            realm -> realm.client("studies") + "/protocol-mappers/models",
            mapper("by-hand")),
        in(
            "client_scope_mapper|site|by-hand",
            realm ->
                "client-scopes/"
                    + realm.id("client-scopes", "name", "site")
                    + "/protocol-mappers/models",
            mapper("by-hand")),
        in(
            "group||/Hospitals/by-hand",
            realm -> realm.group("/Hospitals") + "/children",
            "{'name':'by-hand'}"),
        in(
            "identity_provider_mapper|site-1|by-hand",
            realm -> "identity-provider/instances/site-1/mappers",
            "{'name':'by-hand','identityProviderAlias':'site-1','identityProviderMapper':"
                + "'oidc-hardcoded-role-idp-mapper','config':{'role':'fl-member'}}"),
        new HandMade(
            "sub_component|" + LDAP_MAPPER + "|hospital-ldap/by-hand", HandMade::ldapMapper));
  }

  private static HandMade post(String resource, String list, String body) {
    return in(resource, realm -> list, body);
  }

  private static HandMade in(
      String resource, java.util.function.Function<Drift.Realm, String> list, String body) {
    return new HandMade(resource, realm -> realm.write("POST", list.apply(realm), json(body)));
  }

  /** A client profile and a policy that names it. */
  static void policies(Drift.Realm realm) {
    realm.change(
        "client-policies/profiles",
        all -> all.withArray("/profiles").add(json("{'name':'by-hand','executors':[]}")));
    realm.change(
        "client-policies/policies",
        all ->
            all.withArray("/policies")
                .add(
                    json(
                        "{'name':'by-hand','enabled':true,'conditions':[],"
                            + "'profiles':['by-hand']}")));
  }

  private static void ldapMapper(Drift.Realm realm) {
    String parent = realm.id("components?name=hospital-ldap", "name", "hospital-ldap");
    realm.write(
        "POST",
        "components",
        json(
            "{'name':'by-hand','providerId':'user-attribute-ldap-mapper','providerType':'"
                + LDAP_MAPPER
                + "','parentId':'"
                + parent
                + "','config':{'ldap.attribute':['l'],'user.model.attribute':['city'],"
                + "'read.only':['true'],'always.read.value.from.ldap':['false'],"
                + "'is.mandatory.in.ldap':['false']}}"));
  }

  private static String mapper(String name) {
    return "{'name':'"
        + name
        + "','protocol':'openid-connect','protocolMapper':'oidc-hardcoded-claim-mapper',"
        + "'config':{'claim.name':'x','claim.value':'y','jsonType.label':'String'}}";
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
