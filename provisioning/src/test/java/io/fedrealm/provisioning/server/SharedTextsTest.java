package io.fedrealm.provisioning.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class SharedTextsTest {

  private static final String PAGE =
      "{\"a\":\"same\",\"b\":[\"same\",1,null,{\"c\":\"same\",\"d\":\"other\"}],\"e\":true}";

  private static JsonNode read() throws IOException {
    return new ObjectMapper().readTree(PAGE);
  }

  @Test
  void equalTextsOfAllPagesAreOneAndNothingElseChanges() throws IOException {
    SharedTexts texts = new SharedTexts();
    JsonNode first = read();
    JsonNode second = read();

    texts.shareIn(first);
    texts.shareIn(second);

    assertThat(second).isEqualTo(read());
    assertThat(second.get("a")).isSameAs(first.get("a")).isSameAs(second.at("/b/0"));
    assertThat(second.at("/b/3/c")).isSameAs(first.get("a"));
    assertThat(second.at("/b/3/d")).isSameAs(first.at("/b/3/d"));
  }
}
