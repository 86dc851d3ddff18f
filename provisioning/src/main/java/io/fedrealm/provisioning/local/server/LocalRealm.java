package io.fedrealm.provisioning.local.server;

import java.util.List;

/**
 * A realm of the local server, as {@code status --output json} shows it.
 *
 * @param realm its name
 * @param issuer the {@code iss} of its tokens
 * @param users one for each group
 * @param services clients that may use the client credentials grant
 */
public record LocalRealm(
    String realm, String issuer, List<DevelopmentUser> users, List<LocalService> services) {

  /** Copies the lists. */
  public LocalRealm {
    users = List.copyOf(users);
    services = List.copyOf(services);
  }

  /**
   * A user who is in one group.
   *
   * @param username for the login
   * @param group the group
   * @param passwordVariable the name of the password in the secrets file
   */
  public record DevelopmentUser(String username, String group, String passwordVariable) {}

  /**
   * A client with a service account.
   *
   * @param clientId the client
   * @param scope what to ask for in a token request; "" for the client's default scopes
   * @param tokenEndpoint where to ask
   * @param secretVariable the name of its secret in the environment or the secrets file
   */
  public record LocalService(
      String clientId, String scope, String tokenEndpoint, String secretVariable) {}
}
