package io.fedrealm.provisioning.local;

import java.util.List;

/**
 * A realm as the templates made it.
 *
 * @param realm its name
 * @param groups its top-level groups: each gets a development user
 * @param services clients that may use the client credentials grant; the first one is tried out
 * @param summary what was done, in a few words: "no changes", "12 created"
 */
public record ProvisionedRealm(
    String realm, List<String> groups, List<Service> services, String summary) {

  /** Copies the lists. */
  public ProvisionedRealm {
    groups = List.copyOf(groups);
    services = List.copyOf(services);
  }

  /**
   * A client with a service account.
   *
   * @param clientId the client
   * @param scope what to ask for in a token request; "" for the client's default scopes
   * @param secretVariable the template variable that holds its secret
   */
  public record Service(String clientId, String scope, String secretVariable) {}
}
