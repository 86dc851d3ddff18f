package io.fedrealm.extension.project;

import static io.fedrealm.extension.TokenRequest.clientRole;
import static io.fedrealm.extension.TokenRequest.realmRole;
import static io.fedrealm.extension.claim.Contexts.refreshing;
import static io.fedrealm.extension.claim.Contexts.requesting;
import static io.fedrealm.extension.claim.Contexts.withholding;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import io.fedrealm.extension.TokenRequest;
import io.fedrealm.extension.claim.ClaimDecision;
import io.fedrealm.extension.claim.MapperConfigException;
import io.fedrealm.extension.claim.TokenContext;
import java.text.MessageFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.ProtocolMapperConfigException;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.representations.IDToken;

class FlProjectMapperTest {

  private final FlProjectMapper mapper = new FlProjectMapper();

  private static Map<String, String> config(String... pairs) {
    Map<String, String> config = new HashMap<>();
    config.put("claim.name", "project");
    for (int i = 0; i < pairs.length; i += 2) {
      config.put(pairs[i], pairs[i + 1]);
    }
    return config;
  }

  @Nested
  class TheDecision {

    private static final ClaimDecision NOT_HELD =
        ClaimDecision.refused(
            "scope 'project:demo' asks for a project in which the subject holds no role");

    private ClaimDecision decide(TokenContext context, String... config)
        throws MapperConfigException {
      return mapper
          .rule(TokenRequest.mapper(FlProjectMapper.PROVIDER_ID, config(config)))
          .decide(context);
    }

    @Test
    void theRequestedProjectInWhichARoleIsHeldIsTheClaim() throws MapperConfigException {
      assertThat(decide(requesting(Set.of("project:demo"), realmRole("demo:client"))))
          .isEqualTo(ClaimDecision.of(List.of("demo")));
    }

    @Test
    void withoutAProjectScopeThereIsNoClaim() throws MapperConfigException {
      assertThat(decide(requesting(Set.of("fedn"), realmRole("demo:client"))))
          .isEqualTo(ClaimDecision.none());
    }

    @Test
    void aProjectInWhichNothingIsHeldIsRefused() throws MapperConfigException {
      assertThat(decide(requesting(Set.of("project:demo"), realmRole("other:client"))))
          .isEqualTo(NOT_HELD);
      assertThat(decide(requesting(Set.of("project:demo")))).isEqualTo(NOT_HELD);
    }

    @Test
    void aLongerNameOrAClientRoleIsNoRoleInTheProject() throws MapperConfigException {
      assertThat(
              decide(
                  requesting(
                      Set.of("project:demo"),
                      realmRole("demo2:admin"),
                      realmRole("demo"),
                      realmRole("x-demo:admin"),
                      clientRole("c", "demo:admin"))))
          .isEqualTo(NOT_HELD);
    }

    @Test
    void aProjectThatKeycloakWithholdsIsRefused() throws MapperConfigException {
      TokenContext context = requesting(Set.of("project:demo"), realmRole("demo:x"));

      assertThat(decide(withholding(context, "project:demo"))).isEqualTo(NOT_HELD);
    }

    @Test
    void twoProjectsAreRefusedEvenIfRolesAreHeldInBoth() throws MapperConfigException {
      ClaimDecision decision =
          decide(requesting(Set.of("project:a", "project:b"), realmRole("a:x"), realmRole("b:x")));

      assertThat(decision.values()).isEmpty();
      assertThat(decision.refusal()).contains("'project:a', 'project:b'");
    }

    @Test
    void leavingTheProjectOutOnRefreshIsRefused() throws MapperConfigException {
      TokenContext context = requesting(Set.of("fedn"), realmRole("demo:x"));

      assertThat(decide(refreshing(context, "project:demo")).isRefused()).isTrue();
    }

    @Test
    void bothPrefixesAreConfigurable() throws MapperConfigException {
      assertThat(
              decide(
                  requesting(Set.of("study/demo"), realmRole("fl/demo/member")),
                  "fl.project.scope.prefix",
                  "study/",
                  "fl.project.role.prefix",
                  "fl/{project}/"))
          .isEqualTo(ClaimDecision.of(List.of("demo")));
    }
  }

  @Nested
  class WhenSaved {

    private void save(Map<String, String> config) throws ProtocolMapperConfigException {
      mapper.validateConfig(
          null, null, null, TokenRequest.mapper(FlProjectMapper.PROVIDER_ID, config));
    }

    @Test
    void theDefaultsWithAClaimNameAreAccepted() {
      assertThatNoException().isThrownBy(() -> save(config()));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            claim.name              | ''             | Token claim name: must not be empty
            claim.name              | scope          | Token claim name: is reserved
            claim.name              | .project       | Token claim name: is not well formed
            fl.project.scope.prefix | ''             | Project scope prefix: must not be empty
            fl.project.scope.prefix | 'pro ject:'    | Project scope prefix: must not contain white
            fl.project.role.prefix  | ''             | Project role prefix: must not be empty
            fl.project.role.prefix  | '{project} :'  | Project role prefix: must not contain white
            fl.project.role.prefix  | demo:          | Project role prefix: must hold the word project
            fl.project.role.prefix  | {projekt}:     | Project role prefix: unknown placeholder
            fl.project.role.prefix  | {project}{x}:  | Project role prefix: unknown placeholder
            fl.project.role.prefix  | {project}      | Project role prefix: after the project a separator
            fl.project.role.prefix  | {project}-     | Project role prefix: after the project a separator
            fl.project.role.prefix  | {project}admin | Project role prefix: after the project a separator
            """)
    void aPropertyThatCannotBeUsedIsRefusedByItsLabel(String key, String value, String message) {
      assertThatThrownBy(() -> save(config(key, value)))
          .isInstanceOf(ProtocolMapperConfigException.class)
          .hasMessageContaining(message)
          .extracting(Throwable::getMessage)
          .satisfies(
              text -> assertThat(MessageFormat.format(text, (Object[]) null)).isEqualTo(text));
    }

    @Test
    void severalProblemsAreReportedTogether() {
      assertThatThrownBy(() -> save(config("claim.name", "jti", "fl.project.role.prefix", "demo:")))
          .hasMessageContainingAll("Token claim name: ", "Project role prefix: ");
    }
  }

  @Test
  void theClaimIsWrittenAsOneString() {
    TokenRequest request = TokenRequest.create().scopes("project:demo").realmRoles("demo:client");

    IDToken token =
        mapper.transformIDToken(
            new IDToken(),
            TokenRequest.mapper(FlProjectMapper.PROVIDER_ID, Map.of("id.token.claim", "true")),
            mock(KeycloakSession.class),
            null,
            request.session());

    assertThat(token.getOtherClaims()).isEqualTo(Map.of("project", "demo"));
  }

  @Test
  void thePropertiesAreThoseOfTheMapperAndTheSwitchesForEachKindOfToken() {
    assertThat(mapper.getConfigProperties())
        .extracting(ProviderConfigProperty::getName)
        .containsExactly(
            "claim.name",
            "fl.project.scope.prefix",
            "fl.project.role.prefix",
            "id.token.claim",
            "access.token.claim",
            "lightweight.claim",
            "userinfo.token.claim",
            "introspection.token.claim");
  }
}
