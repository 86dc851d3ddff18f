package io.fedrealm.provisioning.template.source;

import static io.fedrealm.provisioning.template.TemplateSupport.load;
import static io.fedrealm.provisioning.template.TemplateSupport.message;
import static io.fedrealm.provisioning.template.TemplateSupport.problems;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JsonDocumentTest {

  @Nested
  class WhatIsNoJsonObject {

    static Stream<Arguments> texts() {
      return Stream.of(
          Arguments.of("", "t.json:1 $: the file is empty"),
          Arguments.of(" \n ", "t.json:1 $: the file is empty"),
          Arguments.of("[]", "t.json:1 $: a realm template is a JSON object: it starts with {"),
          Arguments.of("null", "t.json:1 $: a realm template is a JSON object: it starts with {"),
          Arguments.of("{}\n{}", "t.json:2 $: text after the end of the object"),
          Arguments.of(
              "{\n\"a\": 1,\n\"a\": 2}", "t.json:3 $: not valid JSON: Duplicate field 'a'"),
          Arguments.of("{\n\"a\": NaN}", "t.json:2 $: not valid JSON: Non-standard token 'NaN'"),
          Arguments.of("{\"a\": 1,}", "t.json:1 $: not valid JSON: Unexpected character ('}'"),
          Arguments.of("{'a': 1}", "t.json:1 $: not valid JSON: Unexpected character ('''"),
          Arguments.of("{\"a\": 01}", "t.json:1 $: not valid JSON: Invalid numeric value"),
          Arguments.of("{\n\"a\": {", "t.json:2 $: not valid JSON: Unexpected end-of-input"),
          Arguments.of("{\"a\": \"\n\"}", "t.json:1 $: not valid JSON: Illegal unquoted character"),
          Arguments.of("{\"a\": \"\\x\"}", "t.json:1 $: not valid JSON: Unrecognized character"),
          Arguments.of(
              "{\n// note\n\"a\": 1}",
              "t.json:2 $: not valid JSON: Unexpected character ('/' (code 47)): JSON has no"
                  + " comments"),
          Arguments.of("\u0000", "t.json:1 $: not valid JSON: Illegal character"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void isRefusedWithItsLine(String text, String problem) {
      assertThat(problems(text)).singleElement().asString().startsWith(problem);
    }
  }

  @Test
  void aPasswordWithoutQuotesIsNotRepeatedInTheMessage() {
    assertThat(message("{\"realm\": \"r\", \"clients\": [{\"secret\": canary}]}"))
        .contains("t.json:1 $: not valid JSON: a text needs double quotes")
        .doesNotContain("canary");
  }

  @Test
  void objectsInObjectsAreReadToTheHundredthAndNoDeeper() {
    assertThat(problems("{\"a\":".repeat(100_000)))
        .singleElement()
        .asString()
        .startsWith("t.json:1 $: not valid JSON: Document nesting depth (101) exceeds the maximum");
  }

  @Test
  void thirtyGroupsInEachOtherAreNoProblem() {
    String groups = "[{\"name\":\"g\",\"subGroups\":".repeat(30) + "[]" + "}]".repeat(30);

    assertThat(load("{\"realm\": \"r\", \"groups\": " + groups + "}").path("groups"))
        .hasToString(groups);
  }

  @Test
  void aNumberOfAThousandDigitsIsRefused() {
    assertThat(problems("{\"realm\": \"r\", \"accessTokenLifespan\": " + "9".repeat(1000) + "}"))
        .singleElement()
        .asString()
        .startsWith("t.json:1 $: not valid JSON: Number value length");
  }

  @Nested
  class ThePositionOfAValue {

    private final JsonDocument document =
        JsonDocument.parse(
            new TemplateSource(
                "t.json",
                """
                {
                  "clients": [
                    {
                      "clientId": "c",
                      "attributes": {
                        "post.logout[0]": "x"
                      }
                    }
                  ]
                }
                """));

    @Test
    void thePositionOfAValueIsItsLine() {
      assertThat(document.position("$.clients[0].attributes['post.logout[0]']"))
          .hasToString("t.json:6 $.clients[0].attributes['post.logout[0]']");
    }

    @Test
    void isTheLineOfWhatEnclosesItWhenItIsNotInTheFile() {
      assertThat(document.position("$.clients[0].attributes['a.b'].c").line()).isEqualTo(5);
      assertThat(document.position("$.clients[0].secret").line()).isEqualTo(3);
      assertThat(document.position("$.roles").line()).isEqualTo(1);
    }
  }
}
