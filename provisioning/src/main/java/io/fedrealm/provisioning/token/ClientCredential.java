package io.fedrealm.provisioning.token;

import java.security.KeyPair;

/** What a confidential client proves its identity with. */
public sealed interface ClientCredential {

  /**
   * A secret that Keycloak knows too ({@code client_secret_post}).
   *
   * @param value the secret
   */
  record Secret(String value) implements ClientCredential {

    /** Never the secret. */
    @Override
    public String toString() {
      return "Secret";
    }
  }

  /**
   * A key of which Keycloak knows the public half ({@code private_key_jwt}, RFC 7523).
   *
   * @param pair the RSA key
   * @param keyId its {@code kid}
   */
  record Key(KeyPair pair, String keyId) implements ClientCredential {

    /** Never the private half. */
    @Override
    public String toString() {
      return "Key " + keyId;
    }
  }

  /** A token of another issuer, who vouches for the client (RFC 7523): nothing is kept here. */
  record Vouched() implements ClientCredential {}
}
