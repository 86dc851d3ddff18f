package io.fedrealm.extension.policy;

import java.util.List;
import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProvider;

/**
 * The client policy executor for the password grant (direct access grants). Keycloak's own {@code
 * reject-ropc-grant} knows no exception: a condition on a client's attribute abstains while a
 * client is registered and reads the old attributes while it is updated, so that an exception could
 * never be made in one step; and it takes a missing {@code directAccessGrantsEnabled} for "off",
 * which Keycloak takes for "on".
 */
public final class PasswordGrantFactory extends ClientCheckFactory {

  /** The name of this executor in client profiles. */
  public static final String PROVIDER_ID = "fl-password-grant";

  /** The client attribute that names the exception; {@code true} makes it one. */
  public static final String EXCEPTION_ATTRIBUTE = "fl.allow.password.grant";

  private static final List<ProviderConfigProperty> PROPERTIES =
      List.copyOf(
          ProviderConfigurationBuilder.create()
              .property()
              .name(PasswordGrantConfig.ALLOW_EXCEPTIONS)
              .label("Allow exceptions")
              .helpText(
                  "If on, a client with the attribute "
                      + EXCEPTION_ATTRIBUTE
                      + "=true may use the password grant. If off, no client may.")
              .type(ProviderConfigProperty.BOOLEAN_TYPE)
              .defaultValue("true")
              .add()
              .build());

  @Override
  public ClientPolicyExecutorProvider<PasswordGrantConfig> create(KeycloakSession session) {
    return new PasswordGrant(session);
  }

  @Override
  public String getId() {
    return PROVIDER_ID;
  }

  @Override
  public String getHelpText() {
    return "No client gets tokens for a user name and a password, but those that are named as"
        + " exceptions by an attribute.";
  }

  @Override
  public List<ProviderConfigProperty> getConfigProperties() {
    return PROPERTIES;
  }
}
