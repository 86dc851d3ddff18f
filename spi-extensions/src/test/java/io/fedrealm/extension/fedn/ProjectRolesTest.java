package io.fedrealm.extension.fedn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProjectRolesTest {

  @Test
  void theRolesOfEachProjectAreFoundAmongAllRoles() {
    assertThat(
            ProjectRoles.held(
                Stream.of("b:client", "a:client", "a:admin", "offline_access", "project-creator")))
        .containsExactly(
            java.util.Map.entry("a", List.of("admin", "client")),
            java.util.Map.entry("b", List.of("client")));
  }

  @Test
  void aRoleOfAnotherNameIsNoneOfAProject() {
    assertThat(ProjectRoles.held(Stream.of("a:owner", ":admin", "a:", "admin"))).isEmpty();
  }
}
