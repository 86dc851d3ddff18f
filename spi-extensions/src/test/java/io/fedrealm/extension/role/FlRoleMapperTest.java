package io.fedrealm.extension.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.fedrealm.extension.TokenRequest;
import java.text.MessageFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.protocol.ProtocolMapperConfigException;
import org.keycloak.protocol.ProtocolMapperUtils;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.IDToken;

class FlRoleMapperTest {

  private static final String TABLE =
      "[{\"key\":\"demo:admin\",\"value\":\"admin\"},{\"key\":\"demo:client\",\"value\":\"client\"}]";

  private final FlRoleMapper mapper = new FlRoleMapper();

  private static Map<String, String> config(String... pairs) {
    Map<String, String> config = new HashMap<>();
    config.put("claim.name", "role");
    config.put("fl.role.table", TABLE);
    for (int i = 0; i < pairs.length; i += 2) {
      config.put(pairs[i], pairs[i + 1]);
    }
    return config;
  }

  private void save(Map<String, String> config) throws ProtocolMapperConfigException {
    mapper.validateConfig(null, null, null, TokenRequest.mapper(FlRoleMapper.PROVIDER_ID, config));
  }

  @Nested
  class WhenSaved {

    @Test
    void theDefaultsWithAClaimNameAndATableAreAccepted() {
      assertThatNoException().isThrownBy(() -> save(config()));
    }

