package io.fedrealm.provisioning.apply.write;

import static io.fedrealm.provisioning.apply.ApplySupport.CANARY;
import static io.fedrealm.provisioning.apply.ApplySupport.apply;
import static io.fedrealm.provisioning.apply.ApplySupport.planned;
import static org.assertj.core.api.Assertions.assertThat;

import io.fedrealm.provisioning.apply.FingerprintJournalTest;
import io.fedrealm.provisioning.plan.change.Change;
import io.fedrealm.provisioning.plan.diff.PlannedRealm;
import io.fedrealm.provisioning.realm.ResourceType;
import io.fedrealm.provisioning.server.FakeKeycloak;
import io.fedrealm.provisioning.server.KeycloakServer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Which requests changes of flows, brokers, components and the like become. */
class PartWritersTest {

  private final FakeKeycloak fake = new FakeKeycloak();

  @AfterEach
  void stop() {
    fake.close();
  }

  /** The writes that bring a realm into line; quotes are written as {@code '}. */
  private List<String> writes(String desired, String live) {
    String afterwards = realm(desired).replace("${S}", CANARY);
    fake.realm("r", afterwards);
    apply(fake, planned(realm(desired), realm(live)));
    return fake.writes().stream().map(write -> write.replace('"', '\'')).toList();
  }

  private static String realm(String fields) {
    return "{\"realm\":\"r\"," + fields.replace('\'', '"') + "}";
  }

  @Nested
  class Flows {

    private static final String FLOW =
        "'authenticationFlows':[{'id':'f1','alias':'f','providerId':'basic-flow','topLevel':true,"
            + "'authenticationExecutions':[%s]}]";

    private void executions(String json) {
      fake.answer(
          "GET", "/realms/r/authentication/flows/f/executions", 200, json.replace('\'', '"'));
    }

    @Test
    void loseAStepThatIsTooManyAndGetOneThatIsMissing() {
      executions(
          "[{'id':'e1','providerId':'auth-spnego','level':0,'priority':5,'requirement':'DISABLED'},"
              + "{'id':'e2','providerId':'auth-cookie','level':0,'priority':7,'requirement':'REQUIRED'}]");

      assertThat(
              writes(
                  FLOW.formatted(
                      "{'authenticator':'auth-cookie','requirement':'REQUIRED'},"
                          + "{'authenticator':'otp','requirement':'REQUIRED'}"),
                  FLOW.formatted(
                      "{'authenticator':'auth-spnego','requirement':'DISABLED'},"
                          + "{'authenticator':'auth-cookie','requirement':'REQUIRED'}")))
          .containsExactly(
              "DELETE /realms/r/authentication/executions/e1",
              "PUT /realms/r/authentication/flows/f/executions {'id':'e2','providerId':'auth-cookie',"
                  + "'level':0,'priority':10,'requirement':'REQUIRED'}",
              "POST /realms/r/authentication/executions {'parentFlow':'f1','requirement':'REQUIRED',"
                  + "'priority':20,'authenticatorFlow':false,'authenticator':'otp'}");
    }

    @Test
    void keepPrioritiesWhenOnlyARequirementDiffers() {
      executions(
          "[{'id':'e2','providerId':'otp','level':0,'priority':7,'requirement':'DISABLED'}]");

      assertThat(
              writes(
                  FLOW.formatted("{'authenticator':'otp','requirement':'REQUIRED'}"),
                  FLOW.formatted("{'authenticator':'otp','requirement':'DISABLED'}")))
          .containsExactly(
              "PUT /realms/r/authentication/flows/f/executions {'id':'e2','providerId':'otp',"
                  + "'level':0,'priority':7,'requirement':'REQUIRED'}");
    }

    @Test
    void ofAnotherKindLoseTheirStepsAndKeepTheirId() {
      executions("[{'id':'e1','providerId':'otp','level':0},{'id':'e9','level':1}]");
      String flow = "'authenticationFlows':[{'id':'f1','alias':'f','providerId':'%s'}]";

      assertThat(writes(flow.formatted("basic-flow"), flow.formatted("client-flow")))
          .containsExactly(
              "DELETE /realms/r/authentication/executions/e1",
              "PUT /realms/r/authentication/flows/f1 {'providerId':'basic-flow','topLevel':true,"
                  + "'alias':'f','builtIn':false}");
    }
  }

