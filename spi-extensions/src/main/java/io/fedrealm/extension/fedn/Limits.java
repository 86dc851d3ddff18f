package io.fedrealm.extension.fedn;

import java.util.List;
import org.keycloak.Config;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/**
 * What one caller may ask of the service; options of the server, {@code
 * --spi-realm-restapi-extension--fedn--NAME}.
 *
 * @param bodyBytes the largest body
 * @param bodySeconds how long a body may take to arrive
 * @param requestsPerMinute requests of one address, on one server of a cluster
 * @param loginsPerMinute those of them that log in by password
 * @param projectsPerPerson how many projects somebody may have created
 * @param tokensPerProject how many tokens of a project may refresh at a time
 */
record Limits(
    int bodyBytes,
    int bodySeconds,
    int requestsPerMinute,
    int loginsPerMinute,
    int projectsPerPerson,
    int tokensPerProject) {

  private static final String BODY_BYTES = "max-body-bytes";
  private static final String BODY_SECONDS = "max-body-seconds";
  private static final String REQUESTS = "max-requests-per-minute";
  private static final String LOGINS = "max-logins-per-minute";
  private static final String PROJECTS = "max-projects-per-person";
  private static final String TOKENS = "max-tokens-per-project";

  /**
   * The limits unless the server says otherwise: a site's hundred clients may refresh from one
   * address, while a login is typed by a person.
   */
  static Limits defaults() {
    return new Limits(16 * 1024, 10, 6000, 120, 20, 5000);
  }

  /**
   * Reads the server's options.
   *
   * @param config the provider's options
   * @return the limits
   */
  static Limits of(Config.Scope config) {
    Limits defaults = defaults();
    return new Limits(
        config.getInt(BODY_BYTES, defaults.bodyBytes),
        config.getInt(BODY_SECONDS, defaults.bodySeconds),
        config.getInt(REQUESTS, defaults.requestsPerMinute),
        config.getInt(LOGINS, defaults.loginsPerMinute),
        config.getInt(PROJECTS, defaults.projectsPerPerson),
        config.getInt(TOKENS, defaults.tokensPerProject));
  }

  /** The options as the server's documentation lists them. */
  static List<ProviderConfigProperty> properties() {
    Limits defaults = defaults();
    ProviderConfigurationBuilder properties = ProviderConfigurationBuilder.create();
    add(properties, BODY_BYTES, "Largest body of a request, in bytes.", defaults.bodyBytes);
    add(properties, BODY_SECONDS, "Seconds a body may take to arrive.", defaults.bodySeconds);
    add(
        properties,
        REQUESTS,
        "Requests a minute from one address (IPv6: from one /64).",
        defaults.requestsPerMinute);
    add(
        properties,
        LOGINS,
        "Logins a minute from one address (IPv6: from one /64).",
        defaults.loginsPerMinute);
    add(
        properties,
        PROJECTS,
        "Projects that somebody may have created.",
        defaults.projectsPerPerson);
    add(
        properties,
        TOKENS,
        "Tokens of one project that may refresh at a time.",
        defaults.tokensPerProject);
    return properties.build();
  }

  private static void add(
      ProviderConfigurationBuilder properties, String name, String help, int value) {
    properties
        .property()
        .name(name)
        .type(ProviderConfigProperty.INTEGER_TYPE)
        .helpText(help)
        .defaultValue(value)
        .add();
  }
}
