package io.fedrealm.provisioning.plan.diff;

import static io.fedrealm.provisioning.plan.PlanSupport.changes;
import static io.fedrealm.provisioning.plan.PlanSupport.plan;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * Flows, required actions, identity providers, components, organizations and what belongs there.
 */
class DifferenceOfPartsTest {

  private static List<String> differences(String desired, String actual) {
    return changes(plan(realm(desired), realm(actual)));
  }

  private static String realm(String fields) {
    return "{\"realm\":\"r\"," + fields.replace('\'', '"') + "}";
  }

  @Nested
  class AFlow {

    private static final String FLOW =
        "'authenticationFlows':[{'alias':'f','providerId':'%s','topLevel':true,"
            + "'authenticationExecutions':[%s]}],"
            + "'authenticatorConfig':[{'alias':'c','config':{'defaultProvider':'%s'}}]";
    private static final String COOKIE =
        "{'authenticator':'auth-cookie','requirement':'ALTERNATIVE','priority':10}";
    private static final String REDIRECT =
        "{'authenticator':'redirect','requirement':'ALTERNATIVE','priority':20,"
            + "'authenticatorConfig':'c'}";
    private static final String FORMS =
        "{'authenticatorFlow':true,'flowAlias':'forms','requirement':'REQUIRED','priority':30}";

    private String flow(String... executions) {
      return FLOW.formatted("basic-flow", String.join(",", executions), "site-1");
    }

    @Test
    void isTheSameWhateverItsPrioritiesAreAsLongAsTheOrderIs() {
      assertThat(
              differences(
                  flow(COOKIE, REDIRECT, FORMS),
                  flow(COOKIE.replace("10", "0"), REDIRECT, FORMS.replace("30", "31"))))
          .isEmpty();
    }

    @Test
    void showsAStepThatIsTooManyAndOneThatIsMissing() {
      assertThat(differences(flow(COOKIE), flow(FORMS)))
          .containsExactly(
              "~ executions of flow f|executions.auth-cookie.requirement||\"ALTERNATIVE\"",
              "~ executions of flow f|executions.flow:forms|{\"requirement\":\"REQUIRED\"}|null",
              "~ executions of flow f|order|\"flow:forms\"|\"auth-cookie\"");
    }

    @Test
    void anotherOrderOfExecutionsIsShown() {
      assertThat(differences(flow(COOKIE, FORMS), flow(COOKIE.replace("10", "40"), FORMS)))
          .containsExactly(
              "~ executions of flow f|order|\"flow:forms, auth-cookie\"|\"auth-cookie, flow:forms\"");
    }

    @Test
    void tellsAStepThatStandsThereTwiceApart() {
      assertThat(differences(flow(COOKIE, COOKIE), flow(COOKIE)))
          .containsExactly(
              "~ executions of flow f|executions.auth-cookie#2.requirement||\"ALTERNATIVE\"",
              "~ executions of flow f|order|\"auth-cookie\"|\"auth-cookie, auth-cookie#2\"");
    }

    @Test
    void showsTheConfigurationOfAStep() {
      assertThat(differences(flow(REDIRECT), flow(REDIRECT).replace("site-1", "site-2")))
          .containsExactly(
              "~ executions of flow f|executions.redirect.config.defaultProvider"
                  + "|\"site-2\"|\"site-1\"");
    }

    @Test
    void ofAnotherKindIsReplaced() {
      assertThat(differences(flow(COOKIE), flow(COOKIE).replace("basic-flow", "client-flow")))
          .containsExactly("± authentication flow f|providerId|\"client-flow\"|\"basic-flow\"");
    }

    @Test
    void isASubflowWhenAnotherFlowNamesIt() {
      String template =
          "'authenticationFlows':[{'alias':'f','authenticationExecutions':[%s]},{'alias':'forms'}]"
              .formatted(FORMS);

      assertThat(differences(template, "'x':1"))
          .contains(
              "+ authentication flow f|topLevel||true",
              "+ authentication flow forms|topLevel||false");
    }

