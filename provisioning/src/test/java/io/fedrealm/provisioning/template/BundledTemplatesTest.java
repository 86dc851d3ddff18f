package io.fedrealm.provisioning.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedrealm.provisioning.template.source.TemplateSource;
import io.fedrealm.provisioning.template.variable.VariableUse;
import io.fedrealm.provisioning.template.variable.Variables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class BundledTemplatesTest {

  static final List<String> BUNDLED = TemplateSource.BUNDLED;

  @ParameterizedTest
  @FieldSource("BUNDLED")
  void loadsOnceItsVariablesAreSet(String name) {
    List<TemplateSource> source = List.of(TemplateSource.of(name));
    Map<String, String> environment = new HashMap<>();
    for (VariableUse use : RealmTemplate.variables(source)) {
      if (use.required()) {
        environment.put(
            use.name(),
            use.secret() ? "canary-" + use.name() + "-123456" : "http://localhost:4200");
      }
    }

    RealmTemplate template = RealmTemplate.load(source, new Variables(environment)).get(0);

    assertThat(template.groups()).isNotEmpty();
    assertThat(template.services()).isNotEmpty();
  }

  @ParameterizedTest
  @FieldSource("BUNDLED")
  void takesEverySecretFromAVariableWithoutDefault(String name) {
    List<VariableUse> secrets =
        RealmTemplate.variables(List.of(TemplateSource.of(name))).stream()
            .filter(VariableUse::secret)
            .toList();

    assertThat(secrets).isNotEmpty().allMatch(VariableUse::required);
  }

  @Test
  void doNotLoadWithoutTheirVariablesAndSayWhichThoseAre() {
    List<TemplateSource> all = BUNDLED.stream().map(TemplateSource::of).toList();
    String[] required =
        RealmTemplate.variables(all).stream()
            .filter(VariableUse::required)
            .map(VariableUse::name)
            .toArray(String[]::new);

    assertThatThrownBy(() -> RealmTemplate.load(all, new Variables(Map.of())))
        .hasMessageStartingWith(required.length + " problems")
        .hasMessageContainingAll(required);
  }
}
