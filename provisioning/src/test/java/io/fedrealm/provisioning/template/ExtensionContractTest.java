package io.fedrealm.provisioning.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedrealm.provisioning.template.check.ClaimNameRule;
import io.fedrealm.provisioning.template.check.FlMapperCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The extension and the command line share no code: this holds together what both have to know. It
 * reads the extension's sources; where they are written in another way than it expects, it fails,
 * and is to be brought up to date with them.
 */
class ExtensionContractTest {

  private static final Path SOURCES =
      Path.of("../spi-extensions/src/main/java/io/fedrealm/extension");

  private static final Pattern CONFIG_KEY =
      Pattern.compile(
          "(\\w+)\\s*=\\s*new ConfigKey\\(\\s*([^,]+?),\\s*\"[^\"]*\",\\s*([^;]+?)\\);");

  /** Constants of Keycloak that the extension uses as keys. */
  private static final Map<String, String> KEYCLOAK =
      Map.of(
          "OIDCAttributeMapperHelper.TOKEN_CLAIM_NAME", "claim.name",
          "ProtocolMapperUtils.MULTIVALUED", "multivalued");

  @Test
  void theProvidersHaveTheSameIds() {
    assertThat(constant("role/FlRoleMapper.java", "PROVIDER_ID"))
        .isEqualTo(FlMapperCheck.ROLE_MAPPER);
    assertThat(constant("project/FlProjectMapper.java", "PROVIDER_ID"))
        .isEqualTo(FlMapperCheck.PROJECT_MAPPER);
  }

  @Test
  void theSameClaimsAreReserved() {
    Matcher set =
        Pattern.compile("RESERVED\\s*=\\s*Set\\.of\\(([^)]*)\\)", Pattern.DOTALL)
            .matcher(source("claim/ClaimName.java"));
    assertThat(set.find()).as("ClaimName.RESERVED is written as Set.of(…)").isTrue();

    assertThat(texts(set.group(1)))
        .isEqualTo(new TreeSet<>(ClaimNameRule.RESERVED))
        .hasSizeGreaterThan(20);
  }

  @Test
  void theRoleMapperHasTheSameKeysAndDefaults() {
    Map<String, String> keys = configKeys("role/RoleMapperConfig.java");
    keys.putAll(configKeys("claim/ProjectSelection.java"));

    assertThat(keys)
        .isEqualTo(
            Map.of(
                FlMapperCheck.CLAIM_NAME, "\"role\"",
                FlMapperCheck.MULTIVALUED, "\"false\"",
                FlMapperCheck.ROLE_TABLE, "null",
                FlMapperCheck.ROLE_SCOPE_PREFIX, quoted(FlMapperCheck.DEFAULT_ROLE_SCOPE_PREFIX),
                FlMapperCheck.PROJECT_SCOPE_PREFIX,
                    quoted(FlMapperCheck.DEFAULT_PROJECT_SCOPE_PREFIX)));
  }

  @Test
  void theProjectMapperHasTheSameKeysAndDefaults() {
    Map<String, String> keys = configKeys("project/ProjectMapperConfig.java");
    keys.putAll(configKeys("claim/ProjectSelection.java"));

    assertThat(keys)
        .isEqualTo(
            Map.of(
                FlMapperCheck.CLAIM_NAME, "\"project\"",
                FlMapperCheck.PROJECT_SCOPE_PREFIX,
                    quoted(FlMapperCheck.DEFAULT_PROJECT_SCOPE_PREFIX),
                FlMapperCheck.PROJECT_ROLE_PREFIX,
                    "MapperConfigReader.PROJECT_PLACEHOLDER + \":\""));
    assertThat(constant("claim/MapperConfigReader.java", "PROJECT_PLACEHOLDER"))
        .isEqualTo(FlMapperCheck.PROJECT);
  }

  @Test
  void aProjectsNameHasTheSameCharacters() {
    assertThat(source("claim/ProjectSelection.java"))
        .contains("Pattern.compile(\"[A-Za-z0-9]" + FlMapperCheck.PROJECT_CHARACTERS + "*\")");
  }

  /** The marks of the server's secrets are compared with those of the template's. */
  @Test
  void aSecretIsKnownAgainByTheSameMark() {
    Pattern code = Pattern.compile("(?s)private static final String SALT.*");
    List<String> marks =
        List.of(
            source("secret/SecretFingerprint.java"),
            read(
                Path.of(
                    "src/main/java/io/fedrealm/provisioning/plan/secret/SecretFingerprint.java")));

    assertThat(marks)
        .allSatisfy(mark -> assertThat(mark).contains("ROUNDS = 1_000;", "TAG_BYTES = 2;"))
        .map(mark -> code.matcher(mark).results().map(MatchResult::group).toList())
        .allSatisfy(found -> assertThat(found).hasSize(1))
        .containsOnly(code.matcher(marks.get(0)).results().map(MatchResult::group).toList());
  }

  private static Map<String, String> configKeys(String file) {
    Map<String, String> defaults = new TreeMap<>();
    Matcher matcher = CONFIG_KEY.matcher(source(file));
    while (matcher.find()) {
      String key = matcher.group(2).strip();
      String name = key.startsWith("\"") ? key.substring(1, key.length() - 1) : KEYCLOAK.get(key);
      assertThat(name).as("the key %s in %s", key, file).isNotNull();
      defaults.put(name, matcher.group(3).strip());
    }
    assertThat(defaults).as("new ConfigKey(…) in %s", file).isNotEmpty();
    return defaults;
  }

  private static String constant(String file, String name) {
    Matcher matcher =
        Pattern.compile("String " + name + "\\s*=\\s*\"([^\"]*)\";").matcher(source(file));
    assertThat(matcher.find()).as("the constant %s in %s", name, file).isTrue();
    return matcher.group(1);
  }

  private static Set<String> texts(String code) {
    Set<String> texts = new TreeSet<>();
    Matcher matcher = Pattern.compile("\"([^\"]*)\"").matcher(code);
    while (matcher.find()) {
      texts.add(matcher.group(1));
    }
    return texts;
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  private static String source(String file) {
    return read(SOURCES.resolve(file));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError("The contract is read from " + file + ", which cannot be read", e);
    }
  }
}