    @Test
    void isBoundByASettingOfItsOwnKind() {
      assertThat(differences("'browserFlow':'f'", "'browserFlow':'browser'"))
          .containsExactly("~ flow bindings|browserFlow|\"browser\"|\"f\"");
    }
  }

  @Nested
  class AnIdentityProvider {

    @Test
    void hasASecretThatIsNeverShownAndNotComparedWithItsMask() {
      String provider =
          "'identityProviders':[{'alias':'a','providerId':'oidc','config':{'clientSecret':'%s'}}]";

      assertThat(differences(provider.formatted("canary"), provider.formatted("**********")))
          .isEmpty();
      assertThat(differences(provider.formatted("canary"), "'x':1"))
          .contains("+ identity provider a|config.clientSecret|sensitive");
    }

    @Test
    void ofAnotherKindIsReplaced() {
      String provider = "'identityProviders':[{'alias':'a','providerId':'%s'}]";

      assertThat(differences(provider.formatted("oidc"), provider.formatted("saml")))
          .containsExactly("± identity provider a|providerId|\"saml\"|\"oidc\"");
    }

    @Test
    void hasMappersOfItsOwn() {
      String mapper =
          "'identityProviderMappers':[{'name':'m','identityProviderAlias':'a','config':{'role':'%s'}}]";

      assertThat(differences(mapper.formatted("x"), mapper.formatted("y")))
          .containsExactly("~ mapper of identity provider a: m|config.role|\"y\"|\"x\"");
    }
  }

  @Nested
  class AComponent {

    @Test
    void isCalledByTypeNameAndSubType() {
      String policies =
          "'components':{'t':[{'name':'n','subType':'anonymous','config':{'max':['%s']}},"
              + "{'name':'n','subType':'authenticated','config':{'max':['9']}}]}";

      assertThat(differences(policies.formatted("1"), policies.formatted("2")))
          .containsExactly("~ component t: n (anonymous)|config.max|[\"2\"]|[\"1\"]");
    }

    @Test
    void isCalledByWhatItBelongsTo() {
      String ldap =
          "'components':{'t':[{'name':'ldap','subComponents':{'m':[{'name':'x','config':{'a':['%s']}}]}}]}";

      assertThat(differences(ldap.formatted("1"), ldap.formatted("2")))
          .containsExactly("~ component m: ldap/x|config.a|[\"2\"]|[\"1\"]");
    }

    @Test
    void hasSecretsThatAreNeverShown() {
      String ldap = "'components':{'t':[{'name':'ldap','config':{'bindCredential':['%s']}}]}";

      assertThat(differences(ldap.formatted("canary"), "'x':1"))
          .contains("+ component t: ldap|config.bindCredential|sensitive");
      assertThat(differences(ldap.formatted("canary"), ldap.formatted("**********"))).isEmpty();
    }
  }

  @Nested
  class TheUserProfile {

    private String profile(String json) {
      return "'components':{'org.keycloak.userprofile.UserProfileProvider':[{'config':"
          + "{'kc.user.profile.config':['"
          + json.replace("\"", "\\\"")
          + "']}}]}";
    }

    @Test
    void isComparedAttributeByAttributeAndAsAWhole() {
      assertThat(
              differences(
                  profile(
                      "{\"attributes\":[{\"name\":\"site\",\"permissions\":{\"edit\":[\"admin\"]}}]}"),
                  profile(
                      "{\"attributes\":[{\"name\":\"site\",\"multivalued\":false,\"required\":{},"
                          + "\"permissions\":{\"edit\":[\"admin\",\"user\"]}},{\"name\":\"x\"}]}")))
          .containsExactlyInAnyOrder(
              "~ user profile|attributes.site.permissions.edit|[\"admin\",\"user\"]|[\"admin\"]",
              "~ user profile|attributes.site.required|\"always\"|\"never\"",
              "~ user profile|attributes.x|{\"required\":\"never\"}|null",
              "~ user profile|order|\"site, x\"|\"site\"");
    }
  }

  @Nested
  class AnOrganization {

    @Test
    void showsADomainThatIsTooMany() {
      String organization = "'organizations':[{'name':'A','domains':[%s]}]";

      assertThat(
              differences(
                  organization.formatted("{'name':'a.test'}"),
                  organization.formatted("{'name':'a.test'},{'name':'b.test','verified':true}")))
          .containsExactly("~ organization A|domains.b.test|{\"verified\":true}|null");
    }

