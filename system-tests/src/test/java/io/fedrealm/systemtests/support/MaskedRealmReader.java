package io.fedrealm.systemtests.support;

import static io.fedrealm.systemtests.support.MaskedRealm.NAME;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;

/** The service account of a {@link MaskedRealm}, which has no role until it is given one. */
public final class MaskedRealmReader {

  private final LocalKeycloak.Server server;
  private final Admin admin;

  /**
   * @param server where the realm is, with the secrets of the generation {@code old}
   */
  public MaskedRealmReader(LocalKeycloak.Server server) {
    this.server = server;
    this.admin = server.admin();
  }

  /**
   * What it reads while it has one role of the realm's administrators.
   *
   * @param path below the realm in the admin REST API, with a slash; empty for the realm
   */
  public Http.Answer readsWith(String role, String path) {
    String client = admin.client(NAME, "realm-management").path("id").asText();
    String reader = admin.client(NAME, "reader").path("id").asText();
    String account =
        admin.get(NAME + "/clients/" + reader + "/service-account-user").path("id").asText();
    String mappings = NAME + "/users/" + account + "/role-mappings/clients/" + client;
    ArrayNode roles = new ObjectMapper().createArrayNode();
    roles.add(admin.get(NAME + "/clients/" + client + "/roles/" + role));
    admin.write("POST", mappings, roles);
    try {
      return reads(path);
    } finally {
      admin.write("DELETE", mappings, roles);
    }
  }

  /** What it reads as it is. */
  public Http.Answer reads(String path) {
    return new Http()
        .get(server.url() + "/admin/realms/" + NAME + path, "Authorization", "Bearer " + token());
  }

  /** A token of it. */
  public String token() {
    return server
        .realm(NAME)
        .clientCredentials("reader", MaskedRealm.secret("old", MaskedRealm.READER), "")
        .json()
        .path("access_token")
        .asText();
  }
}
