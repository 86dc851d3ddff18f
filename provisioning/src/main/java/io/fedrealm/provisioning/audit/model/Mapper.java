package io.fedrealm.provisioning.audit.model;

/**
 * A protocol mapper of a client or client scope.
 *
 * @param node its representation
 */
public record Mapper(Node node) {

  /** Id of the mapper's type, for example {@code oidc-audience-mapper}. */
  public String type() {
    return node.get("protocolMapper").text();
  }

  /** {@code openid-connect} or {@code saml}. */
  public String protocol() {
    String protocol = node.get("protocol").text();
    return protocol.isEmpty() ? "openid-connect" : protocol;
  }

  /** A value of its configuration. */
  public Node config(String name) {
    return node.get("config").get(name);
  }

  /** The claim that it writes; empty when its configuration names none. */
  public String claim() {
    return config("claim.name").text();
  }

  /** Whether the claim goes into access tokens. */
  public boolean isInAccessToken() {
    return config("access.token.claim").flag(false);
  }

  /** Whether it is one of fedrealm's. */
  public boolean isFederationMapper() {
    return type().startsWith("fl-");
  }
}