    private List<String> members(String desired, String actual) {
      String organization = "'organizations':[{'name':'A'%s}]";
      return differences(organization.formatted(desired), organization.formatted(actual));
    }

    @Test
    void hasItsMembersAsAWholeSetWhenItNamesSome() {
      assertThat(
              members(
                  ",'members':[{'username':'Ann','membershipType':'UNMANAGED'}]",
                  ",'members':[{'username':'ann'},{'username':'eve'}]"))
          .containsExactly("~ members of organization A|members|[\"ann\",\"eve\"]|[\"ann\"]");
      assertThat(members("", ",'members':[{'username':'eve'}]")).isEmpty();
      assertThat(members(",'members':[]", ",'members':[{'username':'eve'}]")).hasSize(1);
    }

    @Test
    void hasItsGroupsAsTheRealmHasItsOwn() {
      assertThat(
              members(
                  ",'groups':[{'name':'Lab','attributes':{'floor':['2']},'realmRoles':['a'],"
                      + "'subGroups':[{'name':'Night'}]}]",
                  ",'groups':[{'name':'Lab','attributes':{'floor':['1'],'kept':['x']},"
                      + "'realmRoles':['a','b'],'path':'/Lab','parentId':'1'},{'name':'Other'}]"))
          .containsExactly(
              "~ group of organization A: /Lab|attributes.floor|[\"1\"]|[\"2\"]",
              "+ group of organization A: /Lab/Night|name||\"Night\"",
              "~ roles of group of organization A: /Lab|realmRoles|[\"a\",\"b\"]|[\"a\"]");
      assertThat(members("", ",'groups':[{'name':'Other'}]")).isEmpty();
    }

    @Test
    void hasTheGroupsOfAMemberAsAWholeSetWhenTheyAreNamed() {
      String groups = ",'groups':[{'name':'Lab'},{'name':'Ward'}]";
      String ann = ",'members':[{'username':'%s'%s}]" + groups;
      String live = ann.formatted("ann", ",'groups':['/Ward']");

      assertThat(members(ann.formatted("Ann", ",'groups':['/Lab']"), live))
          .containsExactly(
              "~ groups of member of organization A: ann|groups|[\"/Ward\"]|[\"/Lab\"]");
      assertThat(members(ann.formatted("ann", ",'groups':[]"), live)).hasSize(1);
      assertThat(members(ann.formatted("ann", ""), live)).isEmpty();
    }

    @Test
    void keepsMembersWhomItsIdentityProviderHasMade() {
      assertThat(
              members(
                  ",'members':[{'username':'ann'}]",
                  ",'members':[{'username':'ann','membershipType':'MANAGED'},"
                      + "{'username':'eve','membershipType':'MANAGED'}]"))
          .isEmpty();
    }
  }

  @Nested
  class AuthorizationSettings {

    private String policies(String... policies) {
      return "'clients':[{'clientId':'c','authorizationSettings':{'policies':["
          + String.join(",", policies)
          + "]}}]";
    }

    private static final String LEADS =
        "{'name':'leads','type':'scope','config':{'applyPolicies':'[\\\"a\\\",\\\"b\\\"]'}}";

    @Test
    void areTheSameInAnyOrder() {
      assertThat(
              differences(
                  policies(LEADS),
                  policies(
                      "{'name':'leads','type':'scope','config':{'applyPolicies':'[\\\"b\\\",\\\"a\\\"]'}}")))
          .isEmpty();
    }

    @Test
    void showAPolicyThatIsTooMany() {
      assertThat(differences(policies(LEADS), policies(LEADS, "{'name':'all','type':'role'}")))
          .containsExactly(
              "~ authorization settings of client c|policies.all|{\"type\":\"role\"}|null");
    }
  }

  @Nested
  class Memberships {

    @Test
    void ofServiceAccountsAreWholeSets() {
      String account = "'users':[{'serviceAccountClientId':'c','groups':%s}]";

      assertThat(differences(account.formatted("[]"), account.formatted("['/admins']")))
          .containsExactly("~ groups of service account c|groups|[\"/admins\"]|[]");
    }

