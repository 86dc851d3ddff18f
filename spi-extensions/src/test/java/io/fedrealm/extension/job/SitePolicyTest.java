package io.fedrealm.extension.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedrealm.extension.claim.SubjectAttributes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SitePolicyTest {

  private static Map<String, Object> policy(Map<String, String> client, Map<String, String> group) {
    return SitePolicy.of(
        new SubjectAttributes() {
          @Override
          public Stream<String> ofGroups(String name) {
            return Stream.ofNullable(group.get(name));
          }

          @Override
          public Optional<String> ofOwnClient(String name) {
            return Optional.ofNullable(client.get(name));
          }
        });
  }

  private static Map<String, Object> policy(Map<String, String> client) {
    return policy(client, Map.of());
  }

  @Test
  void aSiteOfWhichNothingIsSaidAdmitsNoJob() {
    assertThat(policy(Map.of()))
        .isEqualTo(Map.of("jobs", Map.of("allow", List.of(), "deny", List.of()), "byoc", false));
  }

  @Test
  void theListsAreThoseOfTheClientAndOfItsGroups() {
    Map<String, Object> policy =
        policy(
            Map.of("fl.jobs.allow", "plain-*, demo", "fl.orgs.allow", "org_a"),
            Map.of("fl.jobs.deny", "Secret-Job", "fl.roles.allow", "lead"));

    assertThat(policy.get("jobs"))
        .isEqualTo(Map.of("allow", List.of("demo", "plain-*"), "deny", List.of("Secret-Job")));
    assertThat(policy.get("orgs")).isEqualTo(List.of("org_a"));
    assertThat(policy.get("roles")).isEqualTo(List.of("lead"));
    assertThat(policy).doesNotContainKey("studies");
  }

  @Test
  void theStudyOfJobsThatNameNoneCanBeOnASitesList() {
    assertThat(policy(Map.of("fl.studies", "study-a,default")).get("studies"))
        .isEqualTo(List.of("default", "study-a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"fl.jobs.allow", "fl.jobs.deny"})
  void jobsThatCannotBeReadAreNoPolicy(String attribute) {
    assertThat(policy(Map.of(attribute, "[a-z]*"), Map.of("fl.jobs.allow", "*")))
        .doesNotContainKey("jobs");
  }

  @ParameterizedTest
  @CsvSource({"fl.studies,studies", "fl.orgs.allow,orgs", "fl.roles.allow,roles"})
  void aRestrictionThatCannotBeReadAdmitsNobody(String attribute, String key) {
    assertThat(policy(Map.of(attribute, "no/name")).get(key)).isEqualTo(List.of());
  }

  @ParameterizedTest
  @CsvSource({"true,true", "TRUE,false", "yes,false", "'',false"})
  void ownCodeIsAdmittedByTheWordTrueAlone(String value, boolean admitted) {
    assertThat(policy(Map.of("fl.byoc.allow", value)).get("byoc")).isEqualTo(admitted);
  }

  @Test
  void clientAndGroupHaveToAgreeOnOwnCode() {
    assertThat(
            policy(Map.of("fl.byoc.allow", "true"), Map.of("fl.byoc.allow", "false")).get("byoc"))
        .isEqualTo(false);
  }
}