    @Test
    void aClaimNameThatTheOperatorHasEmptiedIsRefused() {
      Map<String, String> config = config();
      config.remove("claim.name");

      assertThatThrownBy(() -> save(config))
          .isInstanceOf(ProtocolMapperConfigException.class)
          .hasMessage("Token claim name: must not be empty");
      assertThatThrownBy(() -> save(config("claim.name", "")))
          .hasMessage("Token claim name: must not be empty");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            claim.name              | sub            | Token claim name: is reserved
            claim.name              | exp.role       | Token claim name: is reserved
            claim.name              | a..b           | Token claim name: is not well formed
            multivalued             | maybe          | All roles as an array: must be true or false
            fl.role.table           | nonsense       | Role table: is not readable
            fl.role.table           | []             | Role table: must have at least one row
            fl.role.table           | [{"key":"a"}]  | Role table: row 1: the value
            fl.role.scope.prefix    | ''             | Role scope prefix: must not be empty
            fl.role.scope.prefix    | 'ro le:'       | Role scope prefix: must not contain white space
            fl.role.scope.prefix    | project:role:  | Role scope prefix: must differ from the project
            fl.project.scope.prefix | ''             | Project scope prefix: must not be empty
            fl.project.scope.prefix | 'project: '    | Project scope prefix: must not contain white
            fl.project.scope.prefix | role:p:        | Role scope prefix: must differ from the project
            """)
    void aPropertyThatCannotBeUsedIsRefusedByItsLabel(String key, String value, String message) {
      assertThatThrownBy(() -> save(config(key, value)))
          .isInstanceOf(ProtocolMapperConfigException.class)
          .hasMessageContaining(message);
    }

    @Test
    void severalProblemsAreReportedTogetherAndSurviveKeycloaksMessageFormat() {
      Map<String, String> config =
          config(
              "claim.name", "aud",
              "fl.role.table", "[{\"key\":\"{x}\",\"value\":\"{y}\"}]",
              "fl.role.scope.prefix", " ");

      assertThatThrownBy(() -> save(config))
          .isInstanceOf(ProtocolMapperConfigException.class)
          .hasMessageContainingAll("Token claim name: ", "Role table: ", "Role scope prefix: ")
          .extracting(Throwable::getMessage)
          .satisfies(
              text -> assertThat(MessageFormat.format(text, (Object[]) null)).isEqualTo(text));
    }

    @Test
    void theMessageKeyIsNotNullBecauseKeycloakLooksItUp() {
      assertThatThrownBy(() -> save(Map.of()))
          .isInstanceOfSatisfying(
              ProtocolMapperConfigException.class, e -> assertThat(e.getMessageKey()).isNotNull());
    }
  }

  @Nested
  class WhenATokenIsMade {

    private final TokenRequest request =
        TokenRequest.create().realmRoles("demo:admin", "demo:client");

    private IDToken idTokenWith(Map<String, String> config) {
      return mapper.transformIDToken(
          new IDToken(), stored(config), mock(KeycloakSession.class), null, request.session());
    }

    private ProtocolMapperModel stored(Map<String, String> config) {
      Map<String, String> all = new HashMap<>(config);
      all.putIfAbsent("id.token.claim", "true");
      return TokenRequest.mapper(FlRoleMapper.PROVIDER_ID, Map.copyOf(all));
    }

    @Test
    void oneRoleIsOneString() {
      assertThat(idTokenWith(config()).getOtherClaims()).isEqualTo(Map.of("role", "admin"));
    }

    @Test
    void severalRolesAreAnArray() {
      assertThat(idTokenWith(config("multivalued", "true")).getOtherClaims())
          .isEqualTo(Map.of("role", List.of("admin", "client")));
    }

    @Test
    void dotsNestTheClaim() {
      assertThat(idTokenWith(config("claim.name", "fl.access.role")).getOtherClaims())
          .isEqualTo(Map.of("fl", Map.of("access", Map.of("role", "admin"))));
    }

    @Test
    void absentPropertiesHaveTheirDefaults() {
      assertThat(idTokenWith(Map.of("fl.role.table", TABLE)).getOtherClaims())
          .isEqualTo(Map.of("role", "admin"));
    }

    @Test
    void aRoleThatIsAskedForAndNotHeldGivesNoClaim() {
      request.scopes("role:controller");

      assertThat(idTokenWith(config()).getOtherClaims()).isEmpty();
    }

    @Test
    void anUnreadableConfigurationGivesNoClaim() {
      assertThat(idTokenWith(config("fl.role.table", "?")).getOtherClaims()).isEmpty();
      assertThat(idTokenWith(config("claim.name", "sub")).getSubject()).isNull();
    }

    @Test
    void theStoredJsonTypeOfAnotherMapperHasNoEffect() {
      assertThat(idTokenWith(config("jsonType.label", "int")).getOtherClaims())
          .isEqualTo(Map.of("role", "admin"));
    }

    @Test
    void eachKindOfTokenHasItsSwitch() {
      ProtocolMapperModel off =
          TokenRequest.mapper(
              FlRoleMapper.PROVIDER_ID,
              config(
                  "id.token.claim", "false",
                  "userinfo.token.claim", "false",
                  "introspection.token.claim", "false"));

      KeycloakSession session = mock();
      assertThat(
              mapper
                  .transformIDToken(new IDToken(), off, session, null, request.session())
                  .getOtherClaims())
          .isEmpty();
      assertThat(
              mapper
                  .transformUserInfoToken(new AccessToken(), off, session, null, request.session())
                  .getOtherClaims())
          .isEmpty();
      assertThat(
              mapper
                  .transformIntrospectionToken(
                      new AccessToken(), off, session, null, request.session())
                  .getOtherClaims())
          .isEmpty();
    }

    @Test
    void aLightweightTokenHasTheClaimOnlyWhenSwitchedOn() {
      KeycloakSession session = lightweight();
      ProtocolMapperModel without =
          TokenRequest.mapper(FlRoleMapper.PROVIDER_ID, config("access.token.claim", "true"));
      ProtocolMapperModel with =
          TokenRequest.mapper(FlRoleMapper.PROVIDER_ID, config("lightweight.claim", "true"));

      assertThat(
              mapper
                  .transformAccessToken(
                      new AccessToken(), without, session, null, request.session())
                  .getOtherClaims())
          .isEmpty();
      assertThat(
              mapper
                  .transformAccessToken(new AccessToken(), with, session, null, request.session())
                  .getOtherClaims())
          .isEqualTo(Map.of("role", "admin"));
    }

    private KeycloakSession lightweight() {
      ClientModel client = mock();
      when(client.getAttribute("client.use.lightweight.access.token.enabled")).thenReturn("true");
      KeycloakContext context = mock();
      when(context.getClient()).thenReturn(client);
      KeycloakSession session = mock();
      when(session.getContext()).thenReturn(context);
      return session;
    }
  }

  @Nested
  class InTheAdminConsole {

    @Test
    void thePropertiesAreThoseOfTheMapperAndTheSwitchesForEachKindOfToken() {
      assertThat(mapper.getConfigProperties())
          .extracting(ProviderConfigProperty::getName)
          .containsExactly(
              "claim.name",
              "multivalued",
              "fl.role.table",
              "fl.role.scope.prefix",
              "fl.project.scope.prefix",
              "id.token.claim",
              "access.token.claim",
              "lightweight.claim",
              "userinfo.token.claim",
              "introspection.token.claim");
    }

    @Test
    void theListOfPropertiesCannotBeChanged() {
      assertThatThrownBy(() -> mapper.getConfigProperties().clear())
          .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void theTableIsEditedAsAMapAndEveryHelpTextIsASentence() {
      assertThat(mapper.getConfigProperties().get(2).getType())
          .isEqualTo(ProviderConfigProperty.MAP_TYPE);
      assertThat(mapper.getHelpText()).endsWith(".");
      assertThat(mapper.getConfigProperties().subList(0, 5))
          .allSatisfy(property -> assertThat(property.getHelpText()).matches("(?s)[A-Z].*\\."))
          .allSatisfy(property -> assertThat(property.getLabel()).isNotBlank());
    }

    @Test
    void itIsATokenMapperThatRunsAfterKeycloaksOwn() {
      assertThat(mapper.getDisplayCategory()).isEqualTo("Token mapper");
      assertThat(mapper.getProtocol()).isEqualTo("openid-connect");
      assertThat(mapper.getPriority()).isGreaterThan(ProtocolMapperUtils.PRIORITY_ROLE_MAPPER);
      assertThat(mapper.getOperationalInfo()).containsKey("version");
    }
  }
}
