package io.fedrealm.provisioning.apply.write;

import static io.fedrealm.provisioning.apply.ApplySupport.json;
import static io.fedrealm.provisioning.apply.ApplySupport.plan;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.plan.change.Change;
import org.junit.jupiter.api.Test;

class MergeTest {

  private static final Change CHANGE =
      plan(
              """
              {"realm":"r", "enabled":true, "displayName":"to", "loginTheme":"same",
               "attributes":{"a":"to","new":"1"}, "supportedLocales":["en"]}
              """,
              """
              {"realm":"r", "displayName":"from", "loginTheme":"same", "other":1,
               "attributes":{"a":"from","kept":"2"}, "supportedLocales":["de","fr"]}
              """)
          .changes()
          .get(0);

  @Test
  void theWholeResourceIsTheLiveOneWithTheDesiredFieldsPutIn() {
    assertThat(Merge.whole(CHANGE))
        .isEqualTo(
            json(
                """
                {"realm":"r", "displayName":"to", "loginTheme":"same", "other":1, "enabled":true,
                 "attributes":{"a":"to","kept":"2","new":"1"}, "supportedLocales":["en"]}
                """));
  }

  @Test
  void theChangedFieldsAreThoseThatDifferAndMapsAreComplete() {
    assertThat(Merge.changedFields(CHANGE))
        .isEqualTo(
            json(
                """
                {"displayName":"to", "enabled":true,
                 "attributes":{"a":"to","kept":"2","new":"1"}, "supportedLocales":["en"]}
                """));
  }

  @Test
  void neitherChangesThePlan() {
    String before = CHANGE.desired().fields() + "" + CHANGE.actual().orElseThrow().fields();
    Merge.whole(CHANGE).put("displayName", "x").withObjectProperty("attributes").put("a", "x");

    assertThat(CHANGE.desired().fields() + "" + CHANGE.actual().orElseThrow().fields())
        .isEqualTo(before);
  }

  @Test
  void masksAreTakenOutWhereverTheyStand() {
    ObjectNode fields =
        json("{\"secret\":\"**********\",\"name\":\"**\",\"attributes\":{\"a\":\"**********\"}}");

    Merge.dropMasks(fields);

    assertThat(fields).hasToString("{\"name\":\"**\",\"attributes\":{}}");
  }
}
