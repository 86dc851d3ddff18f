package io.fedrealm.extension.claim;

import static io.fedrealm.extension.claim.Contexts.notListing;
import static io.fedrealm.extension.claim.Contexts.refreshing;
import static io.fedrealm.extension.claim.Contexts.requesting;
import static io.fedrealm.extension.claim.Contexts.withholding;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectSelectionTest {

  private static final ScopeFamily PROJECTS = new ScopeFamily("project:");

  private static ProjectSelection select(TokenContext context) {
    return ProjectSelection.of(PROJECTS, context);
  }

  @Test
  void withoutAProjectScopeNothingIsSelectedAndNothingIsWrong() {
    assertThat(select(requesting(Set.of("fedn", "projects", "my-project:x"))))
        .isEqualTo(new ProjectSelection(null, null));
  }

  @Test
  void oneProjectScopeSelectsItsProject() {
    assertThat(select(requesting(Set.of("fedn", "project:demo"))))
        .isEqualTo(new ProjectSelection("demo", null));
  }

  @Test
  void twoProjectScopesAreRefusedAndNamed() {
    assertThat(select(requesting(Set.of("project:b", "project:a"))))
        .isEqualTo(
            new ProjectSelection(
                null,
                "scopes 'project:a', 'project:b' ask for several projects, a token is for one"));
  }

  @Test
  void aProjectThatKeycloakWithholdsIsRefused() {
    assertThat(select(withholding(requesting(Set.of("project:demo")), "project:demo")))
        .isEqualTo(
            new ProjectSelection(
                null,
                "scope 'project:demo' asks for a project in which the subject holds no role"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a:b", "a/b", "-a", ".", "{project}", "*"})
  void aScopeThatNamesNoProjectIsRefused(String slug) {
    ProjectSelection selection = select(requesting(Set.of("project:" + slug)));

    assertThat(selection.slug()).isNull();
    assertThat(selection.refusal()).startsWith("scope 'project:" + slug + "' names no project");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "demo", "my-project_2.0", "9lives", "UPPER"})
  void usualNamesAreProjects(String slug) {
    assertThat(select(requesting(Set.of("project:" + slug))).slug()).isEqualTo(slug);
  }

  @Test
  void aRefreshThatLeavesTheProjectOutIsRefused() {
    assertThat(select(refreshing(requesting(Set.of("fedn")), "fedn", "project:demo")).refusal())
        .isEqualTo("scope 'project:demo' of the refresh token cannot be left out");
  }

  @Test
  void aRefreshForTheSameProjectIsFine() {
    assertThat(select(refreshing(requesting(Set.of("project:demo")), "project:demo")))
        .isEqualTo(new ProjectSelection("demo", null));
  }

  @Test
  void aRefreshOfATokenWithoutAProjectIsFine() {
    assertThat(select(refreshing(requesting(Set.of("fedn")), "fedn", "openid")))
        .isEqualTo(new ProjectSelection(null, null));
  }

  @Test
  void aScopeThatTheTokenWillNotNameIsRefused() {
    assertThat(select(notListing(requesting(Set.of("project:demo")), "fedn", "project:demo")))
        .extracting(ProjectSelection::refusal)
        .asString()
        .startsWith("scope 'project:demo' must be included in the token scope");
  }

  @Test
  void otherScopesNeedNotBeListed() {
    assertThat(select(notListing(requesting(Set.of("fedn", "project:demo")), "fedn")).slug())
        .isEqualTo("demo");
  }
}
