package io.fedrealm.extension.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.models.Constants;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.idm.ClientPolicyExecutorRepresentation;
import org.keycloak.representations.idm.ClientPolicyRepresentation;
import org.keycloak.representations.idm.ClientProfileRepresentation;
import org.keycloak.securityprofile.SecurityProfileProvider;
import org.keycloak.util.JsonSerialization;

class ServerWidePoliciesTest {

  private final List<ClientPolicyRepresentation> policies = new ArrayList<>();
  private final List<ClientProfileRepresentation> profiles = new ArrayList<>();
  private final RealmModel realm = mock();

  private ServerWidePolicies serverWide() {
    SecurityProfileProvider profile = mock();
    when(profile.getDefaultClientPolicies()).thenReturn(policies);
    when(profile.getDefaultClientProfiles()).thenReturn(profiles);
    return new ServerWidePolicies(profile);
  }

  private void policy(boolean enabled, String... profileNames) {
    ClientPolicyRepresentation policy = new ClientPolicyRepresentation();
    policy.setEnabled(enabled);
    policy.setProfiles(List.of(profileNames));
    policies.add(policy);
  }

  private void profile(String name, String executor, String configuration) throws Exception {
    ClientPolicyExecutorRepresentation representation = new ClientPolicyExecutorRepresentation();
    representation.setExecutorProviderId(executor);
    representation.setConfiguration(JsonSerialization.mapper.readTree(configuration));
    ClientProfileRepresentation profile = new ClientProfileRepresentation();
    profile.setName(name);
    profile.setExecutors(List.of(representation));
    profiles.add(profile);
  }

  @Nested
  class TheBound {

    @Test
    void isTheSmallestOfThePoliciesThatApply() throws Exception {
      profile("long", "fl-token-policy", "{\"max-access-token-lifespan\":900}");
      profile("short", "fl-token-policy", "{\"max-access-token-lifespan\":\"120\"}");
      profile("unused", "fl-token-policy", "{\"max-access-token-lifespan\":60}");
      profile("other", "pkce-enforcer", "{\"auto-configure\":true}");
      policy(true, "long", "other");
      policy(true, "short");
      policy(false, "unused");

      assertThat(serverWide().maxAccessTokenLifespan()).hasValue(120);
    }

    @Test
    void isZeroWhenItCannotBeRead() throws Exception {
      profile("p", "fl-token-policy", "{\"max-access-token-lifespan\":\"abc\"}");
      policy(true, "p");

      assertThat(serverWide().maxAccessTokenLifespan()).hasValue(0);
    }

    @Test
    void isMissingWhenNoPolicyHasTheExecutor() throws Exception {
      profile("p", "pkce-enforcer", "{\"auto-configure\":true}");
      policy(true, "p");

      assertThat(serverWide().maxAccessTokenLifespan()).isEmpty();
    }
  }

  @Test
  void aDisabledPolicyIsNone() {
    policy(false);

    assertThat(serverWide().isEmpty()).isTrue();
  }

  @Nested
  class Tampering {

    private List<String> tampering() throws Exception {
      profile("fl-server-wide", "fl-redirect-uris", "{}");
      return serverWide().tampering(realm);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"{}", "{\"policies\":[]}"})
    void isNotWhatARealmNormallyHas(String json) throws Exception {
      when(realm.getAttribute(Constants.CLIENT_POLICIES)).thenReturn(json);

      assertThat(tampering()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"not json", "", "[]", "null", "{\"policies\":null}", "{\"x\":1}"})
    void withThePoliciesMakesKeycloakRunNone(String json) throws Exception {
      when(realm.getAttribute(Constants.CLIENT_POLICIES)).thenReturn(json);

      assertThat(tampering())
          .containsExactly(
              "the client policies of the realm cannot be read, save them again in the admin"
                  + " console");
    }

    @Test
    void withAProfileOfTheSameNameHidesTheServers() throws Exception {
      when(realm.getAttribute(Constants.CLIENT_PROFILES))
          .thenReturn(
              "{\"profiles\":[{\"name\":\"own\"},{\"name\":\"fl-server-wide\",\"executors\":[]}]}");

      assertThat(tampering())
          .containsExactly(
              "the client profile fl-server-wide of the realm hides the profile of the server,"
                  + " delete it");
    }

    @Test
    void isNotAProfileOfAnotherName() throws Exception {
      when(realm.getAttribute(Constants.CLIENT_PROFILES))
          .thenReturn("{\"profiles\":[{\"name\":\"own\"}]}");

      assertThat(tampering()).isEmpty();
    }

    @Test
    void isAPolicyWithAProfileThatIsNowhere() throws Exception {
      when(realm.getAttribute(Constants.CLIENT_POLICIES))
          .thenReturn(policy(true, "fapi-1-baseline"));

      assertThat(tampering())
          .containsExactly(
              "a client policy of the realm names the client profile fapi-1-baseline, which is"
                  + " neither in the realm nor on the server; make it, or take its name out of the"
                  + " policy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"own", "fl-server-wide"})
    void isNotAPolicyWithAProfileOfTheRealmOrOfTheServer(String name) throws Exception {
      when(realm.getAttribute(Constants.CLIENT_PROFILES))
          .thenReturn("{\"profiles\":[{\"name\":\"own\"}]}");
      when(realm.getAttribute(Constants.CLIENT_POLICIES)).thenReturn(policy(true, name));

      assertThat(tampering()).isEmpty();
    }

    @Test
    void isNotAPolicyThatIsOff() throws Exception {
      when(realm.getAttribute(Constants.CLIENT_POLICIES)).thenReturn(policy(false, "nowhere"));

      assertThat(tampering()).isEmpty();
    }

    private String policy(boolean enabled, String profile) {
      return "{\"policies\":[{\"name\":\"p\",\"enabled\":%s,\"profiles\":[\"%s\"]}]}"
          .formatted(enabled, profile);
    }

    @ParameterizedTest
    @ValueSource(strings = {"not json", "null", "{\"profiles\":null}"})
    void isWhatCannotBeRead(String json) throws Exception {
      when(realm.getAttribute(Constants.CLIENT_PROFILES)).thenReturn(json);

      assertThat(tampering())
          .containsExactly(
              "the client profiles of the realm cannot be read, save them again in the admin"
                  + " console");
    }
  }
}
