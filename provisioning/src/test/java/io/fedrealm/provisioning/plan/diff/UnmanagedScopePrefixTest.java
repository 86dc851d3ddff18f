package io.fedrealm.provisioning.plan.diff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.plan.change.FieldChange;
import io.fedrealm.provisioning.plan.change.RealmPlan;
import io.fedrealm.provisioning.realm.RealmState;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnmanagedScopePrefixTest {

  private static final String OPEN =
      "\"attributes\": {\"fl.optional.scopes.open\": \"project:\"}, ";

  @Test
  void aScopeOfAnOpenNameIsNoDrift() throws IOException {
    assertThat(plan(OPEN, "\"project:demo\", \"project:lung\"").isEmpty()).isTrue();
  }

  @Test
  void aStatedScopeOfAnOpenNameIsMissedAllTheSame() throws IOException {
    assertThat(plan(OPEN, "\"project:lung\"").changes())
        .singleElement()
        .satisfies(
            change ->
                assertThat(change.fields())
                    .extracting(FieldChange::path)
                    .containsExactly("optionalClientScopes"));
  }

  @Test
  void aScopeOfAnotherNameIsDrift() throws IOException {
    assertThat(plan(OPEN, "\"project:demo\", \"email\"").changes()).hasSize(1);
  }

  @Test
  void withoutTheAttributeEveryScopeMoreIsDrift() throws IOException {
    assertThat(plan("", "\"project:demo\", \"project:lung\"").changes()).hasSize(1);
  }

  private static RealmPlan plan(String attributes, String live) throws IOException {
    return Difference.between(
        state(attributes + "\"optionalClientScopes\": [\"project:demo\"]"),
        Optional.of(state(attributes + "\"optionalClientScopes\": [" + live + "]")));
  }

  private static RealmState state(String client) throws IOException {
    String realm = "{\"realm\": \"fedn\", \"clients\": [{\"clientId\": \"cli\", " + client + "}]}";
    return RealmState.of((ObjectNode) new ObjectMapper().readTree(realm));
  }
}
