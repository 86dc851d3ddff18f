package io.fedrealm.extension.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.fedrealm.extension.TokenRequest;
import io.fedrealm.extension.claim.ClaimName;
import io.fedrealm.extension.claim.Contexts;
import io.fedrealm.extension.claim.MapperConfigException;
import io.fedrealm.extension.claim.MapperDecision;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.ProtocolMapperConfigException;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.representations.IDToken;
import org.keycloak.util.JsonSerialization;

class FlJobPolicyMapperTest {

  private static final ClaimName JOBS = new ClaimName("fl_jobs");
  private static final ClaimName STUDIES = new ClaimName("fl_studies");

  private final FlJobPolicyMapper mapper = new FlJobPolicyMapper();

  private MapperDecision decide(Map<String, List<String>> groups, Map<String, String> ownClient)
      throws MapperConfigException {
    return mapper
        .rule(TokenRequest.mapper(FlJobPolicyMapper.PROVIDER_ID, Map.of()))
        .evaluate(Contexts.of(groups, ownClient));
  }

  private static List<String> many(int count, String prefix) {
    return IntStream.range(0, count).mapToObj(number -> prefix + number).toList();
  }

  @Nested
  class Jobs {

    private static Map<ClaimName, Object> jobs(List<String> allow, List<String> deny) {
      return Map.of(JOBS, Map.of("allow", allow, "deny", deny));
    }

    @Test
    void areMergedFromGroupsAndClientInOrder() throws MapperConfigException {
      assertThat(
              decide(
                      Map.of(
                          "fl.jobs.allow", List.of("plain-*", "alpha", "plain-*"),
                          "fl.jobs.deny", List.of("Secret-Job")),
                      Map.of("fl.jobs.allow", "zeta, beta ,,", "fl.jobs.deny", "other"))
                  .claims())
          .isEqualTo(
              jobs(List.of("alpha", "beta", "plain-*", "zeta"), List.of("Secret-Job", "other")));
    }

    @Test
    void thatAreAllowedAndDeniedAreDenied() throws MapperConfigException {
      assertThat(
              decide(
                      Map.of(
                          "fl.jobs.allow", List.of("a", "b", "secret-*"),
                          "fl.jobs.deny", List.of("b", "secret-job")),
                      Map.of())
                  .claims())
          .isEqualTo(jobs(List.of("a", "secret-*"), List.of("b", "secret-job")));
    }

    @Test
    void ofWhichNothingIsSaidAreNoClaim() throws MapperConfigException {
      assertThat(decide(Map.of("fl.jobs.allow", List.of(" ")), Map.of()))
          .isEqualTo(new MapperDecision(Map.of(), Map.of(), null));
    }

