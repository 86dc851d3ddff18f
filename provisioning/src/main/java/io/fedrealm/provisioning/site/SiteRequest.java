package io.fedrealm.provisioning.site;

import java.util.Map;

/**
 * A site that shall be made.
 *
 * @param name its name, as people and the framework call it
 * @param project the project that it takes part in; empty where the framework has none
 * @param authentication how it proves who it is
 * @param details what else the framework wants to know, by column of the CSV file: {@code
 *     controller}, {@code org} …; never null
 */
public record SiteRequest(
    String name, String project, Authentication authentication, Map<String, String> details) {

  public SiteRequest {
    details = Map.copyOf(details);
  }

  /** How a site proves to Keycloak who it is. */
  public enum Authentication {
    /** A generated secret that Keycloak knows too. */
    secret,
    /** A key of the site, of which Keycloak knows the public half (RFC 7523). */
    private_key_jwt,
    /**
     * A token of the site's own Keycloak, which vouches for it (RFC 7523 with another issuer;
     * {@code federated-jwt} of Keycloak): nothing secret crosses the border.
     */
    federated,
    /**
     * A generated secret, and a user of the site's own who logs in through this client (RFC 6749,
     * section 4.3), for software that knows no other login.
     */
    password
  }

  /** A detail; empty when it was not given. */
  public String detail(String column) {
    return details.getOrDefault(column, "");
  }
}
