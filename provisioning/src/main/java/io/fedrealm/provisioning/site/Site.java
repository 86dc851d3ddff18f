package io.fedrealm.provisioning.site;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A site as the realm has it.
 *
 * @param name its name
 * @param project its project
 * @param client Keycloak's representation of its client; may hold its secret
 */
public record Site(String name, String project, ObjectNode client) {

  /** Keycloak's id of the client, for requests. */
  public String id() {
    return client.path("id").asText();
  }

  /** The OAuth client id. */
  public String clientId() {
    return client.path("clientId").asText();
  }

  /** Whether it may get tokens. */
  public boolean enabled() {
    return client.path("enabled").asBoolean();
  }

  /** An attribute of the client; empty when there is none. */
  public String attribute(String attribute) {
    return client.path("attributes").path(attribute).asText("");
  }

  /** How it proves who it is. */
  public SiteRequest.Authentication authentication() {
    String authenticator = client.path("clientAuthenticatorType").asText();
    if (authenticator.equals("client-jwt")) {
      return SiteRequest.Authentication.private_key_jwt;
    }
    if (authenticator.equals(Voucher.AUTHENTICATOR)) {
      return SiteRequest.Authentication.federated;
    }
    return attribute(SiteClient.PASSWORD_GRANT).equals("true")
        ? SiteRequest.Authentication.password
        : SiteRequest.Authentication.secret;
  }

  /** What it is called in messages: "Site a of project b". */
  public String title() {
    return "Site " + name + (project.isEmpty() ? "" : " of project " + project);
  }

  /** The name alone: the client may hold a secret. */
  @Override
  public String toString() {
    return project + "/" + name;
  }
}
