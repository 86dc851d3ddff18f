package io.fedrealm.provisioning.plan.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedrealm.provisioning.plan.PlanSupport;
import io.fedrealm.provisioning.plan.change.RealmPlan;
import io.fedrealm.provisioning.realm.RealmState;
import io.fedrealm.provisioning.template.RealmTemplate;
import io.fedrealm.provisioning.template.source.Problem;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RefusedChangesTest {

  private static final String MEMBERS =
      "{'realm':'r','users':[{'username':'ann'}],'organizations':[{'name':'A','members':[%s]}]}";
  private static final String ANN = "{'username':'ann','membershipType':'MANAGED'}";

  private static List<String> refused(String desired, Optional<String> live) {
    RealmTemplate template = PlanSupport.template(desired.replace('\'', '"'));
    Optional<RealmState> state = live.map(json -> PlanSupport.state(json.replace('\'', '"')));
    RealmPlan plan = Difference.between(template.state(), state);
    return RefusedChanges.problems(template, plan, state).stream().map(Problem::toString).toList();
  }

  @Test
  void nobodyButAnIdentityProviderMakesManagedMembers() {
    String template = MEMBERS.formatted(ANN);
    String problem =
        "t.json:1 $.organizations[0].members: names managed members that the organization has not"
            + " (ann): only its identity provider makes them, when they first log in; leave the"
            + " membershipType or the member out";

    assertThat(refused(template, Optional.empty())).containsExactly(problem);
    assertThat(refused(template, Optional.of(MEMBERS.formatted("{'username':'ann'}"))))
        .containsExactly(problem);
    assertThat(refused(template, Optional.of(template))).isEmpty();
  }

  @Test
  void stepsOfKeycloaksOwnFlowsAreItsOwn() {
    String flow =
        "{'realm':'r','authenticationFlows':[{'alias':'browser','builtIn':true,"
            + "'authenticationExecutions':[{'authenticator':'%s','requirement':'REQUIRED'}]}]}";

    assertThat(refused(flow.formatted("otp"), Optional.of(flow.formatted("cookie"))))
        .singleElement()
        .asString()
        .contains("the flow \"browser\" is Keycloak's own");
  }
}
