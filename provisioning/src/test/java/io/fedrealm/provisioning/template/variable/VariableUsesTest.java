package io.fedrealm.provisioning.template.variable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedrealm.provisioning.template.RealmTemplate;
import io.fedrealm.provisioning.template.source.InvalidTemplateException;
import io.fedrealm.provisioning.template.source.Position;
import io.fedrealm.provisioning.template.source.TemplateSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class VariableUsesTest {

  @Test
  void theVariablesAreListedInOrderWithTheStrictestUse() {
    List<TemplateSource> sources =
        List.of(
            new TemplateSource(
                "a.json",
                """
                {
                  "realm": "${REALM:r}",
                  "displayName": "${REALM:r} ${LOCALE:en}",
                  "clients": [{"secret": "${S}", "redirectUris": ["${URL:}/a", "${URL}"]}],
                  "enabled": true
                }
                """),
            new TemplateSource("b.json", "{\"realm\": \"${REALM}\"}"));

    assertThat(RealmTemplate.variables(sources))
        .containsExactly(
            new VariableUse("REALM", new Position("a.json", 2, "$.realm"), false, true),
            new VariableUse("LOCALE", new Position("a.json", 3, "$.displayName"), false, false),
            new VariableUse("S", new Position("a.json", 4, "$.clients[0].secret"), true, true),
            new VariableUse(
                "URL", new Position("a.json", 4, "$.clients[0].redirectUris[0]"), false, true));
  }

  @Test
  void aTemplateThatIsNoJsonIsRefused() {
    assertThatThrownBy(() -> RealmTemplate.variables(List.of(new TemplateSource("a.json", "{"))))
        .isInstanceOf(InvalidTemplateException.class)
        .hasMessageContaining("a.json:1 $: not valid JSON");
  }
}
