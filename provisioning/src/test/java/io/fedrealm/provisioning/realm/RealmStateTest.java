package io.fedrealm.provisioning.realm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RealmStateTest {

  private static final String TEMPLATE =
      """
      {
        "realm": "r",
        "enabled": true,
        "roles": {
          "realm": [{"name": "admin", "composites": {"realm": ["user"], "client": {"c": ["x"]}}}],
          "client": {"c": [{"name": "x", "description": "X."}]}
        },
        "groups": [{"name": "a", "realmRoles": ["admin"], "subGroups": [{"name": "b"}]}],
        "clientScopes": [{
          "name": "fl", "protocol": "openid-connect",
          "protocolMappers": [{"name": "role", "protocolMapper": "fl-role-mapper"}]
        }],
        "clients": [{
          "clientId": "c", "secret": "s", "defaultClientScopes": ["fl"],
          "protocolMappers": [{"name": "m", "protocolMapper": "x"}]
        }],
        "scopeMappings": [{"client": "c", "roles": ["admin"]}],
        "clientScopeMappings": {"c": [{"clientScope": "fl", "roles": ["x"]}]},
        "users": [{"serviceAccountClientId": "c", "realmRoles": ["admin"]}],
        "defaultDefaultClientScopes": ["fl"],
        "clientProfiles": {"profiles": [{"name": "p", "executors": []}]},
        "clientPolicies": {"policies": [{"name": "q", "profiles": ["p"]}]}
      }
      """;

  /** The same realm as Keycloak exports it: with ids, defaults and parts that are not managed. */
  private static final String EXPORT =
      """
      {
        "id": "11", "realm": "r", "enabled": true, "accessTokenLifespan": 300,
        "roles": {
          "realm": [
            {"id": "1", "name": "admin", "composite": true, "clientRole": false, "containerId": "11",
             "composites": {"realm": ["user"], "client": {"c": ["x"]}}, "attributes": {}},
            {"id": "2", "name": "user", "composite": false, "clientRole": false}
          ],
          "client": {"c": [{"id": "3", "name": "x", "description": "X.", "clientRole": true}]}
        },
        "defaultRole": {"id": "9", "name": "default-roles-r"},
        "groups": [
          {"id": "4", "name": "a", "path": "/a", "realmRoles": ["admin"], "clientRoles": {},
           "access": {"view": true}, "subGroups": [
             {"id": "5", "name": "b", "path": "/a/b", "parentId": "4", "subGroupCount": 0,
              "realmRoles": [], "subGroups": []}]}
        ],
        "clientScopes": [{
          "id": "6", "name": "fl", "protocol": "openid-connect",
          "protocolMappers": [{"id": "7", "name": "role", "protocolMapper": "fl-role-mapper"}]
        }],
        "clients": [{
          "id": "8", "clientId": "c", "secret": "s", "defaultClientScopes": ["fl"],
          "authorizationSettings": {}, "access": {"view": true},
          "protocolMappers": [{"id": "12", "name": "m", "protocolMapper": "x"}]
        }],
        "scopeMappings": [{"client": "c", "roles": ["admin"]}],
        "clientScopeMappings": {"c": [{"clientScope": "fl", "roles": ["x"]}]},
        "users": [
          {"id": "10", "username": "service-account-c", "serviceAccountClientId": "c",
           "realmRoles": ["admin"], "groups": []},
          {"id": "13", "username": "alice", "realmRoles": ["admin"]}
        ],
        "defaultDefaultClientScopes": ["fl"],
        "clientProfiles": {"profiles": [{"name": "p", "executors": []}], "globalProfiles": []},
        "clientPolicies": {"policies": [{"name": "q", "profiles": ["p"]}], "globalPolicies": []},
        "components": {}, "authenticationFlows": [], "requiredActions": [],
        "identityProviders": [], "keycloakVersion": "26.7.3"
      }
      """;

  private static RealmState state(String json) {
    try {
      return RealmState.of((ObjectNode) new ObjectMapper().readTree(json));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Map<String, String> fields(RealmState state) {
    Map<String, String> fields = new TreeMap<>();
    state.all().forEach(resource -> fields.put(resource.id().toString(), "" + resource.fields()));
    return fields;
  }

  @Nested
  class ATemplate {

    @Test
    void isTakenApartIntoNamedResources() {
      assertThat(fields(state(TEMPLATE)))
          .containsExactlyInAnyOrderEntriesOf(
              Map.ofEntries(
                  Map.entry("realm", "{\"realm\":\"r\",\"enabled\":true}"),
                  Map.entry("realm role admin", "{\"name\":\"admin\"}"),
                  Map.entry(
                      "composites of role admin",
                      "{\"realmRoles\":[\"user\"],\"clientRoles\":{\"c\":[\"x\"]}}"),
                  Map.entry("role of client c: x", "{\"name\":\"x\",\"description\":\"X.\"}"),
                  Map.entry("composites of role c: x", "{\"realmRoles\":[],\"clientRoles\":{}}"),
                  Map.entry("group /a", "{\"name\":\"a\"}"),
                  Map.entry("group /a/b", "{\"name\":\"b\"}"),
                  Map.entry("roles of group /a", "{\"realmRoles\":[\"admin\"],\"clientRoles\":{}}"),
                  Map.entry("roles of group /a/b", "{\"realmRoles\":[],\"clientRoles\":{}}"),
                  Map.entry("client scope fl", "{\"name\":\"fl\",\"protocol\":\"openid-connect\"}"),
                  Map.entry(
                      "mapper of client scope fl: role",
                      "{\"name\":\"role\",\"protocolMapper\":\"fl-role-mapper\"}"),
                  Map.entry(
                      "scope mapping of client scope fl",
                      "{\"realmRoles\":[],\"clientRoles\":{\"c\":[\"x\"]}}"),
                  Map.entry(
                      "client c",
                      "{\"clientId\":\"c\",\"secret\":\"s\",\"defaultClientScopes\":[\"fl\"]}"),
                  Map.entry("mapper of client c: m", "{\"name\":\"m\",\"protocolMapper\":\"x\"}"),
                  Map.entry(
                      "scope mapping of client c",
                      "{\"realmRoles\":[\"admin\"],\"clientRoles\":{}}"),
                  Map.entry(
                      "roles of service account c",
                      "{\"realmRoles\":[\"admin\"],\"clientRoles\":{}}"),
                  Map.entry("groups of service account c", "{\"groups\":[]}"),
                  Map.entry("default client scopes", "{\"defaultDefaultClientScopes\":[\"fl\"]}"),
                  Map.entry("client profiles", "{\"p\":{\"name\":\"p\",\"executors\":[]}}"),
                  Map.entry("client policies", "{\"q\":{\"name\":\"q\",\"profiles\":[\"p\"]}}")));
    }

    @Test
    void remembersWhereEachResourceStands() {
      RealmState state = state(TEMPLATE);

      assertThat(state.find(new ResourceId(ResourceType.CLIENT_SCOPE_MAPPER, "fl", "role")))
          .hasValueSatisfying(
              mapper ->
                  assertThat(mapper.path()).isEqualTo("$.clientScopes[0].protocolMappers[0]"));
      assertThat(state.find(ResourceId.of(ResourceType.GROUP, "/a/b")))
          .hasValueSatisfying(
              group -> assertThat(group.path()).isEqualTo("$.groups[0].subGroups[0]"));
    }
  }

  @Nested
  class AnExport {

    @Test
    void ofTheSameRealmHasEveryResourceOfTheTemplate() {
      assertThat(state(EXPORT).resources().keySet())
          .containsAll(state(TEMPLATE).resources().keySet());
    }

    @Test
    void hasTheSameRoleSets() {
      RealmState export = state(EXPORT);

      assertThat(state(TEMPLATE).all())
          .filteredOn(resource -> resource.id().kind().isRoleSet())
          .isNotEmpty()
          .allSatisfy(
              resource ->
                  assertThat(export.find(resource.id()))
                      .map(Resource::fields)
                      .contains(resource.fields()));
    }

    @Test
    void hasNeitherIdsNorPartsThatAreNotManaged() {
      assertThat(fields(state(EXPORT)).values())
          .noneMatch(fields -> fields.contains("\"id\""))
          .noneMatch(fields -> fields.contains("authenticationFlows"))
          .noneMatch(fields -> fields.contains("authorizationSettings"))
          .noneMatch(fields -> fields.contains("keycloakVersion"));
    }

    @Test
    void hasServiceAccountsAndNoOtherUsers() {
      assertThat(state(EXPORT).all())
          .filteredOn(resource -> resource.id().kind() == ResourceType.SERVICE_ACCOUNT_ROLES)
          .singleElement()
          .hasToString("roles of service account c");
    }
  }

  @Nested
  class Names {

    @Test
    void ofGroupsWithASlashAreToldFromGroupsInGroups() {
      RealmState state =
          state(
              """
              {"realm": "r", "groups": [
                {"name": "a/b"}, {"name": "a", "subGroups": [{"name": "b"}]}
              ]}
              """);

      assertThat(state.has(ResourceType.GROUP, "/a~/b")).isTrue();
      assertThat(state.has(ResourceType.GROUP, "/a/b")).isTrue();
    }

    @Test
    void ofClientsWithDotsGiveReadablePaths() {
      RealmState state =
          state("{\"realm\": \"r\", \"roles\": {\"client\": {\"a.b\": [{\"name\": \"x\"}]}}}");

      assertThat(
              state.find(new ResourceId(ResourceType.CLIENT_ROLE, "a.b", "x")).orElseThrow().path())
          .isEqualTo("$.roles.client['a.b'][0]");
    }

    @Test
    void cannotForgeTheLinesOfAPlan() {
      assertThat(ResourceId.of(ResourceType.GROUP, "/a\n  no changes\u001b[2K\u202e\u2028"))
          .hasToString("group /a\\u000a  no changes\\u001b[2K\\u202e\\u2028");
      assertThat(new ResourceId(ResourceType.CLIENT_ROLE, "c\r", "ü 研究 😀"))
          .hasToString("role of client c\\u000d: ü 研究 😀");
    }
  }

  @Test
  void anEmptyRealmHasItsSettingsOnly() {
    assertThat(state("{\"realm\": \"r\"}").all()).hasSize(1);
  }

  @Test
  void whatItPrintsIsTheNumberOfItsResources() {
    assertThat(state(TEMPLATE)).hasToString("realm r (20 resources)");
  }

  @Nested
  class WithPeopleOfAnotherState {

    private static final String REALM =
        "{\"realm\": \"r\", \"displayName\": \"%s\", \"users\": [%s]}";

    private RealmState state(String displayName, String users) throws JsonProcessingException {
      return RealmState.of(
          (ObjectNode) new ObjectMapper().readTree(REALM.formatted(displayName, users)));
    }

    @Test
    void itHasThoseInsteadOfItsOwnWithWhatTheyHold() throws JsonProcessingException {
      RealmState now = state("new", "{\"username\": \"bob\", \"realmRoles\": [\"b\"]}");
      RealmState earlier = state("old", "{\"username\": \"ann\", \"realmRoles\": [\"a\"]}");

      RealmState merged = now.withPeopleOf(earlier);

      assertThat(merged)
          .isEqualTo(state("new", "{\"username\": \"ann\", \"realmRoles\": [\"a\"]}"));
      assertThat(merged.find(ResourceId.of(ResourceType.USER_ROLES, "ann"))).isPresent();
      assertThat(merged.has(ResourceType.USER_ROLES, "bob")).isFalse();
    }
  }
}
