package io.fedrealm.provisioning.plan.prune;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.plan.change.Change;
import io.fedrealm.provisioning.plan.change.RealmPlan;
import io.fedrealm.provisioning.plan.diff.Difference;
import io.fedrealm.provisioning.plan.output.PlanJson;
import io.fedrealm.provisioning.plan.output.PlanText;
import io.fedrealm.provisioning.realm.Ownership;
import io.fedrealm.provisioning.realm.RealmState;
import io.fedrealm.provisioning.realm.Resource;
import io.fedrealm.provisioning.realm.ResourceId;
import io.fedrealm.provisioning.realm.ResourceType;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PruningTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static RealmState state(String json) {
    try {
      return RealmState.of((ObjectNode) JSON.readTree(json.replace('\'', '"')));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  private static ObjectNode json(String text) {
    try {
      return (ObjectNode) JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /** A realm role, client role or group as this tool makes it. */
  private static String ours(ResourceType kind, String owner, String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return marked(new ResourceId(kind, owner, path), "{'name': '" + name + "'}");
  }

  private static String client(String clientId) {
    return marked(ResourceId.of(ResourceType.CLIENT, clientId), "{'clientId': '" + clientId + "'}");
  }

  private static String marked(ResourceId id, String fields) {
    try {
      ObjectNode json = (ObjectNode) JSON.readTree(fields.replace('\'', '"'));
      return Ownership.marked(new Resource(id, json, "$")).toString();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(fields, e);
    }
  }

  private static RealmPlan prune(String desired, String actual) {
    RealmState to = state("{'realm': 'r'" + desired + "}");
    RealmState from = state("{'realm': 'r', " + actual + "}");
    return Pruning.add(Difference.between(to, Optional.of(from)), to, from);
  }

  private static List<String> lines(RealmPlan plan) {
    return plan.changes().stream().map(Change::toString).toList();
  }

  private static String roles(String... roles) {
    return "'roles': {'realm': [" + String.join(",", roles) + "]}";
  }

  @Test
  void whatWeMadeAndTheTemplateDoesNotNameIsDeleted() {
    RealmPlan plan = prune("", roles(ours(ResourceType.REALM_ROLE, "", "gone")));

    assertThat(lines(plan)).containsExactly("- realm role gone");
  }

  @Test
  void whatTheTemplateNamesStays() {
    RealmPlan plan =
        prune(
            ", 'roles': {'realm': [{'name': 'a'}]}", roles(ours(ResourceType.REALM_ROLE, "", "a")));

    assertThat(plan.isEmpty()).isTrue();
  }

  @Test
  void whatAPersonOrKeycloakMadeStays() {
    assertThat(prune("", roles("{'name': 'by-hand'}", "{'name': 'offline_access'}")).isEmpty())
        .isTrue();
  }

  @Test
  void aCopyOfOursUnderAnotherNameStays() {
    String copy =
        ours(ResourceType.REALM_ROLE, "", "a").replace("\"name\":\"a\"", "\"name\":\"copy\"");

    assertThat(prune("", roles(copy)).isEmpty()).isTrue();
  }

  @Test
  void whatTheTemplateRefersToStays() {
    RealmPlan plan =
        prune(
            ", 'groups': [{'name': 'g', 'realmRoles': ['a']}],"
                + " 'clients': [{'clientId': 'c', 'defaultClientScopes': ['s']}]",
            roles(ours(ResourceType.REALM_ROLE, "", "a"))
                + ", 'groups': [{'name': 'g', 'realmRoles': ['a']}],"
                + " 'clients': [{'clientId': 'c', 'defaultClientScopes': ['s']}],"
                + " 'clientScopes': ["
                + marked(ResourceId.of(ResourceType.CLIENT_SCOPE, "s"), "{'name': 's'}")
                + "]");

    assertThat(plan.isEmpty()).isTrue();
  }

  @Test
  void aClientGoesWithItsRoles() {
    RealmPlan plan =
        prune(
            "",
            "'clients': ["
                + client("c")
                + "], 'roles': {'client': {'c': ["
                + ours(ResourceType.CLIENT_ROLE, "c", "x")
                + "]}}");

    assertThat(lines(plan)).containsExactly("- client c");
  }

  @Test
  void aClientInWhichAPersonMadeARoleStaysAndThePlanSaysWhy() {
    RealmPlan plan =
        prune(
            "",
            "'clients': ["
                + client("c")
                + "], 'roles': {'client': {'c': [{'name': 'by-hand'}, "
                + ours(ResourceType.CLIENT_ROLE, "c", "ours")
                + "]}}");

    assertThat(lines(plan)).containsExactly("- role of client c: ours");
    assertThat(plan.notes())
        .containsExactly(
            "client c stays: fedrealm has made it, but not the role of client c: by-hand in it");
  }

  @Test
  void groupsGoFromTheInnermostOutwardsAndStayAroundOneMadeByHand() throws Exception {
    ObjectNode outer = (ObjectNode) JSON.readTree(ours(ResourceType.GROUP, "", "/a"));
    ArrayNode inner = outer.putArray("subGroups");
    inner.add(JSON.readTree(ours(ResourceType.GROUP, "", "/a/b")));
    String groups = "'groups': [" + outer + "]";

    assertThat(lines(prune("", groups))).containsExactly("- group /a/b", "- group /a");

    inner.addObject().put("name", "by-hand");
    RealmPlan plan = prune("", "'groups': [" + outer + "]");
    assertThat(lines(plan)).containsExactly("- group /a/b");
    assertThat(plan.notes()).hasSize(1);
  }

  private static String flow(String alias, String steps) {
    String flow = "{'alias': '" + alias + "', 'authenticationExecutions': [" + steps + "]}";
    return marked(ResourceId.of(ResourceType.AUTHENTICATION_FLOW, alias), flow);
  }

  @Test
  void aFlowGoesWithItsSubflowsUnlessItIsUsedByWhatStays() {
    String flows =
        "'authenticationFlows': ["
            + flow("ours", "{'flowAlias': 'inner'}")
            + ","
            + flow("inner", "")
            + "]";

    assertThat(lines(prune("", flows))).containsExactly("- authentication flow ours");

    RealmPlan bound = prune("", flows + ", 'browserFlow': 'ours'");
    assertThat(bound.isEmpty()).isTrue();
    assertThat(bound.notes())
        .contains("authentication flow ours stays: it is used by the flow bindings");
    assertThat(lines(prune(", 'browserFlow': 'browser'", flows + ", 'browserFlow': 'ours'")))
        .containsExactly("~ flow bindings", "- authentication flow ours");
  }

  @Test
  void aFlowWhoseIdIsKeycloaksOwnStays() {
    assertThat(
            prune(
                    "",
                    "'authenticationFlows': [{'id': 'a7c61ad6-6b2c-4a53-9a6f-3d1c6a0b7f11',"
                        + " 'alias': 'by hand'}]")
                .isEmpty())
        .isTrue();
    String copy = flow("ours", "").replace("\"ours\"", "\"renamed\"");
    assertThat(prune("", "'authenticationFlows': [" + copy + "]").isEmpty()).isTrue();
  }

  @Test
  void anOrganizationThatManagesPeopleStays() {
    String ours = marked(ResourceId.of(ResourceType.ORGANIZATION, "o"), "{'name': 'o'}");
    assertThat(lines(prune("", "'organizations': [" + ours + "]")))
        .containsExactly("- organization o");

    String full = ours.replace("{\"name\"", "{\"fedrealm.managesPeople\": true, \"name\"");
    RealmPlan plan = prune("", "'organizations': [" + full + "]");
    assertThat(plan.isEmpty()).isTrue();
    assertThat(plan.notes()).singleElement().asString().contains("organization o stays");
  }

  @Test
  void aGroupOfAnOrganizationGoesWithThoseInItAndStaysWhenAPersonHasMadeOneThere() {
    String live = "'organizations': [{'name': 'o', 'groups': [%s]}]";
    ObjectNode lab = json(ours(ResourceType.ORGANIZATION_GROUP, "o", "/Lab"));
    lab.putArray("subGroups").add(json(ours(ResourceType.ORGANIZATION_GROUP, "o", "/Lab/Night")));
    String named = ", 'organizations': [{'name': 'o'%s}]";

    assertThat(lines(prune(named.formatted(""), live.formatted(lab))))
        .containsExactly("- group of organization o: /Lab");
    assertThat(lines(prune(named.formatted(", 'groups': [{'name': 'Lab'}]"), live.formatted(lab))))
        .containsExactly("- group of organization o: /Lab/Night");
    lab.withArrayProperty("subGroups").addObject().put("name", "by hand");
    assertThat(lines(prune(named.formatted(""), live.formatted(lab))))
        .containsExactly("- group of organization o: /Lab/Night");
  }

  @Test
  void textsAndPoliciesOfOursGoAndThoseBesideThemStay() {
    RealmPlan plan =
        prune(
            ", 'localizationTexts': {'de': {'named': 'x'}}",
            "'localizationTexts': {'de': {'named': 'x', 'ours': 'y', 'by hand': 'z',"
                + " 'fedrealm.made': '[\\\"named\\\",\\\"ours\\\"]'}},"
                + " 'attributes': {'fedrealm.made.client_profiles': '[\\\"ours\\\",\\\"used\\\"]'},"
                + " 'clientProfiles': {'profiles': [{'name': 'ours'}, {'name': 'used'},"
                + " {'name': 'by hand'}]},"
                + " 'clientPolicies': {'policies': [{'name': 'by hand', 'profiles': ['used']}]}");

    assertThat(lines(plan)).containsExactly("- client profiles", "- texts in language de");
    assertThat(plan.changes()).allSatisfy(c -> assertThat(c.fields()).hasSize(1));
    assertThat(plan.changes()).allSatisfy(c -> assertThat(c.touches("ours")).isTrue());
  }

  @Test
  void theTextSaysWhatIsDeletedAndWhoUsesIt() {
    RealmPlan plan = prune("", roles(ours(ResourceType.REALM_ROLE, "", "gone")));
    Change used = plan.changes().get(0).usedBy(List.of("group /g", "users who hold it: ann"));

    assertThat(new PlanText(false).lines(new RealmPlan("r", List.of(used))))
        .containsExactly(
            "Realm r",
            "  - realm role gone",
            "      in use: group /g",
            "      in use: users who hold it: ann");
    assertThat(PlanText.summary(List.of(plan))).isEqualTo("0 to create, 0 to change, 1 to delete.");
    assertThat(PlanJson.of(List.of(new RealmPlan("r", List.of(used)))).at("/realms/0/changes/0"))
        .hasToString(
            "{\"action\":\"delete\",\"kind\":\"realm_role\",\"owner\":\"\",\"name\":\"gone\","
                + "\"usedBy\":[\"group /g\",\"users who hold it: ann\"],\"fields\":[]}");
  }
}
