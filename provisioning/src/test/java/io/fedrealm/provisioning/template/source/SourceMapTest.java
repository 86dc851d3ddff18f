package io.fedrealm.provisioning.template.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceMapTest {

  private final JsonDocument document =
      JsonDocument.parse(
          new TemplateSource(
              "t.json",
              """
              {
                "a":
                  [
                    1,
                    {"b": {
                      "b.c": 2,
                      "x']['y": 3,
                      "x": {
                        "y": 4
                      }}}
                  ],
                "ab": 5,
                "": 6
              }
              """));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "$ | 1",
        "$.a | 2",
        "$.a[0] | 4",
        "$.a[1] | 5",
        "$.a[1].b | 5",
        "$.a[1].b['b.c'] | 6",
        "$.a[1].b['x']['y'] | 7",
        "$.a[1].b.x | 8",
        "$.a[1].b.x.y | 9",
        "$.ab | 12",
        "$[''] | 13",
      })
  void everyValueHasItsLineAndAFieldThatOfItsName(String path, int line) {
    assertThat(document.position(path)).isEqualTo(new Position("t.json", line, path));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "$.abc | $",
        "$.a[2] | $.a",
        "$.a[-1] | $.a",
        "$.a[99999999999] | $.a",
        "$.a[x] | $.a",
        "$.a[1 | $.a",
        "$.a.b | $.a",
        "$.a[1].b.b.c | $.a[1].b",
        "$.a[1].b.x.y.z | $.a[1].b.x.y",
        "$[0] | $",
        "$. | $",
        "nothing | $",
      })
  void whatIsNotInTheFileIsWhereItsNearestParentIs(String path, String parent) {
    Position nearest = document.places().nearest(path);

    assertThat(nearest.path()).isEqualTo(parent);
    assertThat(document.position(path).line()).isEqualTo(nearest.line());
  }

  @Test
  void equalTextsAreKeptOnce() {
    JsonDocument texts =
        JsonDocument.parse(new TemplateSource("t.json", "{\"a\": \"same\", \"b\": [\"same\"]}"));

    assertThat(texts.root().get("a")).isSameAs(texts.root().at("/b/0"));
  }
}