    @Test
    void canBeDeniedOnly() throws MapperConfigException {
      assertThat(decide(Map.of("fl.jobs.deny", List.of("*")), Map.of()).claims())
          .isEqualTo(jobs(List.of(), List.of("*")));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"*", "plain-job", "Secret Job v2.1", "org/team:job@1", "job-??", "a  b", "_x"})
    void areNamedByPatterns(String pattern) throws MapperConfigException {
      assertThat(decide(Map.of("fl.jobs.allow", List.of(pattern)), Map.of()).claims())
          .isEqualTo(jobs(List.of(pattern), List.of()));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"job[12]", "{a}", "^job$", "a|b", "(a)", "a+", "a\\*", "größe", "a\tb", "a,b"})
    void areNotNamedByWhatSomeReaderTakesForSomethingElse(String pattern)
        throws MapperConfigException {
      MapperDecision decision =
          decide(
              Map.of("fl.jobs.allow", List.of("fine"), "fl.jobs.deny", List.of(pattern)), Map.of());

      assertThat(decision)
          .isEqualTo(
              new MapperDecision(
                  Map.of(),
                  Map.of(JOBS, "fl.jobs.deny of the subject has a value that is no name"),
                  null));
    }

    @Test
    void areNoClaimWhenThereAreTooMany() throws MapperConfigException {
      assertThat(decide(Map.of("fl.jobs.allow", many(64, "j")), Map.of()).claims()).hasSize(1);
      assertThat(decide(Map.of("fl.jobs.allow", many(65, "j")), Map.of()).absences())
          .isEqualTo(Map.of(JOBS, "fl.jobs.allow of the subject has more than 64 values"));
    }

    @Test
    void areNoClaimWhenTheyAreTooLong() throws MapperConfigException {
      assertThat(decide(Map.of("fl.jobs.deny", List.of("x".repeat(2048))), Map.of()).claims())
          .hasSize(1);
      assertThat(
              decide(Map.of("fl.jobs.deny", List.of("x".repeat(2000), "y".repeat(49))), Map.of())
                  .absences())
          .isEqualTo(Map.of(JOBS, "fl.jobs.deny of the subject has more than 2048 characters"));
    }
  }

  @Nested
  class Studies {

    @Test
    void areAListOfNamesInOrder() throws MapperConfigException {
      assertThat(
              decide(
                      Map.of("fl.studies", List.of("sepsis", "copd")),
                      Map.of("fl.studies", "asthma_2,copd"))
                  .claims())
          .isEqualTo(Map.of(STUDIES, List.of("asthma_2", "copd", "sepsis")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "Sepsis", "-a", "a-", "a b", "*"})
    void haveNamesThatNvflareAccepts(String study) throws MapperConfigException {
      assertThat(decide(Map.of("fl.studies", List.of(study)), Map.of()).absences())
          .isEqualTo(Map.of(STUDIES, "fl.studies of the subject has a value that is no name"));
    }

    @Test
    void areAtMost63CharactersLongAndNearlyDefaultIsAName() throws MapperConfigException {
      assertThat(
              decide(Map.of("fl.studies", List.of("x".repeat(63), "default2", "a")), Map.of())
                  .claims())
          .hasSize(1);
      assertThat(decide(Map.of("fl.studies", List.of("x".repeat(64))), Map.of()).claims())
          .isEmpty();
    }

    @Test
    void thatAreWrongLeaveTheJobsAlone() throws MapperConfigException {
      assertThat(
              decide(
                      Map.of("fl.studies", List.of("default"), "fl.jobs.allow", List.of("a")),
                      Map.of())
                  .claims())
          .containsOnlyKeys(JOBS);
    }
  }

  @Nested
  class WhenSaved {

    private void save(Map<String, String> config) throws ProtocolMapperConfigException {
      mapper.validateConfig(
          null, null, null, TokenRequest.mapper(FlJobPolicyMapper.PROVIDER_ID, config));
    }

    @Test
    void theDefaultsAndNvflaresNamesAreAccepted() {
      assertThatNoException().isThrownBy(() -> save(Map.of()));
      assertThatNoException()
          .isThrownBy(
              () ->
                  save(
                      Map.of(
                          "fl.jobs.claim.name",
                          "nvflare_jobs",
                          "fl.studies.claim.name",
                          "nvflare_studies")));
    }

    @ParameterizedTest
    @CsvSource({
      "fl.jobs.claim.name, aud, Jobs claim name: is reserved",
      "fl.studies.claim.name, 'a b', Studies claim name: must not contain white space",
      "fl.studies.claim.name, fl_jobs.studies, Studies claim name: must differ from the jobs claim"
    })
    void aNameThatCannotBeUsedIsRefusedByItsLabel(String key, String value, String message) {
      assertThatThrownBy(() -> save(Map.of(key, value)))
          .isInstanceOf(ProtocolMapperConfigException.class)
          .hasMessageStartingWith(message);
    }
  }

  @Test
  void theClaimsAreWrittenAsAnObjectAndAList() throws Exception {
    GroupModel group = mock();
    when(group.getId()).thenReturn("g");
    when(group.getAttributeStream("fl.jobs.allow")).thenAnswer(call -> Stream.of("b", "a"));
    when(group.getAttributeStream("fl.jobs.deny")).thenAnswer(call -> Stream.of("c"));
    when(group.getAttributeStream("fl.studies")).thenAnswer(call -> Stream.of("sepsis"));
    TokenRequest request = TokenRequest.create();
    when(request.user().getGroupsStream()).thenAnswer(call -> Stream.of(group));

    IDToken token =
        mapper.transformIDToken(
            new IDToken(),
            TokenRequest.mapper(FlJobPolicyMapper.PROVIDER_ID, Map.of("id.token.claim", "true")),
            mock(KeycloakSession.class),
            null,
            request.session());

    assertThat(JsonSerialization.writeValueAsString(token))
        .contains("\"fl_jobs\":{\"allow\":[\"a\",\"b\"],\"deny\":[\"c\"]}")
        .contains("\"fl_studies\":[\"sepsis\"]");
  }

  @Test
  void thePropertiesAreThoseOfTheMapperAndTheSwitchesForEachKindOfToken() {
    assertThat(mapper.getConfigProperties())
        .extracting(ProviderConfigProperty::getName)
        .containsExactly(
            "fl.jobs.claim.name",
            "fl.studies.claim.name",
            "id.token.claim",
            "access.token.claim",
            "lightweight.claim",
            "userinfo.token.claim",
            "introspection.token.claim");
  }
}