  @Nested
  class IdentityProviders {

    private static final String PROVIDER =
        "'identityProviders':[{'alias':'a','providerId':'%s','trustEmail':%s,"
            + "'config':{'clientSecret':'%s'}}]";

    /** Without the notes of what is written, which {@link FingerprintJournalTest} is about. */
    private List<String> writes(String desired, String live) {
      fake.realm("r", realm(live)); // It is read again by a run that writes a secret.
      fake.answer("GET", "/realms/r", 200, "{}");
      return PartWritersTest.this.writes(desired, live).stream()
          .filter(write -> !write.contains("fedrealm.secrets"))
          .toList();
    }

    @Test
    void areSentWithTheirSecretWhichTheServerMasks() {
      assertThat(
              writes(
                  PROVIDER.formatted("oidc", "true", "${S}"),
                  PROVIDER.formatted("oidc", "false", "**********")))
          .containsExactly(
              "PUT /realms/r/identity-provider/instances/a {'providerId':'oidc','trustEmail':true,"
                  + "'config':{'clientSecret':'%s'},'alias':'a'}".formatted(CANARY));
    }

    @Test
    void ofAnotherKindAreDeletedAndMadeAgain() {
      assertThat(
              writes(
                  PROVIDER.formatted("oidc", "true", "${S}"),
                  PROVIDER.formatted("saml", "true", "**********")))
          .containsExactly(
              "DELETE /realms/r/identity-provider/instances/a",
              ("POST /realms/r/identity-provider/instances {'providerId':'oidc','trustEmail':true,"
                      + "'config':{'clientSecret':'%s','fedrealm.made':'identity_provider a'},"
                      + "'alias':'a'}")
                  .formatted(CANARY));
    }
  }

  @Test
  void aComponentKeepsWhatTheTemplateDoesNotName() {
    assertThat(
            writes(
                "'components':{'t':[{'name':'n','providerId':'p','config':{'a':['2']}}]}",
                "'components':{'t':[{'id':'1','name':'n','providerId':'p',"
                    + "'config':{'a':['1'],'b':['kept']}}]}"))
        .containsExactly(
            "PUT /realms/r/components/1 {'name':'n','providerId':'p',"
                + "'config':{'a':['2'],'b':['kept']},'id':'1','providerType':'t'}");
  }

  @Test
  void aRequiredActionIsRegisteredByItsProviderAndThenSet() {
    assertThat(writes("'requiredActions':[{'alias':'A','defaultAction':true}]", "'x':1"))
        .containsExactly(
            "POST /realms/r/authentication/register-required-action {'providerId':'A','name':'A'}",
            "PUT /realms/r/authentication/required-actions/A {'defaultAction':true,"
                + "'config':{'fedrealm.made':'required_action A'},"
                + "'name':'A','enabled':true,'alias':'A'}");
  }

  @Test
  void groupsOfAServiceAccountAreJoinedAndLeft() {
    String groups = "'groups':[{'id':'g1','name':'a'},{'id':'g2','name':'b'}],";
    String account = "'users':[{'id':'u1','serviceAccountClientId':'c','groups':['%s']}]";
    String client = "'clients':[{'id':'c1','clientId':'c','serviceAccountsEnabled':true}],";

    assertThat(
            writes(
                client.replace("'id':'c1',", "")
                    + groups.replaceAll("'id':'g.',", "")
                    + account.formatted("/b").replace("'id':'u1',", ""),
                client + groups + account.formatted("/a")))
        .containsExactly("PUT /realms/r/users/u1/groups/g2", "DELETE /realms/r/users/u1/groups/g1");
  }

