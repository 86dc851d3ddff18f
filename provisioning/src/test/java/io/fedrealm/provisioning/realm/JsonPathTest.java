package io.fedrealm.provisioning.realm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPathTest {

  @Test
  void namesMembersAndElements() {
    String client = JsonPath.element(JsonPath.member(JsonPath.ROOT, "clients"), 2);

    assertThat(client).isEqualTo("$.clients[2]");
    assertThat(JsonPath.member(client, "a.b")).isEqualTo("$.clients[2]['a.b']");
    assertThat(JsonPath.member(client, "")).isEqualTo("$.clients[2]['']");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "$.clients[2].secret | $.clients[2]",
        "$.clients[2] | $.clients",
        "$.clients | $",
        "$['a.b[0]'] | $",
        "$.c['x.y'] | $.c",
        "$ | $"
      })
  void aPathKnowsThePathThatEnclosesIt(String path, String parent) {
    assertThat(JsonPath.parent(path)).isEqualTo(parent);
  }

  @ParameterizedTest
  @ValueSource(strings = {"']", "['", "a']['b", "].[", "''"})
  void comesToTheRootWhateverANameHolds(String name) {
    String path = JsonPath.member(JsonPath.member("$.clients[0]", name), name);
    for (int step = 0; step < 20; step++) {
      path = JsonPath.parent(path);
    }
    assertThat(path).isEqualTo(JsonPath.ROOT);
  }
}
