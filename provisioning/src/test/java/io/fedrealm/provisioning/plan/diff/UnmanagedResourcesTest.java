package io.fedrealm.provisioning.plan.diff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fedrealm.provisioning.plan.PlanSupport;
import io.fedrealm.provisioning.plan.Planner;
import io.fedrealm.provisioning.server.LiveRealm;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnmanagedResourcesTest {

  private static List<String> undeclared(String template, String live) {
    LiveRealm realm =
        new LiveRealm(PlanSupport.json(json(live)), JsonNodeFactory.instance.arrayNode());
    PlannedRealm planned = Planner.plan(PlanSupport.template(json(template)), Optional.of(realm));
    return UnmanagedResources.in(planned).stream().map(Object::toString).toList();
  }

  private static String json(String fields) {
    return "{\"realm\":\"r\"," + fields.replace('\'', '"') + "}";
  }

  @Test
  void whatNoTemplateDeclaresIsListedOnceWithoutWhatBelongsToIt() {
    assertThat(
            undeclared(
                "'clients':[{'clientId':'ours'}],'groups':[{'name':'ours'}]",
                "'clients':[{'clientId':'ours','protocolMappers':[{'name':'m'}]},"
                    + "{'clientId':'theirs','protocolMappers':[{'name':'m'}]}],"
                    + "'groups':[{'name':'ours','subGroups':[{'name':'theirs'}]},"
                    + "{'name':'theirs','subGroups':[{'name':'a'}]}],"
                    + "'users':[{'username':'eve'}],'identityProviders':[{'alias':'theirs'}]"))
        .containsExactly(
            "identity provider theirs",
            "client theirs",
            "mapper of client ours: m",
            "group /ours/theirs",
            "group /theirs",
            "user eve");
  }

  @Test
  void linksAndMembersOfWhatIsDeclaredAreToldWhenTheyAreNot() {
    String live =
        "'users':[{'username':'ann','federatedIdentities':[{'identityProvider':'p','userId':'1'}]}],"
            + "'organizations':[{'name':'A','members':[{'username':'ann'},"
            + "{'username':'eve','membershipType':'MANAGED'}]}]";

    assertThat(undeclared("'users':[{'username':'ann'}],'organizations':[{'name':'A'}]", live))
        .containsExactly("identity provider links of user ann", "members of organization A");
    assertThat(
            undeclared(
                "'users':[{'username':'ann','federatedIdentities':[]}],"
                    + "'organizations':[{'name':'A','members':[{'username':'ann'}]}]",
                live))
        .containsExactly("members of organization A: eve");
  }

  @Test
  void groupsOfAnOrganizationAreToldOnceAndThoseOfAMemberWhoIsNamedWithoutThem() {
    String live =
        "'users':[{'username':'ann'},{'username':'bob'}],"
            + "'organizations':[{'name':'A','groups':[{'name':'Lab','subGroups':[{'name':'N'}]},"
            + "{'name':'Ward','subGroups':[{'name':'N'}]}],"
            + "'members':[{'username':'ann','groups':['/Lab']},{'username':'bob','groups':[]}]},"
            + "{'name':'B','groups':[{'name':'Lab'}]}]";
    String template =
        "'users':[{'username':'ann'},{'username':'bob'}],"
            + "'organizations':[{'name':'A','groups':[{'name':'Ward'}],"
            + "'members':[{'username':'ann'},{'username':'bob'}]}]";

    assertThat(undeclared(template, live))
        .containsExactly(
            "organization B",
            "group of organization A: /Lab",
            "group of organization A: /Ward/N",
            "groups of member of organization A: ann");
  }

  @Test
  void whatKeycloakPutsIntoEveryRealmIsNot() {
    assertThat(
            undeclared(
                "'enabled':true",
                "'clients':[{'clientId':'account'}],'clientScopes':[{'name':'profile'}],"
                    + "'roles':{'realm':[{'name':'offline_access'}]},"
                    + "'authenticationFlows':[{'alias':'copy','builtIn':true}]"))
        .isEmpty();
  }

  @Test
  void whatIsAddedToKeycloaksOwnIs() {
    assertThat(
            undeclared(
                "'enabled':true",
                "'clientScopes':[{'name':'profile','protocolMappers':[{'name':'by hand'}]}],"
                    + "'clients':[{'clientId':'account'}],"
                    + "'users':[{'serviceAccountClientId':'account','realmRoles':['admin']}],"
                    + "'roles':{'realm':[{'name':'default-roles-r','composites':{'realm':['x']}}]}"))
        .containsExactly(
            "mapper of client scope profile: by hand",
            "composites of role default-roles-r",
            "roles of service account account");
  }
}