  @Test
  void usersAreMadeTogetherWithRolesGroupsAndWhatEverybodyHolds() {
    PlannedRealm plan =
        planned(
            realm(
                "'users':[{'username':'a','groups':['/g'],"
                    + "'federatedIdentities':[{'identityProvider':'p','userId':'1'}],"
                    + "'credentials':[{'value':'${S}','temporary':true}]},"
                    + "{'username':'b','realmRoles':['x']}]"),
            realm("'x':1"));
    List<Change> users =
        plan.plan().changes().stream().filter(c -> c.id().kind() == ResourceType.USER).toList();
    try (KeycloakServer server = new KeycloakServer(fake.access())) {
      ResourceWriter.Target target =
          new ResourceWriter.Target(server.api(), "r", plan.live().orElseThrow());
      UserImport.batches(users).forEach(new UserImport(plan.template().state(), target)::write);
    }

    assertThat(fake.writes())
        .singleElement()
        .asString()
        .startsWith("POST /realms/r/partialImport {\"ifResourceExists\":\"FAIL\",\"users\":[")
        .contains("\"requiredActions\":[\"UPDATE_PASSWORD\"]", "\"groups\":[\"/g\"]")
        .contains("\"federatedIdentities\":[{\"userId\":\"1\",\"identityProvider\":\"p\"}]")
        .contains("\"username\":\"b\"", "\"realmRoles\":[\"x\",\"default-roles-r\"]");
  }

  @Test
  void aLinkThatDiffersGoesAndComesAgain() {
    String user =
        "'identityProviders':[{'alias':'a','providerId':'oidc'},{'alias':'b','providerId':'oidc'}],"
            + "'users':[{%s'username':'ann','federatedIdentities':[%s]}]";
    String link = "{'identityProvider':'%s','userId':'%s'}";

    assertThat(
            writes(
                user.formatted("", link.formatted("a", "1")),
                user.formatted(
                    "'id':'u1',", link.formatted("a", "2") + "," + link.formatted("b", "3"))))
        .containsExactly(
            "DELETE /realms/r/users/u1/federated-identity/a",
            "DELETE /realms/r/users/u1/federated-identity/b",
            "POST /realms/r/users/u1/federated-identity/a {'userId':'1','identityProvider':'a'}");
  }

  @Test
  void membersOfAnOrganizationComeAndGoAndManagedOnesStay() {
    String realm =
        "'users':[{%s'username':'ann'},{%s'username':'eve'}],"
            + "'organizations':[{%s'name':'A','members':[%s]}]";
    fake.answer(
            "GET",
            "/realms/r/organizations?first=0&max=500&briefRepresentation=false",
            200,
            "[{\"id\":\"o1\",\"name\":\"A\"}]")
        .answer(
            "GET",
            "/realms/r/fl-people?first=0&max=500&memberships=true",
            200,
            "[{\"user\":{\"id\":\"u1\",\"username\":\"ann\"},\"groupIds\":[],\"memberships\":"
                + "[{\"organizationId\":\"o1\",\"membershipType\":\"UNMANAGED\"}]},"
                + "{\"user\":{\"id\":\"u2\",\"username\":\"eve\"},\"groupIds\":[],"
                + "\"memberships\":[]}]");

    assertThat(
            writes(
                realm.formatted("", "", "", "{'username':'ann'}"),
                realm.formatted(
                    "'id':'u1',",
                    "'id':'u2',",
                    "'id':'o1',",
                    "{'username':'eve'},{'username':'max','membershipType':'MANAGED'}")))
        .containsExactly(
            "POST /realms/r/organizations/o1/members 'u1'",
            "DELETE /realms/r/organizations/o1/members/u2");
  }

  @Nested
  class GroupsOfAnOrganization {

    private static final String LAB =
        "'organizations':[{%s'name':'A','groups':[{%s'name':'Lab'%s}]}]";

    private List<String> groupWrites(String desired, String live) {
      fake.answer(
              "GET",
              "/realms/r/organizations?first=0&max=500&briefRepresentation=false",
              200,
              "[{\"id\":\"o1\",\"name\":\"A\"}]")
          .answer(
              "GET",
              "/realms/r/organizations/o1/groups?search=*&briefRepresentation=false",
              200,
              """
              [{"id":"g1","name":"Lab","parentId":"0","attributes":{"floor":["2"]}},
               {"id":"g2","name":"N","parentId":"g1","description":"Night"}]
              """);
      return writes(
          LAB.formatted("", "", desired), LAB.formatted("'id':'o1',", "'id':'g1',", live));
    }

