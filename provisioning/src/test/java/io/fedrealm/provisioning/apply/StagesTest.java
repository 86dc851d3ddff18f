package io.fedrealm.provisioning.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedrealm.provisioning.plan.change.RealmPlan;
import io.fedrealm.provisioning.plan.diff.Difference;
import io.fedrealm.provisioning.realm.RealmState;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StagesTest {

  @Test
  void whatIsOfTheSameKindGoesTogetherAndGroupsLevelByLevel() {
    RealmState desired =
        RealmState.of(
            ApplySupport.json(
                """
                {
                  "realm": "r",
                  "roles": {"realm": [{"name": "b"}, {"name": "a"}]},
                  "groups": [
                    {"name": "x", "realmRoles": ["a"], "subGroups": [{"name": "y"}, {"name": "z"}]},
                    {"name": "w"}
                  ],
                  "clients": [{"clientId": "c"}]
                }
                """));
    RealmPlan plan = Difference.between(desired, Optional.empty());

    assertThat(Stages.of(plan.changes()))
        .hasToString(
            "[[+ realm], [+ realm role a, + realm role b], [+ client c], [+ group /w, + group /x],"
                + " [+ group /x/y, + group /x/z], [+ roles of group /x]]");
  }

  @Test
  void withoutChangesThereAreNone() {
    assertThat(Stages.of(List.of())).isEmpty();
  }
}
