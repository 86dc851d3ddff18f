package io.fedrealm.provisioning.realms;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedrealm.provisioning.template.source.TemplateSource;
import io.fedrealm.provisioning.template.variable.VariableDescriptions;
import io.fedrealm.provisioning.template.variable.Variables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code realms/README.md} says what the templates say. With the system property {@code
 * fedrealm.realms.write} its tables are written anew first.
 */
class RealmsPageTest {

  private static final Path FILE = TemplateFile.FOLDER.resolve("README.md");

  private static RealmsPage page;

  static List<TemplateFile> templates() {
    return TemplateFile.all();
  }

  @BeforeAll
  static void readThePage() throws IOException {
    page = new RealmsPage(Files.readString(FILE));
    if (Boolean.getBoolean("fedrealm.realms.write")) {
      page = page.current();
      Files.writeString(FILE, page.text());
    }
  }

  @Test
  void itsTablesAreThoseOfTheTemplates() {
    assertThat(page.text().lines())
        .as(
            "write the tables anew: mvn -pl provisioning test -Dtest=RealmsPageTest"
                + " -Dfedrealm.realms.write=true")
        .containsExactlyElementsOf(page.current().text().lines().toList());
  }

  @ParameterizedTest
  @MethodSource("templates")
  void everyTemplateHasASectionAndItsTables(TemplateFile template) {
    List<String> kinds = new ArrayList<>(List.of("clients", "roles", "variables"));
    if (template.root().has("groups")) {
      kinds.add("groups");
    }
    if (template.root().has("clientScopes")) {
      kinds.add("scopes");
    }

    assertThat(page.text().lines()).contains("## " + template.name() + ".json");
    assertThat(page.tables(template)).containsExactlyInAnyOrderElementsOf(kinds);
  }

  @ParameterizedTest
  @MethodSource("templates")
  void everyVariableIsDeclaredAndItsDefaultIsWhatItHasToBe(TemplateFile template) {
    List<TemplateSource> source = List.of(new TemplateSource(template.name(), template.text()));
    Map<String, String> defaults = new HashMap<>();
    template
        .variables()
        .forEach((name, fallback) -> fallback.ifPresent(text -> defaults.put(name, text)));

    assertThat(VariableDescriptions.of(source, new Variables(defaults)))
        .hasSameSizeAs(template.variables().keySet())
        .allSatisfy(
            variable -> {
              assertThat(variable.meaning()).as(variable.name()).isNotBlank();
              assertThat(variable.problem()).as(variable.name()).isEmpty();
            });
  }

  @ParameterizedTest
  @MethodSource("templates")
  void aVariableHasOneDefault(TemplateFile template) {
    assertThat(template.contradictions()).isEmpty();
  }
}
