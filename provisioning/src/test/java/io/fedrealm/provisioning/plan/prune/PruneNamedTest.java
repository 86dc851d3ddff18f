package io.fedrealm.provisioning.plan.prune;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.plan.change.Action;
import io.fedrealm.provisioning.plan.change.Change;
import io.fedrealm.provisioning.plan.change.RealmPlan;
import io.fedrealm.provisioning.plan.diff.Difference;
import io.fedrealm.provisioning.realm.Ownership;
import io.fedrealm.provisioning.realm.RealmState;
import io.fedrealm.provisioning.realm.Resource;
import io.fedrealm.provisioning.realm.ResourceId;
import io.fedrealm.provisioning.realm.ResourceType;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every type that {@code --prune} deletes, named in every place of a realm that can name it. */
class PruneNamedTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String ROLE_SETS =
      """
      roles of group: {'groups': [{'name': 'g', SET}]}
      composites of role: {'roles': {'realm': [{'name': 'holder', 'composites': COMPOSITES}]}}
      composites of role: {'roles': {'client': {'by-hand': [{'name': 'holder', 'composites': COMPOSITES}]}}}
      composites of role default-roles-r: {'defaultRole': {'composites': COMPOSITES}}
      roles of service account: {'users': [{'username': 'x', 'serviceAccountClientId': 'by-hand', SET}]}
      roles of group of organization: {'organizations': [{'name': 'o', 'groups': [{'name': 'g', SET}]}]}
      """;

  private static final String ROLE_TEXTS =
      """
      mapper of client: {'clients': [{'clientId': 'by-hand', 'protocolMappers': [{'name': 'm', 'config': {'role': 'NAME'}}]}]}
      mapper of client: {'clients': [{'clientId': 'by-hand', 'protocolMappers': [{'name': 'm', 'config': {'fl.role.table': '[{\\"key\\":\\"NAME\\",\\"value\\":\\"x\\"}]'}}]}]}
      mapper of client scope: {'clientScopes': [{'name': 's', 'protocolMappers': [{'name': 'm', 'config': {'role': 'NAME'}}]}]}
      mapper of identity provider: {'identityProviderMappers': [{'name': 'm', 'identityProviderAlias': 'i', 'config': {'role': 'NAME'}}]}
      component: {'components': {'t': [{'name': 'c', 'providerId': 'hardcoded-ldap-role-mapper', 'config': {'role': ['NAME']}}]}}
      executions of flow: STEP{'condUserRole': 'NAME'}
      executions of flow: STEP{'skipOtpRole': 'NAME'}
      executions of flow: STEP{'forceOtpRole': 'NAME'}
      client policies: CONDITION{'condition': 'client-updater-source-roles', 'configuration': {'roles': ['NAME']}}
      """;

  private static final String OF_REALM_ROLE =
      """
      scope mapping of client: {'scopeMappings': [{'client': 'by-hand', 'roles': ['named']}]}
      scope mapping of client scope: {'scopeMappings': [{'clientScope': 's', 'roles': ['named']}]}
      authorization settings: POLICY{'type': 'role', 'config': {'roles': '[{\\"id\\":\\"named\\"}]'}}
      """;

  private static final String OF_CLIENT_ROLE =
      """
      scope mapping of client: {'clientScopeMappings': {'app': [{'client': 'by-hand', 'roles': ['named']}]}}
      authorization settings: POLICY{'type': 'role', 'config': {'roles': '[{\\"id\\":\\"app/named\\"}]'}}
      client policies: CONDITION{'condition': 'client-roles', 'configuration': {'roles': ['named']}}
      """;

  private static final String OF_CLIENT =
      """
      mapper of client: {'clients': [{'clientId': 'by-hand', 'protocolMappers': [{'name': 'm', 'config': {'included.client.audience': 'named'}}]}]}
      mapper of client scope: {'clientScopes': [{'name': 's', 'protocolMappers': [{'name': 'm', 'config': {'usermodel.clientRoleMapping.clientId': 'named'}}]}]}
      component: {'components': {'t': [{'name': 'c', 'providerId': 'role-ldap-mapper', 'config': {'client.id': ['named']}}]}}
      authorization settings: POLICY{'type': 'client', 'config': {'clients': '[\\"named\\"]'}}
      roles of group: {'groups': [{'name': 'g', 'clientRoles': {'named': ['x']}}]}
      """;

  private static final String OF_GROUP =
      """
      default groups: {'defaultGroups': ['/named']}
      groups of service account: {'users': [{'username': 'x', 'serviceAccountClientId': 'by-hand', 'groups': ['/named']}]}
      mapper of identity provider: {'identityProviderMappers': [{'name': 'm', 'identityProviderAlias': 'i', 'config': {'group': '/named'}}]}
      mapper of identity provider: {'identityProviderMappers': [{'name': 'm', 'identityProviderAlias': 'i', 'config': {'group': 'named'}}]}
      component: {'components': {'t': [{'name': 'c', 'providerId': 'hardcoded-ldap-group-mapper', 'config': {'group': ['/named']}}]}}
      component: {'components': {'t': [{'name': 'c', 'providerId': 'group-ldap-mapper', 'config': {'groups.path': ['/named']}}]}}
      authorization settings: POLICY{'type': 'group', 'config': {'groups': '[{\\"path\\":\\"/named\\"}]'}}
      client policies: CONDITION{'condition': 'client-updater-source-groups', 'configuration': {'groups': ['named']}}
      """;

  private static final String OF_CLIENT_SCOPE =
      """
      client by-hand: {'clients': [{'clientId': 'by-hand', 'defaultClientScopes': ['named']}]}
      client by-hand: {'clients': [{'clientId': 'by-hand', 'optionalClientScopes': ['named']}]}
      default client scopes: {'defaultDefaultClientScopes': ['named']}
      default client scopes: {'defaultOptionalClientScopes': ['named']}
      client policies: CONDITION{'condition': 'client-scopes', 'configuration': {'scopes': ['named']}}
      executions of flow: STEP{'client_scope': 'named'}
      authorization settings: POLICY{'type': 'client-scope', 'config': {'clientScopes': '[{\\"id\\":\\"named\\"}]'}}
      component: {'components': {'t': [{'name': 'c', 'providerId': 'allowed-client-templates', 'config': {'allowed-client-scopes': ['named']}}]}}
      user profile: PROFILE{'selector': {'scopes': ['named']}}
      user profile: PROFILE{'required': {'scopes': ['named']}}
      """;

  private static final String OF_PROVIDER =
      """
      organization: {'organizations': [{'name': 'o', 'identityProviders': [{'alias': 'named'}]}]}
      client policies: CONDITION{'condition': 'identity-provider-alias', 'configuration': {'identity_provider_aliases': ['named']}}
      executions of flow: STEP{'defaultProvider': 'named'}
      client by-hand: {'clients': [{'clientId': 'by-hand', 'attributes': {'jwt.credential.issuer': 'named'}}]}
      client by-hand: {'clients': [{'clientId': 'by-hand', 'attributes': {'oauth2.jwt.authorization.grant.idp': 'named'}}]}
      """;

  private static final String OF_FLOW =
      """
      flow bindings: {'browserFlow': 'named'}
      flow bindings: {'firstBrokerLoginFlow': 'named'}
      client by-hand: {'clients': [{'clientId': 'by-hand', 'authenticationFlowBindingOverrides': {'browser': 'named'}}]}
      identity provider: {'identityProviders': [{'alias': 'i', 'firstBrokerLoginFlowAlias': 'named'}]}
      identity provider: {'identityProviders': [{'alias': 'i', 'postBrokerLoginFlowAlias': 'named'}]}
      executions of flow: STEP{'flow_to_check': 'named'}
      executions of flow: {'authenticationFlows': [{'alias': 'f', 'authenticationExecutions': [{'flowAlias': 'named'}]}]}
      client profiles: {'clientProfiles': {'profiles': [{'name': 'p', 'executors': [{'executor': 'x', 'configuration': {'auth-flow-alias': 'named'}}]}]}}
      """;

  private static final String OF_ORGANIZATION_GROUP =
      """
      mapper of identity provider: {'identityProviderMappers': [{'name': 'm', 'identityProviderAlias': 'i', 'config': {'group': '/named', 'groupType': 'ORGANIZATION'}}]}
      """;

  private static final String OF_PROFILE =
      """
      client policies: {'clientPolicies': {'policies': [{'name': 'p', 'profiles': ['named']}]}}
      """;

  /** Which no other type of resource can name. */
  private static final Set<ResourceType> NAMED_BY_NOTHING =
      EnumSet.of(
          ResourceType.CLIENT_MAPPER,
          ResourceType.CLIENT_SCOPE_MAPPER,
          ResourceType.IDENTITY_PROVIDER_MAPPER,
          ResourceType.REQUIRED_ACTION, // But by a user, see below.
          ResourceType.COMPONENT,
          ResourceType.SUB_COMPONENT,
          ResourceType.ORGANIZATION);

  private static final Map<ResourceId, String> PLACES =
      Map.of(
          ResourceId.of(ResourceType.REALM_ROLE, "named"),
          OF_REALM_ROLE
              + ROLE_SETS
                  .replace("SET", "'realmRoles': ['named']")
                  .replace("COMPOSITES", "{'realm': ['named']}")
              + ROLE_TEXTS.replace("NAME", "named"),
          new ResourceId(ResourceType.CLIENT_ROLE, "app", "named"),
          OF_CLIENT_ROLE
              + ROLE_SETS
                  .replace("SET", "'clientRoles': {'app': ['named']}")
                  .replace("COMPOSITES", "{'client': {'app': ['named']}}")
              + ROLE_TEXTS.replace("NAME", "app.named"),
          ResourceId.of(ResourceType.CLIENT, "named"),
          OF_CLIENT,
          ResourceId.of(ResourceType.GROUP, "/named"),
          OF_GROUP,
          ResourceId.of(ResourceType.CLIENT_SCOPE, "named"),
          OF_CLIENT_SCOPE,
          ResourceId.of(ResourceType.IDENTITY_PROVIDER, "named"),
          OF_PROVIDER,
          ResourceId.of(ResourceType.AUTHENTICATION_FLOW, "named"),
          OF_FLOW,
          new ResourceId(ResourceType.ORGANIZATION_GROUP, "o", "/named"),
          OF_ORGANIZATION_GROUP,
          ResourceId.of(ResourceType.CLIENT_PROFILES, "named"),
          OF_PROFILE);

  static Stream<Arguments> named() {
    return PLACES.entrySet().stream()
        .flatMap(
            of ->
                of.getValue()
                    .lines()
                    .map(
                        line ->
                            Arguments.of(
                                of.getKey(),
                                line.substring(0, line.indexOf(": ")),
                                expanded(line.substring(line.indexOf(": ") + 2)))));
  }

  private static String expanded(String place) {
    String rest = place.replaceFirst("^[A-Z]+", "");
    return switch (place.replaceFirst("\\{.*", "")) {
      case "STEP" ->
          "{'authenticatorConfig': [{'alias': 'a', 'config': "
              + rest
              + "}], 'authenticationFlows': [{'alias': 'f', 'authenticationExecutions':"
              + " [{'authenticator': 'x', 'authenticatorConfig': 'a'}]}]}";
      case "CONDITION" ->
          "{'clientPolicies': {'policies': [{'name': 'p', 'conditions': [" + rest + "]}]}}";
      case "POLICY" ->
          "{'clients': [{'clientId': 'by-hand', 'authorizationSettings': {'policies': [{'name': 'p', "
              + rest.substring(1)
              + "]}}]}";
      case "PROFILE" -> {
        String profile = "{'attributes': [{'name': 'x', " + rest.substring(1) + "]}";
        yield "{'components': {'org.keycloak.userprofile.UserProfileProvider': [{'config':"
            + " {'kc.user.profile.config': ['"
            + profile.replace("'", "\\\"")
            + "']}}]}}";
      }
      default -> place;
    };
  }

  @ParameterizedTest
  @MethodSource("named")
  void whatTheTemplateNamesStays(ResourceId named, String by, String place) {
    RealmPlan plan = prune(realm(place), withOurs(named, place));

    assertStays(plan, named, by);
  }

  @ParameterizedTest
  @MethodSource("named")
  void whatIsNamedByWhatStaysStays(ResourceId named, String by, String place) {
    RealmPlan plan = prune(realm("{}"), withOurs(named, place));

    assertStays(plan, named, by);
  }

  static Set<ResourceId> types() {
    return PLACES.keySet();
  }

  @ParameterizedTest
  @MethodSource("types")
  void whatNothingNamesGoes(ResourceId named) {
    List<ResourceId> deletions = deletions(prune(realm("{}"), withOurs(named, "{}")));

    assertThat(deletions)
        .containsExactly(
            named.kind() == ResourceType.CLIENT_ROLE
                ? ResourceId.of(ResourceType.CLIENT, "app") // It goes with the client.
                : listOf(named));
  }

  private static void assertStays(RealmPlan plan, ResourceId named, String by) {
    assertThat(deletions(plan)).doesNotContain(listOf(named));
    assertThat(plan.notes())
        .anySatisfy(note -> assertThat(note).contains(named + " stays: ", "used by the " + by));
  }

  @Test
  void theClientWhoseRoleIsNamedStaysWithIt() {
    ResourceId role = new ResourceId(ResourceType.CLIENT_ROLE, "app", "named");
    RealmPlan plan =
        prune(
            realm("{}"),
            withOurs(role, "{'groups': [{'name': 'g', 'clientRoles': {'app': ['named']}}]}"));

    assertThat(plan.isEmpty()).as(plan.toString()).isTrue();
  }

  @Test
  void whatOnlyGoesTogetherHoldsNothing() {
    ResourceId role = ResourceId.of(ResourceType.REALM_ROLE, "named");
    ObjectNode live = withOurs(role, "{}");
    ObjectNode group = ours(ResourceId.of(ResourceType.GROUP, "/g"));
    group.putArray("realmRoles").add("named");
    live.putArray("groups").add(group);

    assertThat(deletions(prune(realm("{}"), live)))
        .containsExactly(ResourceId.of(ResourceType.GROUP, "/g"), role);
  }

  @Test
  void aUserOfTheTemplateHoldsTheRequiredAction() {
    ResourceId action = ResourceId.of(ResourceType.REQUIRED_ACTION, "named");
    String user = "{'users': [{'username': 'ann', 'requiredActions': ['named']}]}";

    assertStays(prune(realm(user), withOurs(action, "{}")), action, "user ann");
  }

  @Test
  void everyTypeThatCanBeDeletedIsInThisTest() {
    Map<ResourceType, Boolean> marked = new EnumMap<>(ResourceType.class);
    for (ResourceType type : ResourceType.values()) {
      Resource made = new Resource(ResourceId.of(type, "x"), JSON.createObjectNode(), "$");
      marked.put(type, !Ownership.marked(made).isEmpty());
    }
    Set<ResourceType> tested =
        PLACES.keySet().stream().map(ResourceId::kind).collect(Collectors.toSet());
    tested.remove(ResourceType.CLIENT_PROFILES);
    tested.addAll(NAMED_BY_NOTHING);

    assertThat(Arrays.stream(ResourceType.values()).filter(marked::get))
        .containsExactlyInAnyOrderElementsOf(tested);
  }

  private static RealmPlan prune(ObjectNode desired, ObjectNode live) {
    RealmState to = RealmState.of(desired);
    RealmState from = RealmState.of(live);
    return Pruning.add(Difference.between(to, Optional.of(from)), to, from);
  }

  /** The list of an entry; anything else by itself. */
  private static ResourceId listOf(ResourceId id) {
    return id.kind() == ResourceType.CLIENT_PROFILES ? ResourceId.of(id.kind(), "") : id;
  }

  private static List<ResourceId> deletions(RealmPlan plan) {
    return plan.changes().stream()
        .filter(change -> change.action() == Action.DELETE)
        .map(Change::id)
        .toList();
  }

  private static ObjectNode realm(String place) {
    try {
      ObjectNode realm = (ObjectNode) JSON.readTree(place.replace('\'', '"'));
      return realm.put("realm", "r");
    } catch (IOException e) {
      throw new IllegalArgumentException(place, e);
    }
  }

  /** A live realm that has something of ours, beside what was made by hand. */
  private static ObjectNode withOurs(ResourceId named, String place) {
    ObjectNode realm = realm(place);
    ObjectNode made = ours(named);
    switch (named.kind()) {
      case REALM_ROLE -> realm.withObject("/roles").withArray("realm").add(made);
      case CLIENT_ROLE -> {
        realm.withObject("/roles/client").withArray("app").add(made);
        realm.withArray("clients").add(ours(ResourceId.of(ResourceType.CLIENT, "app")));
      }
      case CLIENT -> realm.withArray("clients").add(made);
      case CLIENT_SCOPE -> realm.withArray("clientScopes").add(made);
      case GROUP -> realm.withArray("groups").add(made);
      case IDENTITY_PROVIDER -> realm.withArray("identityProviders").add(made);
      case AUTHENTICATION_FLOW -> realm.withArray("authenticationFlows").add(made);
      case REQUIRED_ACTION -> realm.withArray("requiredActions").add(made);
      case ORGANIZATION_GROUP ->
          realm
              .withArray("organizations")
              .addObject()
              .put("name", "o")
              .putArray("groups")
              .add(made);
      case CLIENT_PROFILES -> {
        realm.withObject("/clientProfiles").withArray("profiles").addObject().put("name", "named");
        realm
            .withObject("/attributes")
            .put(Ownership.attribute(named.kind()), Ownership.mark(Set.of("named")));
      }
      default -> throw new IllegalArgumentException(named.toString());
    }
    return realm;
  }

  private static ObjectNode ours(ResourceId id) {
    ObjectNode fields = JSON.createObjectNode();
    String name = id.name().substring(id.name().lastIndexOf('/') + 1);
    fields.put("name", name);
    fields.put("clientId", name);
    fields.put("alias", name);
    return Ownership.marked(new Resource(id, fields, "$"));
  }
}
