package io.fedrealm.provisioning.server;

import java.net.URI;
import java.util.Optional;

/**
 * Where Keycloak is and who we are there: a service account (client credentials), or a person by
 * password.
 *
 * @param server base URL, with the relative path if there is one ({@code http://host:8080/auth})
 * @param realm the realm of the account; normally {@code master}
 * @param clientId the service account's client, or the public client of a password login
 * @param clientSecret the client's secret; empty for a public client
 * @param username empty for a service account
 * @param password empty for a service account
 * @param transport certificates and proxy
 */
public record AdminAccess(
    URI server,
    String realm,
    String clientId,
    Optional<String> clientSecret,
    Optional<String> username,
    Optional<String> password,
    Transport transport) {

  /** Straight, with Java's own trust store. */
  public AdminAccess(
      URI server,
      String realm,
      String clientId,
      Optional<String> clientSecret,
      Optional<String> username,
      Optional<String> password) {
    this(server, realm, clientId, clientSecret, username, password, Transport.DIRECT);
  }

  /** A service account of the master realm. */
  public static AdminAccess serviceAccount(URI server, String clientId, String clientSecret) {
    return new AdminAccess(
        server, "master", clientId, Optional.of(clientSecret), Optional.empty(), Optional.empty());
  }

  /** Never the secret or the password. */
  @Override
  public String toString() {
    return username.orElse(clientId) + " in realm " + realm + " of " + server;
  }
}
