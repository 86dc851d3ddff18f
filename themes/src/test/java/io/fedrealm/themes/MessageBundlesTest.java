package io.fedrealm.themes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Our own texts are complete and usable in each of the four languages. */
class MessageBundlesTest {

  /** {0} of MessageFormat, ${key} of Keycloak and {{name}} of the account console. */
  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\{\\{\\w+}}|\\$\\{[\\w.]+}|\\{\\d+[^}]*}");

  /** Shown by name from outside the theme: by the required actions of our extension. */
  private static final Set<String> NAMED_BY_EXTENSION =
      Set.of(
          "flNoGroup", "flNoGroupTitle", "requiredAction.fl-terms", "requiredAction.fl-membership");

  @TestFactory
  Stream<DynamicTest> everyLanguageHasTheSameKeys() {
    return bundles(
        (type, language) ->
            assertThat(new TreeSet<>(ThemeFiles.bundle(type, language).keySet()))
                .isEqualTo(new TreeSet<>(ThemeFiles.bundle(type, "en").keySet())));
  }

  @TestFactory
  Stream<DynamicTest> everyTextHasThePlaceholdersOfTheEnglishOne() {
    return bundles(
        (type, language) -> {
          ResourceBundle english = ThemeFiles.bundle(type, "en");
          ResourceBundle other = ThemeFiles.bundle(type, language);
          for (String key : english.keySet()) {
            assertThat(placeholders(other.getString(key)))
                .as(key)
                .isEqualTo(placeholders(english.getString(key)));
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> aTextThatReplacesTheParentsAsksForNothingThatTheParentDoesNotGive() {
    return bundles(
        (type, language) -> {
          ResourceBundle ours = ThemeFiles.bundle(type, language);
          List<ResourceBundle> parents = parentBundles(type);
          for (String key : ours.keySet()) {
            for (ResourceBundle parent : parents) {
              if (parent.containsKey(key)) {
                assertThat(arguments(parent.getString(key)))
                    .as(key)
                    .containsAll(arguments(ours.getString(key)));
              }
            }
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> noTextLosesAnApostropheOrIsEmpty() {
    return bundles(
        (type, language) -> {
          ResourceBundle bundle = ThemeFiles.bundle(type, language);
          for (String key : bundle.keySet()) {
            String text = bundle.getString(key);
            assertThat(text).as(key).isNotBlank().doesNotContain("\uFFFD");
            assertThat(text.replace("''", ""))
                .as("%s: a single ' vanishes in MessageFormat, write ''", key)
                .doesNotContain("'");
            assertThat(new MessageFormat(text.replaceAll("\\$\\{[\\w.]+}", "x")).toPattern())
                .as(key)
                .isNotBlank();
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> noKeyIsUnused() {
    return ThemeFiles.TYPES.stream()
        .map(type -> DynamicTest.dynamicTest(type, () -> assertThat(unused(type)).isEmpty()));
  }

  private static List<String> unused(String type) {
    ResourceBundle ours = ThemeFiles.bundle(type, "en");
    List<ResourceBundle> parents = parentBundles(type);
    String templates =
        ThemeFiles.below(type).stream()
            .filter(file -> file.toString().endsWith(".ftl"))
            .map(ThemeFiles::read)
            .collect(Collectors.joining("\n"));
    String texts = ours.keySet().stream().map(ours::getString).collect(Collectors.joining("\n"));
    return ours.keySet().stream()
        .filter(key -> !NAMED_BY_EXTENSION.contains(key))
        .filter(key -> parents.stream().noneMatch(parent -> parent.containsKey(key)))
        .filter(key -> !templates.contains('"' + key + '"'))
        .filter(key -> !texts.contains("${" + key + "}"))
        .toList();
  }

  private static List<ResourceBundle> parentBundles(String type) {
    List<ResourceBundle> result = new ArrayList<>();
    for (String theme : ThemeFiles.parents(type)) {
      byte[] file = ThemeFiles.parentFile(theme, type + "/messages/messages_en.properties");
      if (file != null) {
        try {
          result.add(new PropertyResourceBundle(new ByteArrayInputStream(file)));
        } catch (IOException e) {
          throw new IllegalStateException(e);
        }
      }
    }
    assertThat(result).as("English texts of Keycloak's %s themes", type).isNotEmpty();
    return result;
  }

  private static List<String> placeholders(String text) {
    return PLACEHOLDER.matcher(text).results().map(r -> r.group()).sorted().distinct().toList();
  }

  private static Set<String> arguments(String text) {
    Matcher matcher = Pattern.compile("\\{\\d+").matcher(text);
    return matcher.results().map(r -> r.group()).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<DynamicTest> bundles(BundleCheck check) {
    return ThemeFiles.TYPES.stream()
        .flatMap(
            type ->
                ThemeFiles.LANGUAGES.stream()
                    .map(
                        language ->
                            DynamicTest.dynamicTest(
                                type + " " + language, () -> check.accept(type, language))));
  }

  private interface BundleCheck {
    void accept(String type, String language);
  }
}