    @Test
    void ofEverybodyNewAreAWholeSet() {
      assertThat(differences("'defaultGroups':['/a']", "'defaultGroups':['/a','/b']"))
          .containsExactly("~ default groups|groups|[\"/a\",\"/b\"]|[\"/a\"]");
    }

    @Test
    void whatEveryUserHoldsIsAWholeSet() {
      assertThat(
              differences(
                  "'defaultRole':{'composites':{'realm':['a']}}",
                  "'roles':{'realm':[{'name':'default-roles-r','composites':{'realm':['a','b']}}]}"))
          .containsExactly("~ composites of role default-roles-r|realmRoles|[\"a\",\"b\"]|[\"a\"]");
    }
  }

  @Nested
  class AUser {

    private static final String USER = "'users':[{'username':'%s',%s}]";

    private List<String> user(String desired, String actual) {
      return differences(USER.formatted("Alice", desired), USER.formatted("alice", actual));
    }

    @Test
    void isKnownByTheNameInAnyCase() {
      assertThat(user("'firstName':'A'", "'firstName':'B'"))
          .containsExactly("~ user alice|firstName|\"B\"|\"A\"");
    }

    @Test
    void hasLinksToIdentityProvidersAsAWholeSetWhenItNamesSome() {
      String links = "'federatedIdentities':[%s]";
      String hospital = "{'identityProvider':'a','userId':'1','userName':'%s'}";
      String elsewhere = "{'identityProvider':'b','userId':'2'}";

      assertThat(
              user(
                  links.formatted(hospital.formatted("alice")),
                  links.formatted(hospital.formatted("mallory") + "," + elsewhere)))
          .containsExactly(
              "~ identity provider links of user alice|federatedIdentities.a.userName|\"mallory\"|\"alice\"",
              "~ identity provider links of user alice|federatedIdentities.b|{\"userId\":\"2\"}|null");
      assertThat(user("'firstName':'A'", "'firstName':'A'," + links.formatted(elsewhere)))
          .isEmpty();
      assertThat(user(links.formatted(""), links.formatted(elsewhere))).hasSize(1);
    }

    @Test
    void chosesPasswordsAndDoesWhatHasToBeDone() {
      assertThat(
              user(
                  "'requiredActions':['CONFIGURE_TOTP'],'credentials':[{'value':'canary'}]",
                  "'requiredActions':[]"))
          .isEmpty();
    }

    @Test
    void hasWholeSetsOfRolesAndGroups() {
      assertThat(
              user(
                  "'realmRoles':['a']",
                  "'realmRoles':['a','default-roles-r','b'],'groups':['/admins'],"
                      + "'clientRoles':{'realm-management':['realm-admin']}"))
          .containsExactly(
              "~ roles of user alice|realmRoles|[\"a\",\"b\"]|[\"a\"]",
              "~ roles of user alice|clientRoles.realm-management|[\"realm-admin\"]|[]",
              "~ groups of user alice|groups|[\"/admins\"]|[]");
    }

    @Test
    void hasAPasswordThatIsNeverShown() {
      List<String> made =
          differences(USER.formatted("a", "'credentials':[{'value':'canary'}]"), "'x':1");

      assertThat(made).contains("+ user a|credentials|sensitive");
      assertThat(made).noneMatch(line -> line.contains("canary"));
    }
  }

  @Test
  void textsOfALanguageAreComparedKeyByKey() {
    assertThat(
            differences(
                "'localizationTexts':{'de':{'a.b':'Hallo'}}",
                "'localizationTexts':{'de':{'a.b':'Tag','c':'kept'}}"))
        .containsExactly("~ texts in language de|a.b|\"Tag\"|\"Hallo\"");
  }

  @Test
  void aRequiredActionIsComparedByItsAlias() {
    String action = "'requiredActions':[{'alias':'A','enabled':%s}]";

    assertThat(differences(action.formatted(true), action.formatted(false)))
        .containsExactly("~ required action A|enabled|false|true");
  }
}