    @Test
    void keepWhatTheTemplateDoesNotDeclare() {
      assertThat(groupWrites(",'attributes':{'floor':['2']}", ",'attributes':{'by hand':['x']}"))
          .containsExactly(
              "PUT /realms/r/organizations/o1/groups/g1 {'name':'Lab',"
                  + "'attributes':{'by hand':['x'],'floor':['2']}}");
    }

    @Test
    void areMadeInAnotherOneByNameAndGetTheRestThen() {
      List<String> writes = groupWrites(",'subGroups':[{'name':'N','description':'Night'}]", "");

      assertThat(writes).hasSize(2);
      assertThat(writes.get(0))
          .isEqualTo("POST /realms/r/organizations/o1/groups/g1/children {'name':'N'}");
      assertThat(writes.get(1))
          .startsWith("PUT /realms/r/organizations/o1/groups/")
          .endsWith(
              " {'name':'N','description':'Night','attributes':"
                  + "{'fedrealm.made':['organization_group A /Lab/N']}}");
    }
  }

  @Test
  void membersJoinAndLeaveGroupsOfTheirOrganization() {
    String realm =
        "'users':[{%s'username':'ann'}],'organizations':[{%s'name':'A',"
            + "'groups':[{%s'name':'Lab'},{%s'name':'Ward'}],"
            + "'members':[{'username':'ann','groups':['%s']}]}]";
    fake.answer(
            "GET",
            "/realms/r/organizations?first=0&max=500&briefRepresentation=false",
            200,
            "[{\"id\":\"o1\",\"name\":\"A\"}]")
        .answer(
            "GET",
            "/realms/r/organizations/o1/groups?search=*&briefRepresentation=false",
            200,
            "[{\"id\":\"g1\",\"name\":\"Lab\"},{\"id\":\"g2\",\"name\":\"Ward\"}]")
        .answer(
            "GET",
            "/realms/r/organizations/o1/groups/g1/members?first=0&max=500&briefRepresentation=true",
            200,
            "[{\"username\":\"ann\"},{\"username\":\"left-a-moment-ago\"}]")
        .answer(
            "GET",
            "/realms/r/fl-people?first=0&max=500&memberships=true",
            200,
            "[{\"user\":{\"id\":\"u1\",\"username\":\"ann\"},\"groupIds\":[],\"memberships\":"
                + "[{\"organizationId\":\"o1\",\"membershipType\":\"UNMANAGED\"}]}]")
        .answer("PUT", "/realms/r/organizations/o1/groups/g1/members/u1", 409, "{}");

    assertThat(
            writes(
                realm.formatted("", "", "", "", "/Lab"),
                realm.formatted("'id':'u1',", "'id':'o1',", "'id':'g1',", "'id':'g2',", "/Ward")))
        .containsExactly(
            "PUT /realms/r/organizations/o1/groups/g1/members/u1",
            "DELETE /realms/r/organizations/o1/groups/g2/members/u1");
  }

  @Test
  void authorizationSettingsAreImportedAndThenLoseWhatIsTooMany() {
    fake.answer(
        "GET",
        "/realms/r/clients/c1/authz/resource-server/policy?first=0&max=100000",
        200,
        "[{\"id\":\"p1\",\"name\":\"all\"},{\"id\":\"p2\",\"name\":\"leads\"}]");
    String client =
        "'clients':[{%s'clientId':'c','authorizationSettings':{'policies':["
            + "{'name':'leads','type':'role','config':{'roles':'[{\\\"id\\\":\\\"lead\\\"}]'}}%s]}}]";

    assertThat(
            writes(
                client.formatted("", ""),
                client.formatted("'id':'c1',", ",{'name':'all','type':'role'}")))
        .endsWith("DELETE /realms/r/clients/c1/authz/resource-server/policy/p1")
        .hasSize(2);
  }

  @Test
  void textsOfALanguageAreSentWithoutThoseThatAreKept() {
    assertThat(
            writes(
                "'localizationTexts':{'de':{'a':'2'}}",
                "'localizationTexts':{'de':{'a':'1','b':'kept'}}"))
        .containsExactly("POST /realms/r/localization/de {'a':'2'}");
  }
}
