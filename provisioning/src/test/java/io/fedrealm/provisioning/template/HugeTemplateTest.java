package io.fedrealm.provisioning.template;

import static io.fedrealm.provisioning.template.TemplateSupport.message;
import static io.fedrealm.provisioning.template.TemplateSupport.template;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HugeTemplateTest {

  private static String list(int size, String element) {
    return IntStream.range(0, size)
        .mapToObj(element::formatted)
        .collect(Collectors.joining(",\n", "[", "]"));
  }

  @Test
  void aRealmOfFiveThousandRolesAndGroupsLoads() {
    RealmTemplate template =
        template(
            """
            {"realm": "r", "attributes": {"fl.groups.mirror": "realm-roles"},
             "roles": {"realm": %s}}
            """
                .formatted(list(5_000, "{\"name\": \"role-%d\"}")));

    assertThat(template.groups()).hasSize(5_000);
  }

  @Test
  void ofFiveThousandMistakesTheFirstTwoHundredAreShown() {
    String message =
        message(
            "{\"realm\": \"r\", \"clients\": "
                + list(5_000, "{\"clientId\": \"c%d\", \"x\": 1}")
                + "}");

    assertThat(message)
        .startsWith("5000 problems:\n  t.json:1 $.clients[0].x:")
        .endsWith("\n  … and 4800 more");
    assertThat(message.lines()).hasSize(202);
  }
}
