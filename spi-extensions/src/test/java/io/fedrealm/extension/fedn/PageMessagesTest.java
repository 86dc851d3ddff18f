package io.fedrealm.extension.fedn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageMessagesTest {

  private static final Path RESOURCES = Path.of("src/main/resources/theme-resources");

  @ParameterizedTest
  @ValueSource(strings = {"en", "de", "fr", "sv"})
  void everyTextOfThePageIsThereInEachLanguage(String language) throws IOException {
    Properties texts = new Properties();
    try (Reader file =
        Files.newBufferedReader(
            RESOURCES.resolve("messages/messages_" + language + ".properties"))) {
      texts.load(file);
    }
    String template = Files.readString(RESOURCES.resolve("templates/fedn-access.ftl"));
    TreeSet<Object> used =
        new TreeSet<>(
            Pattern.compile("msg\\(\"(fedn\\w+)\"")
                .matcher(template)
                .results()
                .map(match -> match.group(1))
                .toList());
    used.add("fednRevoked");
    used.add("fednBadName");

    assertThat(new TreeSet<>(texts.keySet())).isEqualTo(used);
  }
}
