package io.fedrealm.extension;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedrealm.extension.claim.ClaimName;
import io.fedrealm.extension.claim.FederationClaimMapper;
import io.fedrealm.extension.job.FlJobPolicyMapper;
import io.fedrealm.extension.project.FlProjectMapper;
import io.fedrealm.extension.role.FlRoleMapper;
import io.fedrealm.extension.site.FlSiteMapper;
import io.fedrealm.extension.token.TokenRulesFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.provider.ProviderConfigProperty;

/** Holds docs/mappers.md and the code together. */
class MapperDocumentationTest {

  private String page;

  static Stream<FederationClaimMapper> mappers() {
    return Stream.of(
        new FlRoleMapper(), new FlProjectMapper(), new FlSiteMapper(), new FlJobPolicyMapper());
  }

  @BeforeEach
  void readThePage() throws IOException {
    page = Files.readString(Path.of("..", "docs", "mappers.md"));
  }

  /** The part of the page below the heading of a mapper. */
  private String chapter(String providerId) {
    int start = page.indexOf("\n## `" + providerId + "`");
    assertThat(start).as("heading of %s", providerId).isPositive();
    int end = page.indexOf("\n## ", start + 1);
    return page.substring(start, end < 0 ? page.length() : end);
  }

  @ParameterizedTest
  @MethodSource("mappers")
  void everyPropertyStandsThereWithItsLabelAndItsDefault(FederationClaimMapper mapper) {
    String chapter = chapter(mapper.getId());

    for (ProviderConfigProperty property : mapper.getConfigProperties()) {
      String defaultValue =
          property.getDefaultValue() == null ? "" : "`" + property.getDefaultValue() + "`";
      assertThat(chapter.lines())
          .as("row of %s", property.getName())
          .anySatisfy(
              line ->
                  assertThat(line)
                      .startsWith("| `" + property.getName() + "` |")
                      .contains(property.getLabel())
                      .contains(defaultValue));
    }
  }

  @ParameterizedTest
  @MethodSource("mappers")
  void theNameInTheConsoleStandsThere(FederationClaimMapper mapper) {
    assertThat(chapter(mapper.getId())).contains(mapper.getDisplayType());
  }

  @Test
  void everyReservedClaimStandsThere() {
    assertThat(ClaimName.RESERVED)
        .allSatisfy(claim -> assertThat(page).contains("`" + claim + "`"));
  }

  @Test
  void theTokenRulesStandThere() {
    assertThat(page)
        .contains(
            TokenRulesFactory.PROVIDER_ID,
            "fl.required.claims",
            "fl.exact.audience",
            "invalid_scope");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fl.site", "fl.org", "fl.jobs.allow", "fl.jobs.deny", "fl.studies"})
  void everyAttributeOfGroupsAndClientsStandsThere(String attribute) {
    assertThat(page).contains("\n| `" + attribute + "` |");
  }
}
