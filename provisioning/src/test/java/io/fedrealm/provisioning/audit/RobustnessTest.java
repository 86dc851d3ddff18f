package io.fedrealm.provisioning.audit;

import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fedrealm.provisioning.audit.model.AuditedRealm;
import io.fedrealm.provisioning.audit.model.Node;
import io.fedrealm.provisioning.audit.report.AuditReport;
import io.fedrealm.provisioning.audit.report.SarifReport;
import io.fedrealm.provisioning.template.source.Position;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that people made can hold anything anywhere: an audit must say something, never fail. */
class RobustnessTest {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final List<JsonNode> ODD =
      List.of(
          TextNode.valueOf("*"),
          IntNode.valueOf(-7),
          BooleanNode.TRUE,
          NullNode.instance,
          JSON.arrayNode().add("x").add(JSON.objectNode()).add(JSON.nullNode()),
          JSON.objectNode().put("name", "x'\\y").set("config", JSON.arrayNode()));

  static List<LabelledRealm> realms() {
    return LabelledRealm.all().stream().filter(realm -> realm.name().startsWith("bad")).toList();
  }

  @ParameterizedTest
  @MethodSource("realms")
  void valuesOfAnotherTypeAreNoFailure(LabelledRealm labelled) {
    ObjectNode root = (ObjectNode) labelled.realm().root().json();
    for (int odd = 0; odd < ODD.size(); odd++) {
      ObjectNode changed = root.deepCopy();
      replaceEverySeventhValue(changed, new int[] {odd}, ODD.get(odd));
      assertThatCode(() -> audit(labelled, changed)).doesNotThrowAnyException();
    }
  }

  @Test
  void aPartOfAnotherTypeIsNoFailure() {
    LabelledRealm labelled = realms().get(0);
    ObjectNode root = (ObjectNode) labelled.realm().root().json();
    int odd = 0;
    for (String field : root.properties().stream().map(p -> p.getKey()).toList()) {
      JsonNode value = ODD.get(odd++ % ODD.size());
      ObjectNode changed = root.deepCopy().set(field, value);
      assertThatCode(() -> audit(labelled, changed))
          .as("%s = %s", field, value)
          .doesNotThrowAnyException();
    }
  }

  private static void audit(LabelledRealm labelled, ObjectNode root) {
    AuditedRealm realm = labelled.realm();
    AuditReport report =
        LabelledRealm.audit(
            new AuditedRealm(
                realm.origin(),
                Node.root(root),
                path -> new Position("x.json", 1, path),
                Optional.empty()));
    SarifReport.of(report, "1");
  }

  private static void replaceEverySeventhValue(JsonNode node, int[] count, JsonNode by) {
    if (node instanceof ObjectNode object) {
      for (String name : object.properties().stream().map(p -> p.getKey()).toList()) {
        if (++count[0] % 7 == 0) {
          object.set(name, by.deepCopy());
        } else {
          replaceEverySeventhValue(object.get(name), count, by);
        }
      }
    } else if (node instanceof ArrayNode array) {
      for (int index = 0; index < array.size(); index++) {
        if (++count[0] % 7 == 0) {
          array.set(index, by.deepCopy());
        } else {
          replaceEverySeventhValue(array.get(index), count, by);
        }
      }
    }
  }
}
