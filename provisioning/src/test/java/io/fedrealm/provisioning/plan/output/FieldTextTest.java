package io.fedrealm.provisioning.plan.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fedrealm.provisioning.plan.change.FieldChange;
import io.fedrealm.provisioning.plan.diff.Values;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldTextTest {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final JsonNode NOTHING = MissingNode.getInstance();

  private static List<String> lines(JsonNode from, JsonNode to) {
    return FieldText.lines(FieldChange.of("f", from, to));
  }

  private static String line(String from, String to) {
    return String.join("\n", lines(JSON.textNode(from), JSON.textNode(to)));
  }

  private static JsonNode json(String text) throws Exception {
    return new ObjectMapper().readTree(text.replace('\'', '"'));
  }

  @Nested
  class ALongValue {

    /** The change of a security policy that read like none: the last of many patterns. */
    @Test
    void isShownElementByElement() throws Exception {
      ObjectNode desired = (ObjectNode) json("{'executor': 'fl-client', 'configuration': {}}");
      ArrayNode patterns = desired.withObject("/configuration").putArray("allowed-patterns");
      for (int index = 0; index < 40; index++) {
        patterns.add("https://flnet.uniklinikum-beispielstadt.example/" + index);
      }
      ObjectNode live = desired.deepCopy();
      live.withArray("/configuration/allowed-patterns").set(39, "https://evil.example/.*");
      JsonNode first = json("{'executor': 'pkce', 'configuration': {'auto': 'true'}}");

      assertThat(
              lines(
                  JSON.arrayNode().add(first).add(live), JSON.arrayNode().add(first).add(desired)))
          .containsExactly(
              "f[1].configuration.allowed-patterns: -https://evil.example/.*"
                  + " +https://flnet.uniklinikum-beispielstadt.example/39");
    }

    @Test
    void thatIsATextShowsThePartThatDiffers() {
      String before = "a".repeat(2000) + "X.*" + "b".repeat(1000);
      String after = "a".repeat(2000) + "X" + "b".repeat(1000);

      assertThat(line(before, after))
          .startsWith(
              "f: \"…" + "a".repeat(39) + "X.*" + "b".repeat(40) + "…\" (3003 characters, sha256 ")
          .contains(
              " → \"…" + "a".repeat(39) + "X" + "b".repeat(40) + "…\" (3001 characters, sha256 ");
    }

    @Test
    void thatIsATextInAListShowsThePartThatDiffers() {
      ArrayNode before = JSON.arrayNode().add("same").add("a".repeat(2000) + ".*");
      ArrayNode after = JSON.arrayNode().add("same").add("a".repeat(2000));

      assertThat(lines(before, after))
          .singleElement()
          .asString()
          .startsWith("f: -\"…" + "a".repeat(40) + ".*\" (2002 characters, sha256 ")
          .contains(" +\"…" + "a".repeat(40) + "\" (2000 characters, sha256 ");
    }

    @Test
    void withOneMoreEntryShowsTheEntry() throws Exception {
      assertThat(lines(json("[{'a':'1'},{'c':'3'}]"), json("[{'a':'1'},{'b':'2'},{'c':'3'}]")))
          .containsExactly("f[1]: (not set) → {\"b\":\"2\"}");
      assertThat(lines(json("[{'a':'1'},{'b':'2'}]"), json("[{'a':'1'}]")))
          .containsExactly("f[1]: {\"b\":\"2\"} → (not set)");
    }
  }

  /** Pairs that once read the same, or could. */
  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "a | \u0430 | f: \"a\" → \"\\u0430\"",
        "\u00e9 | e\u0301 | f: \"\\u00e9\" → \"e\\u0301\"",
        "'a b' | 'a\u00a0b' | f: \"a b\" → \"a\\u00a0b\"",
        "'a' | 'a ' | f: a → \"a \"",
        "'a\u202eb' | 'a\\u202eb' | f: \"a\\u202eb\" → \"a\\\\u202eb\"",
        "x | '(not set)' | f: x → \"(not set)\"",
        "x | '(empty)' | f: x → \"(empty)\"",
        "'[\"a\"]' | x | f: \"[\\\"a\\\"]\" → x",
        "'a → b' | c | f: \"a → b\" → c",
        "a | 'b (from NAME)' | f: a → \"b (from NAME)\"",
      })
  void whatCouldBeTakenForSomethingElseIsQuotedAndSpelledOut(String from, String to, String line) {
    assertThat(line(from, to)).isEqualTo(line);
  }

  @Test
  void whatIsInAListIsQuotedSoThatNoEntryLooksLikeTwo() {
    assertThat(lines(NOTHING, JSON.arrayNode().add("a \"b").add("c\" +\"d").add("e")))
        .containsExactly("f: +\"a \\\"b\" +\"c\\\" +\\\"d\" +e");
  }

  @Test
  void namesTheVariablesOfItsValue() {
    FieldChange text = FieldChange.of("f", JSON.textNode("a"), JSON.textNode("b"));

    assertThat(FieldText.lines(text.from(List.of("A", "B"))))
        .containsExactly("f: a → b (from A, B)");
    assertThat(FieldText.lines(FieldChange.secret("f").from(List.of("S"))))
        .containsExactly("f: (sensitive, from S)");
  }

  @Nested
  class OverAllValues {

    private final Random random = new Random(19);

    /** Nasty on purpose: alike, invisible, long, and what the output itself is made of. */
    private final List<String> words =
        List.of(
            "a",
            "b",
            "\u0430",
            "e\u0301",
            "\u00e9",
            " ",
            "\u00a0",
            "\"",
            "\\",
            "\\u000a",
            "\n",
            "\u202e",
            "…",
            "→",
            " → ",
            " +",
            " -",
            "-",
            "(not set)",
            "(empty)",
            "(sensitive)",
            " (from A)",
            "[",
            "]",
            "{",
            "}",
            ",",
            "true",
            "1",
            "1.0",
            "null",
            "\ud83d\ude00",
            "x".repeat(600),
            "y".repeat(600));

    private String text() {
      StringBuilder text = new StringBuilder();
      for (int count = random.nextInt(5); count > 0; count--) {
        text.append(words.get(random.nextInt(words.size())));
      }
      return text.toString();
    }

    private JsonNode value(int depth) {
      return switch (random.nextInt(depth > 0 ? 8 : 5)) {
        case 0, 1, 2 -> JSON.textNode(text());
        case 3 -> JSON.booleanNode(random.nextBoolean());
        case 4 -> JSON.numberNode(random.nextInt(3));
        case 5 -> {
          ArrayNode array = JSON.arrayNode();
          for (int count = random.nextInt(4); count > 0; count--) {
            array.add(value(0));
          }
          yield array;
        }
        case 6 -> {
          ArrayNode array = JSON.arrayNode();
          for (int count = random.nextInt(4); count > 0; count--) {
            array.add(value(depth - 1));
          }
          yield array;
        }
        default -> {
          ObjectNode object = JSON.objectNode();
          for (int count = random.nextInt(4); count > 0; count--) {
            object.set(List.of("a", "b", "a.b").get(random.nextInt(3)), value(depth - 1));
          }
          yield object;
        }
      };
    }

    @Test
    void whatDiffersHasALineWhoseSidesDiffer() {
      for (int run = 0; run < 4_000; run++) {
        JsonNode from = value(2);
        JsonNode to = random.nextBoolean() ? value(2) : from.deepCopy();
        if (Values.same(to, from)) {
          continue;
        }
        List<String> lines = lines(from, to);
        assertThat(lines).as("%s → %s", from, to).isNotEmpty();
        for (String line : lines) {
          String[] sides = line.substring(line.indexOf(": ") + 2).split(" → ", 2);
          assertThat(sides.length < 2 || !sides[0].equals(sides[1])).as(line).isTrue();
        }
      }
    }

    @Test
    void noTwoValuesThatAreNotTheSamePrintAlike() {
      Map<String, JsonNode> printed = new HashMap<>();
      for (int run = 0; run < 4_000; run++) {
        JsonNode value = value(1);
        String lines = String.join("\n", lines(NOTHING, value));
        JsonNode before = printed.putIfAbsent(lines, value);
        if (before != null) {
          assertThat(Values.same(value, before) && Values.same(before, value))
              .as("%s and %s both print %s", before, value, lines)
              .isTrue();
        }
      }
      assertThat(printed).hasSizeGreaterThan(1_000);
    }

    @Test
    void neitherDoTwoValuesNextToTheSameLiveOne() {
      for (int run = 0; run < 4_000; run++) {
        JsonNode live = random.nextBoolean() ? JSON.textNode(text()) : JSON.arrayNode().add(text());
        JsonNode one = JSON.textNode(text());
        JsonNode other = JSON.textNode(text());
        if (!Values.same(one, other) && !Values.same(one, live) && !Values.same(other, live)) {
          assertThat(lines(live, one)).as("%s or %s", one, other).isNotEqualTo(lines(live, other));
        }
      }
    }
  }
}
