package io.fedrealm.extension.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.keycloak.models.Constants;
import org.keycloak.securityprofile.SecurityProfileProvider;
import org.keycloak.securityprofile.SecurityProfileSpi;
import org.keycloak.services.clientpolicy.ClientPolicyEvent;
import org.keycloak.services.clientpolicy.ClientPolicyException;
import org.keycloak.services.clientpolicy.context.AdminClientRegisteredContext;
import org.keycloak.services.clientpolicy.context.AdminClientUpdatedContext;
import org.keycloak.services.clientpolicy.context.ClientCRUDContext;
import org.keycloak.services.clientpolicy.context.DynamicClientRegisteredContext;
import org.keycloak.services.clientpolicy.context.DynamicClientUpdatedContext;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProvider;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProviderFactory;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorSpi;

/**
 * What the policies rely on in Keycloak's internal SPIs, as found in 26.7.3. When one of these
 * fails after an upgrade, read the named Keycloak class and see all refusals work on a server of
 * the new version before changing the test.
 */
class PolicySpiTest {

  @Test
  void theSpiIsTheOneThatOurFactoriesAreRegisteredFor() {
    ClientPolicyExecutorSpi spi = new ClientPolicyExecutorSpi();

    assertThat(spi.getName()).isEqualTo("client-policy-executor");
    assertThat(spi.isInternal()).isTrue();
    assertThat(spi.getProviderClass()).isEqualTo(ClientPolicyExecutorProvider.class);
    assertThat(spi.getProviderFactoryClass()).isEqualTo(ClientPolicyExecutorProviderFactory.class);
  }

  /** A new event may be a new way to a token: decide whether {@link TokenPolicy} has to know it. */
  @Test
  void theEventsAreThese() {
    assertThat(ClientPolicyEvent.values())
        .extracting(Enum::name)
        .containsExactlyInAnyOrder(
            "REGISTER",
            "REGISTERED",
            "UPDATE",
            "UPDATED",
            "VIEW",
            "UNREGISTER",
            "PRE_AUTHORIZATION_REQUEST",
            "AUTHORIZATION_REQUEST",
            "IMPLICIT_HYBRID_TOKEN_RESPONSE",
            "PRE_TOKEN_REQUEST",
            "TOKEN_REQUEST",
            "TOKEN_RESPONSE",
            "SERVICE_ACCOUNT_TOKEN_REQUEST",
            "SERVICE_ACCOUNT_TOKEN_RESPONSE",
            "TOKEN_REFRESH",
            "TOKEN_REFRESH_RESPONSE",
            "TOKEN_REVOKE",
            "TOKEN_REVOKE_RESPONSE",
            "TOKEN_INTROSPECT",
            "USERINFO_REQUEST",
            "LOGOUT_REQUEST",
            "BACKCHANNEL_AUTHENTICATION_REQUEST",
            "BACKCHANNEL_TOKEN_REQUEST",
            "BACKCHANNEL_TOKEN_RESPONSE",
            "PUSHED_AUTHORIZATION_REQUEST",
            "DEVICE_AUTHORIZATION_REQUEST",
            "DEVICE_TOKEN_REQUEST",
            "DEVICE_TOKEN_RESPONSE",
            "TOKEN_EXCHANGE_REQUEST",
            "RESOURCE_OWNER_PASSWORD_CREDENTIALS_REQUEST",
            "RESOURCE_OWNER_PASSWORD_CREDENTIALS_RESPONSE",
            "JWT_AUTHORIZATION_GRANT",
            "IDENTITY_BROKERING_API",
            "SAML_AUTHN_REQUEST",
            "SAML_LOGOUT_REQUEST");
  }

  @Test
  void aSavedClientIsTheTargetOfItsContext() throws NoSuchMethodException {
    for (Class<?> context :
        new Class<?>[] {
          AdminClientRegisteredContext.class,
          AdminClientUpdatedContext.class,
          DynamicClientRegisteredContext.class,
          DynamicClientUpdatedContext.class
        }) {
      assertThat(ClientCRUDContext.class).isAssignableFrom(context);
      assertThat(context.getMethod("getTargetClient").getDeclaringClass()).isEqualTo(context);
    }
  }

  @Test
  void aRefusalAfterWritingRollsBack() throws IOException {
    assertThat(constantsOf("org/keycloak/services/ErrorResponseException"))
        .contains("setRollbackOnly");
    assertThat(constantsOf("org/keycloak/services/resources/admin/ClientsResource"))
        .contains(
            "org/keycloak/services/clientpolicy/context/AdminClientRegisteredContext",
            "org/keycloak/services/clientpolicy/ClientPolicyException",
            "org/keycloak/services/ErrorResponseException");
    assertThat(constantsOf("org/keycloak/services/resources/admin/ClientResource"))
        .contains(
            "org/keycloak/services/clientpolicy/context/AdminClientUpdatedContext",
            "org/keycloak/services/clientpolicy/ClientPolicyException",
            "org/keycloak/services/ErrorResponseException");
  }

  @Test
  void theExceptionTellsErrorAndDetailApart() {
    ClientPolicyException exception = new ClientPolicyException("error", "detail");

    assertThat(exception.getError()).isEqualTo("error");
    assertThat(exception.getErrorDetail()).isEqualTo("detail");
  }

  @Test
  void theSecurityProfileHoldsPoliciesAndProfiles() {
    assertThat(new SecurityProfileSpi().getName()).isEqualTo("security-profile");
    assertThat(SecurityProfileProvider.class.getMethods())
        .filteredOn(method -> Modifier.isAbstract(method.getModifiers()))
        .extracting("name")
        .contains("getDefaultClientPolicies", "getDefaultClientProfiles");
  }

  @Test
  void aRealmKeepsItsOwnInTheseAttributes() {
    assertThat(Constants.CLIENT_POLICIES).isEqualTo("client-policies.policies");
    assertThat(Constants.CLIENT_PROFILES).isEqualTo("client-policies.profiles");
  }

  private static String constantsOf(String type) throws IOException {
    try (InputStream bytes = PolicySpiTest.class.getResourceAsStream("/" + type + ".class")) {
      return new String(bytes.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
